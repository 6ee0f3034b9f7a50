"""How times and sums read in a message."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tutorium.platform.identity import Locale

_WEEKDAYS: dict[Locale, tuple[str, ...]] = {
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS: dict[Locale, tuple[str, ...]] = {
    "ru": tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    "en": tuple(
        "January February March April May June July August September October November December".split()
    ),
}


def in_words(moment: datetime, *, timezone: str, locale: Locale, short: bool = False) -> str:
    """A moment on the clock of the reader, with his zone: what "15:00" means is never left to guessing.

    `short`: without the zone's name, for where the reader sees his zone anyway.
    """
    local = moment.astimezone(ZoneInfo(timezone))
    weekday, month = _WEEKDAYS[locale][local.weekday()], _MONTHS[locale][local.month - 1]
    offset = local.strftime("%z")
    utc = f"UTC{offset[:3]}:{offset[3:]}"
    zone = utc if short else f"{timezone}, {utc}"
    return f"{weekday}, {local.day} {month} {local.year}, {local:%H:%M} ({zone})"


def on_day(moment: datetime, *, timezone: str, locale: Locale) -> str:
    """The day of a moment on the calendar of the reader: 14 марта 2027."""
    return in_full(moment.astimezone(ZoneInfo(timezone)).date(), locale=locale)


def in_full(day: date, *, locale: Locale) -> str:
    """A day of the calendar: 14 марта 2027."""
    return f"{day.day} {_MONTHS[locale][day.month - 1]} {day.year}"


def in_rubles(kopecks: int, *, locale: Locale) -> str:
    """1 500 ₽, or 1 500,50 ₽ where there are kopecks."""
    whole = f"{kopecks // 100:,}".replace(",", "\u00a0" if locale == "ru" else ",")
    point = "," if locale == "ru" else "."
    part = f"{point}{kopecks % 100:02d}" if kopecks % 100 else ""
    return f"{whole}{part}\u00a0₽"
