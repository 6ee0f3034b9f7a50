"""What a message is: to whom, through what, how it is delivered, and what people choose about it."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

Channel = Literal["letter", "sms", "centre"]
"""By e-mail, as a text message, or in the list on the site behind the bell."""
MessageState = Literal["queued", "sending", "sent", "unknown", "late", "muted", "dead"]
"""`sending` belongs to class B only. `unknown`: it may have gone, and is not sent again. `late`: it was of no
use any more. `dead`: it can never be sent, or was tried for too long.
"""
Kind = Literal[
    "security",
    "money",
    "deadlines",
    "profile",
    "support",
    "lesson_booked",
    "lesson_completed",
    "payment_received",
    "reminder_day",
    "reminder_hour",
    "reminder_soon",
]
TOPIC = "notifications"
"""Under which a reader is told that there is something new behind the bell, or less."""
URGENT: frozenset[Kind] = frozenset({"security", "reminder_soon"})
"""These come in quiet hours, too: the account may be at risk, or the lesson begins."""
COMPULSORY: frozenset[Kind] = frozenset({"security", "money", "deadlines", "profile", "support"})
"""Nobody can do without these: they keep the account safe, name money that was lost or a day that counts,
give the reasons of a decision, or answer what was asked.
"""


class Recipient(msgspec.Struct, frozen=True):
    """Where a message goes: to an address, or to a phone number in a text message."""

    email: str = ""
    phone: str = ""


class Message(msgspec.Struct, frozen=True):
    """A message to one person through one channel. Its words are made when it is sent: no personal data and
    no link lie here. After `useful_until` it is not sent.
    """

    id: UUID
    operation: str
    recipient_id: UUID
    about: UUID
    state: MessageState
    channel: Channel
    attempts: int
    created_at: datetime
    useful_until: datetime | None


class Muted(msgspec.Struct, frozen=True):
    """A kind of letters somebody does not want."""

    kind: Kind


class Notice(msgspec.Struct, frozen=True):
    """A message in the centre on the site: its words as they were when it came, and the page it is about."""

    id: UUID
    operation: str
    title: str
    text: str
    path: str
    created_at: datetime
    read_at: datetime | None = None


class Customer(msgspec.Struct, frozen=True):
    """How much of a user Mindbox has been told: `version` counts his changes."""

    user_id: UUID
    version: int
    told_version: int
    erased: bool
    attempts: int
    changed_at: datetime


class Delivery(msgspec.Struct, frozen=True):
    """How messages get away: how many wait and since when, how many are dead, when the last one went, and of
    how many users Mindbox does not know the latest.
    """

    waiting: int
    oldest_at: datetime | None
    dead: int
    last_sent_at: datetime | None
    customers_untold: int


class Undelivered(msgspec.Struct, frozen=True):
    """A message that can never be sent as it is, or was tried for too long; no personal data in `reason`."""

    id: UUID
    operation: str
    channel: Channel
    recipient_id: UUID
    about: UUID
    attempts: int
    reason: str
    created_at: datetime
