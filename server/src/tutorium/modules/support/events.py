"""What happens to tickets, and their timers."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from tutorium.platform.events import Event

Due = Literal["remind", "give_up", "ask_rating", "close", "end_hold"]


class TicketOpened(Event, frozen=True):
    """A customer has written, or we have written to him (T1)."""

    ticket_id: UUID
    user_id: UUID


class CustomerReplied(Event, frozen=True):
    """The customer has added a message."""

    ticket_id: UUID
    message_id: UUID


class TicketAnswered(Event, frozen=True):
    """A person of support has answered in public, and the ticket goes on."""

    ticket_id: UUID
    user_id: UUID
    message_id: UUID


class TicketResolved(Event, frozen=True):
    """We, or the customer's silence, have resolved the ticket (T7, T8); three days later it is closed."""

    ticket_id: UUID
    user_id: UUID
    resolved_at: datetime


class AnswerAwaited(Event, frozen=True):
    """The customer has owed us an answer for three days (T7)."""

    ticket_id: UUID
    user_id: UUID
    since: datetime


class RatingAsked(Event, frozen=True):
    """A day has passed since the ticket was resolved: how was the help? (T10)"""

    ticket_id: UUID
    user_id: UUID
    resolved_at: datetime


class ClockWarned(Event, frozen=True):
    """So many percent of a promised time are used up: at 75 the assignee is told, at 90 the lead."""

    ticket_id: UUID
    clock: str
    percent: int
    due_at: datetime
    assignee_id: UUID | None


class ClockBreached(Event, frozen=True):
    """A promised time is over."""

    ticket_id: UUID
    clock: str
    due_at: datetime
    assignee_id: UUID | None


class ClockDue(Event, frozen=True):
    """Timer: a clock may have reached this percentage by now."""

    ticket_id: UUID
    clock: str


class StateDue(Event, frozen=True):
    """Timer: the ticket may have been in its state since `since`, and then `what` is to be done."""

    ticket_id: UUID
    since: datetime
    what: Due


class FilesDropped(Event, frozen=True):
    """Attachments nobody can see any more: their bytes are deleted."""

    keys: tuple[str, ...]
