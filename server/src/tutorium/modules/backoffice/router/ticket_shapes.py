"""Tickets as agents see them: the shapes, and how they are filled."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.service import tickets
from tutorium.modules.documents import api as documents
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.modules.support import api as support


class DeskClock(msgspec.Struct, frozen=True):
    """A promised time; `due_at` is null while it stands, `percent` of it is used."""

    kind: str
    target_minutes: int
    spent_minutes: int
    percent: int
    due_at: datetime | None
    done_at: datetime | None
    breached: bool


class TicketRow(msgspec.Struct, frozen=True, kw_only=True):
    """A ticket in a queue; `clock` is the one that is due first."""

    id: UUID
    number: int
    subject: str
    category: support.Category
    priority: support.Priority
    state: support.State
    customer_name: str
    assignee_id: UUID | None
    assignee_name: str | None
    created_at: datetime
    last_message_at: datetime
    clock: DeskClock | None


class DeskFile(msgspec.Struct, frozen=True):
    id: UUID
    name: str
    media_type: str
    size: int


class DeskMessage(msgspec.Struct, frozen=True):
    """`internal`: a note no customer sees."""

    id: UUID
    number: int
    internal: bool
    author_role: support.AuthorRole
    author_name: str
    text: str
    attachments: list[DeskFile]
    created_at: datetime


class DeskStep(msgspec.Struct, frozen=True):
    at: datetime
    actor_role: str
    actor_name: str
    action: str
    from_state: support.State | None
    to_state: support.State
    reason: str


class LessonContext(msgspec.Struct, frozen=True):
    id: UUID
    state: str
    subject: str
    starts_at: datetime
    minutes: int
    price_kopecks: int
    tutor_name: str
    learner_name: str
    meeting_url: str | None


class PaymentContext(msgspec.Struct, frozen=True):
    id: UUID
    state: str
    amount_kopecks: int
    refunded_kopecks: int
    reason: str | None
    created_at: datetime
    paid_at: datetime | None


class DocumentContext(msgspec.Struct, frozen=True):
    id: UUID
    tutor_id: UUID
    kind: documents.Kind
    state: documents.DocumentState


class SubscriptionContext(msgspec.Struct, frozen=True):
    """`next_charge` is null when nothing more is to be paid, `ends_at` unless it comes to an end."""

    id: UUID
    state: str
    subject: str
    tutor_name: str
    learner_name: str
    minutes_per_cycle: int
    free_minutes: int
    price_kopecks: int
    next_charge: subscriptions.NextCharge | None
    ends_at: datetime | None


class Customer(msgspec.Struct, frozen=True):
    user_id: UUID
    full_name: str
    photo_url: str | None
    timezone: str
    locale: str


class DeskTicket(msgspec.Struct, frozen=True, kw_only=True):
    """Everything an agent needs; `moves`: the states he may move the ticket to."""

    id: UUID
    number: int
    subject: str
    category: support.Category
    priority: support.Priority
    state: support.State
    resolution: support.Resolution | None
    hold_until: datetime | None
    reopen_count: int
    rating: int | None
    rating_comment: str
    customer: Customer | None
    assignee_id: UUID | None
    assignee_name: str | None
    lesson: LessonContext | None
    payment: PaymentContext | None
    document: DocumentContext | None
    subscription: SubscriptionContext | None
    messages: list[DeskMessage]
    clocks: list[DeskClock]
    history: list[DeskStep]
    moves: list[support.State]
    created_at: datetime
    version: int


def ticket_shape(found: tickets.Opened) -> DeskTicket:
    """A ticket with everything about it."""
    ticket, names = found.dossier.ticket, found.names
    own: dict[str, Any] = {
        name: getattr(ticket, name)
        for name in DeskTicket.__struct_fields__
        if name in support.Ticket.__struct_fields__
    }
    return DeskTicket(
        **own,
        customer=_customer(found),
        assignee_name=names.get(ticket.assignee_id) if ticket.assignee_id else None,
        lesson=_lesson(found),
        payment=_payment(found),
        document=_document(found),
        subscription=_subscription(found),
        messages=[_message(each, found) for each in found.dossier.messages],
        clocks=[_clock(each) for each in found.dossier.clocks],
        history=[
            DeskStep(
                each.at,
                each.actor_role,
                _name(each.actor_id, found),
                each.action,
                each.from_state,
                each.to_state,
                each.reason,
            )
            for each in found.dossier.history
        ],
        moves=found.dossier.moves,
    )


def _name(user_id: UUID | None, found: tickets.Opened) -> str:
    return found.names.get(user_id, "") if user_id else ""


def _message(message: support.Message, found: tickets.Opened) -> DeskMessage:
    return DeskMessage(
        id=message.id,
        number=message.number,
        internal=message.internal,
        author_role=message.author_role,
        author_name=_name(message.author_id, found),
        text=message.text,
        attachments=[
            DeskFile(each.id, each.name, each.media_type, each.size)
            for each in found.dossier.attachments
            if each.message_id == message.id
        ],
        created_at=message.created_at,
    )


def row_shape(ticket: support.Ticket, found: tickets.Queue) -> TicketRow:
    """A ticket as one line of a queue."""
    clock = next((each for each in found.page.clocks if each.ticket_id == ticket.id), None)
    return TicketRow(
        id=ticket.id,
        number=ticket.number,
        subject=ticket.subject,
        category=ticket.category,
        priority=ticket.priority,
        state=ticket.state,
        customer_name=found.names.get(ticket.user_id, ""),
        assignee_id=ticket.assignee_id,
        assignee_name=found.names.get(ticket.assignee_id) if ticket.assignee_id else None,
        created_at=ticket.created_at,
        last_message_at=ticket.last_message_at,
        clock=_clock(clock) if clock else None,
    )


def _clock(clock: support.ClockCard) -> DeskClock:
    return DeskClock(**{name: getattr(clock, name) for name in DeskClock.__struct_fields__})


def _customer(found: tickets.Opened) -> Customer | None:
    card = found.customer
    if card is None:
        return None
    return Customer(card.user_id, card.full_name, card.photo_url, card.timezone, card.locale)


def _lesson(found: tickets.Opened) -> LessonContext | None:
    lesson = found.lesson
    if lesson is None:
        return None
    return LessonContext(
        id=lesson.lesson_id,
        state=lesson.state,
        subject=lesson.subject,
        starts_at=lesson.starts_at,
        minutes=lesson.minutes,
        price_kopecks=lesson.price_kopecks,
        tutor_name=found.names.get(lesson.tutor_id, ""),
        learner_name=found.names.get(lesson.learner_id, ""),
        meeting_url=lesson.meeting_url,
    )


def _payment(found: tickets.Opened) -> PaymentContext | None:
    payment = found.payment
    if payment is None:
        return None
    return PaymentContext(
        id=payment.payment_id,
        state=payment.state,
        amount_kopecks=payment.amount_kopecks,
        refunded_kopecks=payment.refunded_kopecks,
        reason=payment.reason,
        created_at=payment.created_at,
        paid_at=payment.paid_at,
    )


def _document(found: tickets.Opened) -> DocumentContext | None:
    paper = found.document
    if paper is None:
        return None
    return DocumentContext(paper.document_id, paper.tutor_id, paper.kind, paper.state)


def _subscription(found: tickets.Opened) -> SubscriptionContext | None:
    subscription = found.subscription
    if subscription is None:
        return None
    return SubscriptionContext(
        id=subscription.subscription_id,
        state=subscription.state,
        subject=subscription.subject,
        tutor_name=found.names.get(subscription.tutor_id, ""),
        learner_name=found.names.get(subscription.learner_id, ""),
        minutes_per_cycle=subscription.minutes_per_cycle,
        free_minutes=subscription.free_minutes,
        price_kopecks=subscription.price_kopecks,
        next_charge=subscription.next_charge,
        ends_at=subscription.ends_at,
    )
