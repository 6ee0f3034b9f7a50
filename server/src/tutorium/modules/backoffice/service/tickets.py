"""Tickets before agents: support does the work and audits it, here the looks are, with names and context."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.documents import api as documents
from tutorium.modules.lessons import api as lessons
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import api as subscriptions
from tutorium.modules.support import api as support
from tutorium.platform import audit
from tutorium.platform.db import transaction
from tutorium.platform.identity import Identity

NAMED = 200
"""More people of one name than this are not all found: the name has to be given more fully."""
SEEN = ("name", "ticket")


class Queue(msgspec.Struct, frozen=True):
    """A page of a queue, with the names of its people."""

    page: support.QueuePage
    names: dict[UUID, str]


class Opened(msgspec.Struct, frozen=True):
    """A ticket, the names of everybody in it, and what it is about."""

    dossier: support.Dossier
    customer: accounts.PersonCard | None
    names: dict[UUID, str]
    lesson: lessons.LessonFacts | None
    payment: payments.PaymentView | None
    document: documents.DocumentFacts | None
    subscription: subscriptions.SubscriptionFacts | None


def agent_of(identity: Identity) -> support.Agent:
    """Who works at the desk; an administrator leads."""
    return support.Agent(identity.user_id, "admin" in identity.roles)


async def find(
    identity: Identity,
    *,
    queue: support.Queue,
    state: support.State | None,
    priority: support.Priority | None,
    category: support.Category | None,
    text: str | None,
    after: tuple[datetime | None, UUID] | None,
    limit: int,
) -> Queue:
    """Tickets by their nearest deadline; words may be a number, a name, or stand in the thread."""
    named = await accounts.people_named(part=text, limit=NAMED) if text else []
    number = text.removeprefix("№").strip() if text else ""
    filters = support.Filters(
        agent_id=identity.user_id,
        queue=queue,
        state=state,
        priority=priority,
        category=category,
        words=text,
        number=int(number) if number.isdecimal() and len(number) < 12 else None,
        named=tuple(each.user_id for each in named),
    )
    due, last = after or (None, None)
    page = await support.queue(filters=filters, after_due=due, after=last, limit=limit)
    people = {each.user_id for each in page.tickets}
    assigned = {each.assignee_id for each in page.tickets if each.assignee_id}
    await _seen("backoffice.tickets_listed", "tickets", people=sorted(str(each) for each in people))
    return Queue(page, await names(people | assigned))


async def opened(identity: Identity, ticket_id: UUID) -> Opened:
    """A ticket and what it is about; a look at a ticket one was not given is audited."""
    found = await support.dossier(agent=agent_of(identity), ticket_id=ticket_id)
    ticket = found.ticket
    if ticket.assignee_id != identity.user_id:
        await _seen("backoffice.ticket_opened", f"user:{ticket.user_id}", ticket_id=str(ticket_id))
    lesson = await lessons.lesson_facts(lesson_id=ticket.lesson_id) if ticket.lesson_id else None
    payment = await payments.payment(payment_id=ticket.payment_id) if ticket.payment_id else None
    document_id = ticket.document_id
    document = await documents.document_facts(document_id=document_id) if document_id else None
    subscription = None
    if ticket.subscription_id:
        subscription = await subscriptions.subscription_facts(subscription_id=ticket.subscription_id)
    people: set[UUID | None] = {ticket.assignee_id, *(each.author_id for each in found.messages)}
    people |= {each.actor_id for each in found.history}
    for pair in (lesson, subscription):
        if pair is not None:
            people |= {pair.tutor_id, pair.learner_id}
    return Opened(
        found,
        await accounts.person(user_id=ticket.user_id),
        await names(each for each in people if each is not None),
        lesson,
        payment,
        document,
        subscription,
    )


async def agents() -> dict[UUID, str]:
    """Who may be given tickets, and their names."""
    return await names(await support.agents())


async def names(user_ids: Iterable[UUID]) -> dict[UUID, str]:
    """The names of these people; those that are gone are left out."""
    ids = sorted(set(user_ids))
    return {each.user_id: each.full_name for each in await accounts.people(user_ids=ids)} if ids else {}


async def _seen(action: str, subject: str, **data: object) -> None:
    async with transaction() as db:
        await audit.record(db, action, subject=subject, actor_id=None, reason="", kinds=SEEN, **data)
