"""T1: how a ticket begins, written by its customer or by us."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.documents import api as documents
from tutorium.modules.lessons import api as lessons
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.modules.subscriptions.events import ChargeDeclined
from tutorium.modules.support import queries
from tutorium.modules.support.errors import ContextUnknown
from tutorium.modules.support.events import TicketOpened
from tutorium.modules.support.model import fraud
from tutorium.modules.support.model.categories import Category, priority_of
from tutorium.modules.support.model.clocks import POLICY_VERSION, first_clocks
from tutorium.modules.support.model.ticket import NewTicket, Step
from tutorium.modules.support.service.moves import SYSTEM, By, save_clock
from tutorium.modules.support.service.thread import refuse_flood, write
from tutorium.platform import clock
from tutorium.platform.db import Db, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import id_of, new_id


async def open_ticket(
    *,
    command_id: UUID,
    user_id: UUID,
    category: Category,
    subject: str,
    text: str,
    lesson_id: UUID | None,
    payment_id: UUID | None,
    document_id: UUID | None,
    subscription_id: UUID | None,
    files: Sequence[UUID],
) -> UUID:
    """Write to support; the ticket of a command sent twice is one. ContextUnknown, AttachmentUnknown."""
    lesson = await _lesson(user_id, lesson_id) if lesson_id else None
    if payment_id:
        await _check_payment(user_id, payment_id)
    if document_id:
        await _check_document(user_id, document_id)
    if subscription_id:
        await _check_subscription(user_id, subscription_id)
    async with transaction() as db:
        known = await queries.tickets.ticket_by_command(db, command_id)
        if known is not None:
            return known.id
        await refuse_flood(db, user_id)
        now = clock.now()
        new = NewTicket(
            id=new_id(),
            command_id=command_id,
            user_id=user_id,
            category=category,
            priority=priority_of(category, lesson=lesson, now=now),
            policy_version=POLICY_VERSION,
            subject=subject.strip(),
            lesson_id=lesson_id,
            payment_id=payment_id,
            document_id=document_id,
            subscription_id=subscription_id,
            created_at=now,
        )
        await _begin(db, new, by=By("customer", user_id), text=text, files=files)
    return new.id


async def report_fraud(fact: ChargeDeclined) -> None:
    """One ticket for a charge the bank suspects, in its payer's language (domain.md D4.3).

    It is urgent (P2), whatever its category says. May be repeated.
    """
    command_id = id_of("support.fraud", fact.charge_id)
    payer = await accounts.person(user_id=fact.payer_id)
    words = fraud.WORDS[payer.locale if payer else "ru"]
    async with transaction() as db:
        if await queries.tickets.ticket_by_command(db, command_id) is not None:
            return
        new = NewTicket(
            id=new_id(),
            command_id=command_id,
            user_id=fact.payer_id,
            category="billing",
            priority="p2",
            policy_version=POLICY_VERSION,
            subject=words.subject,
            lesson_id=None,
            payment_id=None,
            document_id=None,
            subscription_id=fact.subscription_id,
            created_at=clock.now(),
        )
        await _begin(db, new, by=SYSTEM, text=words.text, files=())


async def _begin(db: Db, new: NewTicket, *, by: By, text: str, files: Sequence[UUID]) -> None:
    """The ticket with its first message, its first line of history and its clocks."""
    await queries.tickets.insert_ticket(db, new)
    step = Step(new.created_at, by.id, by.role, "opened", None, "new", "")
    await queries.tickets.insert_step(db, new.id, step)
    ticket = await queries.tickets.ticket_for(db, new.user_id, new.id)
    if ticket is None:
        raise NotFound
    await write(db, ticket, command_id=new.command_id, by=by, text=text, files=files)
    for each in first_clocks(
        new.id,
        version=new.policy_version,
        priority=new.priority,
        category=new.category,
        now=new.created_at,
    ):
        await save_clock(db, None, each)
    await publish(db, TicketOpened(ticket_id=new.id, user_id=new.user_id))


async def _lesson(user_id: UUID, lesson_id: UUID) -> tuple[datetime, datetime]:
    """When a lesson of this person begins and ends."""
    found = await lessons.lesson_facts(lesson_id=lesson_id)
    if found is None or user_id not in (found.tutor_id, found.learner_id, found.payer_id):
        raise ContextUnknown
    return found.starts_at, found.ends_at


async def _check_payment(user_id: UUID, payment_id: UUID) -> None:
    found = await payments.payment(payment_id=payment_id)
    if found is None or found.payer_id != user_id:
        raise ContextUnknown


async def _check_document(user_id: UUID, document_id: UUID) -> None:
    found = await documents.document_facts(document_id=document_id)
    if found is None or found.tutor_id != user_id:
        raise ContextUnknown


async def _check_subscription(user_id: UUID, subscription_id: UUID) -> None:
    found = await subscriptions.subscription_facts(subscription_id=subscription_id)
    if found is None or found.payer_id != user_id:
        raise ContextUnknown
