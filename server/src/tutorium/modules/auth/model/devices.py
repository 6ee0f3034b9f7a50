"""What a browser says of itself, in words people know: "Firefox, Windows"."""

import msgspec

_BROWSERS = (
    ("YaBrowser/", "Яндекс Браузер"),
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)
"""The first mark that is found decides: browsers name those they descend from, too."""


class Device(msgspec.Struct, frozen=True):
    """A browser and the system it runs on; empty where the name says nothing known."""

    browser: str
    system: str

    @property
    def label(self) -> str:
        """Both in one line."""
        return ", ".join(part for part in (self.browser, self.system) if part)


def device_of(agent: str) -> Device:
    """The device behind a User-Agent header."""
    return Device(_first(agent, _BROWSERS), _first(agent, _SYSTEMS))


def _first(agent: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in agent), "")
