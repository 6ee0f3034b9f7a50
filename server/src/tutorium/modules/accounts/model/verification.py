"""What has been verified of a tutor, as documents tells it, and what that entitles him to."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

IDENTITY, CERTIFICATE = "identity", "police_certificate"
BADGES = {
    IDENTITY: "verified",
    CERTIFICATE: "police_certificate",
    "diploma": "diploma",
    "qualification": "qualification",
}
"""Kind of a verified document -> the badge students see."""


class VerifiedDocument(msgspec.Struct, frozen=True):
    """A document that was checked and holds: without `valid_until`, for ever."""

    tutor_id: UUID
    kind: str
    verified_on: date
    valid_until: date | None


def holding(documents: Sequence[VerifiedDocument], *, today: date) -> dict[str, VerifiedDocument]:
    """Those that have not ended, by kind."""
    return {each.kind: each for each in documents if each.valid_until is None or each.valid_until >= today}


def badges_of(documents: Sequence[VerifiedDocument], *, today: date) -> tuple[str, ...]:
    """The badges, in the order in which they are shown."""
    held = holding(documents, today=today)
    return tuple(badge for kind, badge in BADGES.items() if kind in held)


def may_teach_minors(documents: Sequence[VerifiedDocument], *, today: date) -> bool:
    """Nobody under 18 is taught without a certificate of no criminal record (D5.2)."""
    return CERTIFICATE in holding(documents, today=today)


def is_identified(documents: Sequence[VerifiedDocument], *, today: date) -> bool:
    """Only those whose identity was checked are listed."""
    return IDENTITY in holding(documents, today=today)
