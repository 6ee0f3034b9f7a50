"""What people agree to and what we publish: documents in dated editions, and the state of somebody's consent.

A changed text is a new edition beside the old ones, which stay readable. Consents are never bundled: one
purpose, one text (152-ФЗ, article 9).
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, get_args
from uuid import UUID

import msgspec

from tutorium.platform.identity import Locale

ConsentKind = Literal[
    "offer",
    "personal_data",
    "marketing",
    "public_profile",
    "tutor_documents",
    "minor_data",
    "autopay",
]
DocumentKind = Literal[
    "offer",
    "personal_data",
    "marketing",
    "public_profile",
    "tutor_documents",
    "minor_data",
    "autopay",
    "privacy_policy",
    "recommendations",
]
Method = Literal["registration_form", "account", "child_form", "invitation", "payment"]

CONSENT_KINDS: frozenset[ConsentKind] = frozenset(get_args(ConsentKind))
REQUIRED: tuple[ConsentKind, ...] = ("offer", "personal_data")
"""Without these there is no account: withdrawing them is erasing it."""
AT_REGISTRATION: tuple[ConsentKind, ...] = ("offer", "personal_data", "marketing")
OWN: tuple[ConsentKind, ...] = (
    "offer",
    "personal_data",
    "marketing",
    "public_profile",
    "tutor_documents",
    "autopay",
)
"""What one gives for oneself; `minor_data` is given for a child."""


class Wording(msgspec.Struct, frozen=True):
    """A text in one language, in plain paragraphs."""

    title: str
    text: str


class Edition(msgspec.Struct, frozen=True):
    """A document as it stood from the day its version names; `changes` says what was new in it."""

    version: str
    wordings: dict[Locale, Wording]
    changes: dict[Locale, str] = msgspec.field(default_factory=dict)

    @property
    def hash(self) -> str:
        """SHA-256 of the wording in both languages: proves later what the version said."""
        return hashlib.sha256(msgspec.json.encode(self.wordings, order="sorted")).hexdigest()


class Consent(msgspec.Struct, frozen=True):
    """A consent as stored. `subject_id`: the child or the guardianship it is about, if not oneself."""

    id: UUID
    kind: ConsentKind
    subject_id: UUID | None
    shown_version: str
    text_version: str
    text_hash: str
    method: Method
    address: str
    agent: str
    given_at: datetime
    withdrawn_at: datetime | None


def standing(history: Sequence[Consent], kind: ConsentKind, subject_id: UUID | None = None) -> Consent | None:
    """The consent that holds now: the latest that has not been withdrawn. `history` is oldest first."""
    for consent in reversed(history):
        if consent.kind == kind and consent.subject_id == subject_id and consent.withdrawn_at is None:
            return consent
    return None
