"""A ticket, its messages and attachments, and what its two sides see of them."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec

from tutorium.modules.support.model.categories import Category, Priority
from tutorium.modules.support.model.states import Actor, Resolution, State

WORDS = r"^[^\x00]*\S[^\x00]*$"
Subject = Annotated[str, msgspec.Meta(min_length=3, max_length=120, pattern=WORDS)]
Text = Annotated[str, msgspec.Meta(min_length=1, max_length=5000, pattern=WORDS)]
Files = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=5)]
Stars = Annotated[int, msgspec.Meta(ge=1, le=5)]
MESSAGES_AN_HOUR = 30
FILES_A_DAY = 20
AuthorRole = Literal["customer", "agent", "system"]


class Ticket(msgspec.Struct, frozen=True):
    """A row of support.ticket_now, and what it lacks; `due_at`: the nearest deadline of a running clock."""

    id: UUID
    number: int
    user_id: UUID
    category: Category
    priority: Priority
    policy_version: int
    subject: str
    state: State
    lesson_id: UUID | None
    payment_id: UUID | None
    assignee_id: UUID | None
    moved_at: datetime
    hold_until: datetime | None
    resolution: Resolution | None
    reopen_count: int
    messages_count: int
    notes_count: int
    rating: int | None
    rating_comment: str
    created_at: datetime
    last_message_at: datetime
    version: int
    due_at: datetime | None
    document_id: UUID | None
    subscription_id: UUID | None


class NewTicket(msgspec.Struct, frozen=True, kw_only=True):
    """What `insert_ticket` needs."""

    id: UUID
    command_id: UUID
    user_id: UUID
    category: Category
    priority: Priority
    policy_version: int
    subject: str
    lesson_id: UUID | None
    payment_id: UUID | None
    document_id: UUID | None
    subscription_id: UUID | None
    created_at: datetime


class Attachment(msgspec.Struct, frozen=True):
    """A file of a message, or one that waits for its message."""

    id: UUID
    owner_id: UUID
    ticket_id: UUID | None
    message_id: UUID | None
    name: str
    media_type: str
    size: int
    key: str
    created_at: datetime


class Message(msgspec.Struct, frozen=True):
    """A line of the thread. Public messages and notes are numbered each on their own, without gaps."""

    id: UUID
    ticket_id: UUID
    number: int
    internal: bool
    author_id: UUID | None
    author_role: AuthorRole
    text: str
    created_at: datetime


class Step(msgspec.Struct, frozen=True):
    """A line of a ticket's history; `reason` is what was said for it."""

    at: datetime
    actor_id: UUID | None
    actor_role: Actor
    action: str
    from_state: State | None
    to_state: State
    reason: str


class Rating(msgspec.Struct, frozen=True):
    """What the customer thought of the help."""

    stars: int
    comment: str


class Macro(msgspec.Struct, frozen=True):
    """A ready answer; in its text {customer}, {agent} and {number} stand for what an agent would type."""

    id: UUID
    name: str
    text: str
    updated_at: datetime
    version: int
