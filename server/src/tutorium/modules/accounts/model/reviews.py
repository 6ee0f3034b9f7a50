"""Edits of a profile that somebody may be reading: what has to be seen by a moderator first, and why not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.accounts.model import Profile, TutorProfile

ReviewState = Literal["waiting", "approved", "rejected"]
ReviewReason = Literal[
    "contacts",
    "misleading",
    "not_a_portrait",
    "poor_quality",
    "offensive",
    "not_a_name",
    "other",
]
Field = Literal["full_name", "photo_id", "headline", "about", "education"]
TEXTS: tuple[Field, ...] = ("headline", "about", "education")
"""The fields of the tutor's profile that are reviewed; the name and the photo stand in the account."""


class Review(msgspec.Struct, frozen=True):
    """One edit on its way to the public: the fields it touches, as they were and as the tutor wants them.

    `photo_id` is the id as text, "" without a photo. What is edited anew while it waits is another review:
    nobody approves what he has not seen.
    """

    id: UUID
    tutor_id: UUID
    before: dict[Field, str]
    changes: dict[Field, str]
    state: ReviewState
    reason_code: ReviewReason | None
    note: str
    submitted_at: datetime
    decided_at: datetime | None
    decided_by: UUID | None
    version: int

    @property
    def photo_id(self) -> UUID | None:
        """The photo that is proposed, if any."""
        return photo_of(self.changes)


def photo_of(fields: Mapping[Field, str]) -> UUID | None:
    """The photo among these values, if any."""
    return UUID(fields["photo_id"]) if fields.get("photo_id") else None


def texts_of(fields: Mapping[Field, str]) -> dict[str, str]:
    """The values that are words for people."""
    return {name: text for name, text in fields.items() if name != "photo_id"}


def reviewed_fields(profile: Profile, offer: TutorProfile) -> dict[Field, str]:
    """What the public sees of the fields that are reviewed."""
    return {
        "full_name": profile.full_name,
        "photo_id": str(profile.photo_id or ""),
        "headline": offer.headline,
        "about": offer.about,
        "education": offer.education,
    }


def still_different(public: Mapping[Field, str], wanted: Mapping[Field, str]) -> dict[Field, str]:
    """Those of the wanted values that are not what the public sees already."""
    return {field: value for field, value in wanted.items() if value != public[field]}
