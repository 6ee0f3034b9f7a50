"""A customer's tickets over HTTP."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec

from tutorium.modules.support import errors
from tutorium.modules.support.model.categories import Category
from tutorium.modules.support.model.states import CustomerAction, Resolution, State, customer_actions
from tutorium.modules.support.model.ticket import (
    Attachment,
    AuthorRole,
    Files,
    Message,
    Stars,
    Subject,
    Text,
    Ticket,
)
from tutorium.modules.support.service import opening, reading, tickets
from tutorium.platform.errors import FieldError, Malformed
from tutorium.platform.identity import Identity
from tutorium.platform.web import Cursor, Input, Limit, get, post, routes_of

CUSTOMERS = {"student", "guardian", "tutor"}


class FileView(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    media_type: str
    size: int


class MessageView(msgspec.Struct, frozen=True):
    """`author_name` is the first name of whoever answered, empty for one's own messages."""

    id: UUID
    number: int
    author_role: AuthorRole
    author_name: str
    text: str
    attachments: list[FileView]
    created_at: datetime


class TicketInList(msgspec.Struct, frozen=True, kw_only=True):
    id: UUID
    number: int
    category: Category
    subject: str
    state: State
    created_at: datetime
    last_message_at: datetime


class TicketView(TicketInList, frozen=True, kw_only=True):
    """`answer_due_at`: by when support promises its next answer; null while it owes none."""

    lesson_id: UUID | None
    payment_id: UUID | None
    document_id: UUID | None
    subscription_id: UUID | None
    resolution: Resolution | None
    answer_due_at: datetime | None
    rating: int | None
    allowed_actions: list[CustomerAction]
    messages: list[MessageView]
    version: int


class Tickets(msgspec.Struct, frozen=True):
    items: list[TicketInList]
    next_cursor: str | None


class CategoryView(msgspec.Struct, frozen=True):
    """What can be written about, and by when whoever writes now has an answer."""

    category: Category
    answer_due_at: datetime


class Categories(msgspec.Struct, frozen=True):
    items: list[CategoryView]


class OpenTicket(Input, frozen=True):
    category: Category
    subject: Subject
    text: Text
    lesson_id: UUID | None = None
    payment_id: UUID | None = None
    document_id: UUID | None = None
    subscription_id: UUID | None = None
    attachments: Files = ()


class WriteMessage(Input, frozen=True):
    text: Text
    attachments: Files = ()


class RateTicket(Input, frozen=True):
    rating: Stars
    comment: Annotated[str, msgspec.Meta(max_length=1000, pattern=r"^[^\x00]*$")] = ""


@get("/support/categories", access=CUSTOMERS)
async def list_categories() -> Categories:
    """What can be written about, and when an answer would come."""
    return Categories([CategoryView(name, due) for name, due in reading.promises().items()])


@post(
    "/support/tickets",
    access=CUSTOMERS,
    keyed="/support/tickets/{id}",
    status_code=201,
    refusals=[errors.ContextUnknown, errors.AttachmentUnknown],
)
async def open_ticket(identity: Identity, command_id: UUID, data: OpenTicket) -> TicketView:
    """Write to support."""
    ticket_id = await opening.open_ticket(
        command_id=command_id,
        user_id=identity.user_id,
        category=data.category,
        subject=data.subject,
        text=data.text,
        lesson_id=data.lesson_id,
        payment_id=data.payment_id,
        document_id=data.document_id,
        subscription_id=data.subscription_id,
        files=data.attachments,
    )
    return await _ticket(identity, ticket_id)


@get("/support/tickets", access=CUSTOMERS)
async def list_tickets(identity: Identity, limit: Limit = 20, cursor: Cursor = None) -> Tickets:
    """One's tickets, the last talked about first."""
    found, more = await reading.tickets(user_id=identity.user_id, after=_position(cursor), limit=limit)
    last = found[-1] if more else None
    return Tickets(
        [TicketInList(**_in_list(each)) for each in found],
        f"{last.last_message_at.isoformat()}_{last.id}" if last else None,
    )


@get("/support/tickets/{ticket_id:uuid}", access=CUSTOMERS)
async def show_ticket(identity: Identity, ticket_id: UUID) -> TicketView:
    """A ticket with its thread."""
    return await _ticket(identity, ticket_id)


@post(
    "/support/tickets/{ticket_id:uuid}/messages",
    access=CUSTOMERS,
    keyed="/support/tickets/{id}",
    status_code=201,
    refusals=[errors.TicketClosed, errors.AttachmentUnknown],
)
async def write_message(
    identity: Identity, ticket_id: UUID, command_id: UUID, data: WriteMessage
) -> TicketView:
    """Add to the thread; a resolved ticket opens again."""
    await tickets.write_message(
        command_id=command_id,
        user_id=identity.user_id,
        ticket_id=ticket_id,
        text=data.text,
        files=data.attachments,
    )
    return await _ticket(identity, ticket_id)


@post("/support/tickets/{ticket_id:uuid}/close", access=CUSTOMERS, refusals=[errors.IllegalTransition])
async def close_ticket(identity: Identity, ticket_id: UUID) -> TicketView:
    """The question is settled."""
    await tickets.close_ticket(user_id=identity.user_id, ticket_id=ticket_id)
    return await _ticket(identity, ticket_id)


@post(
    "/support/tickets/{ticket_id:uuid}/reopen",
    access=CUSTOMERS,
    refusals=[errors.IllegalTransition, errors.TicketClosed],
)
async def reopen_ticket(identity: Identity, ticket_id: UUID) -> TicketView:
    """It is not settled after all: within 72 hours."""
    await tickets.reopen_ticket(user_id=identity.user_id, ticket_id=ticket_id)
    return await _ticket(identity, ticket_id)


@post(
    "/support/tickets/{ticket_id:uuid}/rating",
    access=CUSTOMERS,
    refusals=[errors.RatedAlready, errors.RatingEarly],
)
async def rate_ticket(identity: Identity, ticket_id: UUID, data: RateTicket) -> TicketView:
    """Say once how the help was."""
    await tickets.rate_ticket(
        user_id=identity.user_id, ticket_id=ticket_id, stars=data.rating, comment=data.comment
    )
    return await _ticket(identity, ticket_id)


async def _ticket(identity: Identity, ticket_id: UUID) -> TicketView:
    found = await reading.thread(user_id=identity.user_id, ticket_id=ticket_id)
    ticket = found.ticket
    return TicketView(
        **_in_list(ticket),
        lesson_id=ticket.lesson_id,
        payment_id=ticket.payment_id,
        document_id=ticket.document_id,
        subscription_id=ticket.subscription_id,
        resolution=ticket.resolution,
        answer_due_at=found.due_at,
        rating=ticket.rating,
        allowed_actions=customer_actions(ticket.state, rated=ticket.rating is not None),
        messages=[_message(each, found.names, found.attachments) for each in found.messages],
        version=ticket.version,
    )


def _in_list(ticket: Ticket) -> dict[str, Any]:
    return {name: getattr(ticket, name) for name in TicketInList.__struct_fields__}


def _message(message: Message, names: dict[UUID, str], files: list[Attachment]) -> MessageView:
    return MessageView(
        id=message.id,
        number=message.number,
        author_role=message.author_role,
        author_name=names.get(message.author_id, "") if message.author_id else "",
        text=message.text,
        attachments=[
            FileView(each.id, each.name, each.media_type, each.size)
            for each in files
            if each.message_id == message.id
        ],
        created_at=message.created_at,
    )


def _position(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    at, _, last = cursor.partition("_")
    try:
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError
        return moment, UUID(last)
    except ValueError:
        raise Malformed(errors=(FieldError("cursor", "unreadable", "not a cursor of this list"),)) from None


router = routes_of(globals())
