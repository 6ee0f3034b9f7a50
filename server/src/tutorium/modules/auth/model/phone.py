"""Nouns and rules of confirming a phone number."""

import ipaddress
import re
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

CODE_LIFE = timedelta(minutes=5)
TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
PER_HOUR, PER_DAY = 5, 10
"""Codes to one number, and codes one user asks for."""
PER_NETWORK_AND_HOUR = 20
_MOBILE = re.compile(r"(?:\+7|8)(9[0-9]{9})")
_SEPARATORS = re.compile(r"[\s()\u2011-]")


class PhoneCode(msgspec.Struct, frozen=True):
    """A code on its way; its digits follow from its id and our key and are stored nowhere."""

    id: UUID
    user_id: UUID
    phone: str
    expires_at: datetime
    tries: int


class CodesSent(msgspec.Struct, frozen=True):
    """What was sent within a day; the first three to this number or for this user."""

    latest: datetime | None
    within_hour: int
    within_day: int
    to_network_within_hour: int
    to_all_within_day: int


def mobile_number(text: str) -> str | None:
    """A Russian mobile number as +79161234567, however it is written; None for any other number.

    Other countries' numbers cost much more to write to, and are what those abuse who earn by it.
    """
    match = _MOBILE.fullmatch(_SEPARATORS.sub("", text))
    return f"+7{match[1]}" if match else None


def network_of(address: str) -> str:
    """The /24 (IPv6: /56) of an address; empty for this machine itself, which is not limited."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.is_loopback:
        return ""
    prefix = 24 if parsed.version == 4 else 56
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))
