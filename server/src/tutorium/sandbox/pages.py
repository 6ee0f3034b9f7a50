"""What all pages of the sandbox share: templates, styles and the headers that keep a page harmless."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import MediaType, Response

STATIC = Path(__file__).parent / "static"
_MOSCOW = ZoneInfo("Europe/Moscow")
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'",
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(template: str, *, status_code: int = 200, **values: Any) -> Response[str]:
    """A page of the sandbox."""
    text = _templates.get_template(template).render(values)
    return Response(text, status_code=status_code, media_type=MediaType.HTML, headers=_HEADERS)


def _rubles(value: str) -> str:
    """1234.50 → 1 234,50 ₽, with spaces that do not break."""
    return f"{Decimal(value):,.2f}".replace(",", "\u00a0").replace(".", ",") + "\u00a0₽"


def _moscow_time(stamp: str) -> str:
    return datetime.fromisoformat(stamp).astimezone(_MOSCOW).strftime("%d.%m.%Y %H:%M:%S")


def _pretty(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode()


_templates.filters.update(rubles=_rubles, moscow_time=_moscow_time, pretty=_pretty)
