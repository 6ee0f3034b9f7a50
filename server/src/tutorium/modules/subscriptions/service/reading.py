"""What a payer sees of his subscriptions."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions.model import Lot
from tutorium.modules.subscriptions.model.subscription import Balance, Step, Subscription
from tutorium.modules.subscriptions.queries import invoices, lots_of_subscription
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.modules.subscriptions.queries.invoices import OpenCharge
from tutorium.modules.subscriptions.service.paying import PURPOSE
from tutorium.platform import clock
from tutorium.platform.db import connection
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity

NOTHING = Balance(0, 0)
RENEWALS_AHEAD = timedelta(days=7)


class Seen(msgspec.Struct, frozen=True):
    """A subscription with what stands around it."""

    subscription: Subscription
    tutor: accounts.PersonCard | None
    learner_name: str
    balance: Balance
    lots: list[Lot]
    method: payments.MethodCard | None
    charge: OpenCharge | None
    payment: payments.PaymentView | None


async def subscription_for(*, payer_id: UUID, subscription_id: UUID) -> Seen:
    """A payer's own subscription; NotFound for anybody else's."""
    async with connection() as db:
        found = await queries.subscription_for(db, payer_id, subscription_id)
    if found is None:
        raise NotFound
    [seen] = await _seen([found])
    return seen


async def subscriptions_of(*, identity: Identity, before: UUID | None, limit: int) -> list[Seen]:
    """A payer's subscriptions, newest first."""
    async with connection() as db:
        found = await queries.subscriptions_of(db, identity.user_id, before, limit)
    return await _seen(found)


async def standing() -> queries.SubscriptionsStanding:
    """How it stands with the subscriptions that live."""
    async with connection() as db:
        return await queries.standing(db, clock.now() + RENEWALS_AHEAD)


async def facts(*, subscription_id: UUID) -> tuple[Subscription, Balance] | None:
    """A subscription for another module, and the minutes of its payer and learner with the tutor."""
    async with connection() as db:
        found = await queries.subscription(db, subscription_id)
        if found is None:
            return None
        balance = await queries.balance(
            db,
            payer_id=found.payer_id,
            learner_id=found.learner_id,
            tutor_id=found.tutor_id,
            now=clock.now(),
        )
    return found, balance or NOTHING


async def history(*, payer_id: UUID, subscription_id: UUID) -> list[Step]:
    """Everything that happened to the payer's own subscription."""
    async with connection() as db:
        if await queries.subscription_for(db, payer_id, subscription_id) is None:
            raise NotFound
        return await queries.history(db, subscription_id)


async def _seen(found: Sequence[Subscription]) -> list[Seen]:
    if not found:
        return []
    payer_id, balances, lots = found[0].payer_id, [], []
    async with connection() as db:
        open_charges = await invoices.open_charges(db, [each.id for each in found])
        for each in found:
            balance = await queries.balance(
                db,
                payer_id=each.payer_id,
                learner_id=each.learner_id,
                tutor_id=each.tutor_id,
                now=clock.now(),
            )
            balances.append(balance or NOTHING)
            lots.append(await lots_of_subscription(db, each.id))
    charges = {charge.subscription_id: charge for charge in reversed(open_charges)}
    ids = {each.tutor_id for each in found} | {each.learner_id for each in found}
    people = {each.user_id: each for each in await accounts.people(user_ids=sorted(ids))}
    methods = {each.method_id: each for each in await payments.methods(payer_id=payer_id)}
    purposes = [charge.id for charge in charges.values()]
    begun = await payments.payments_for(purpose=PURPOSE, purpose_ids=purposes) if purposes else []
    made = {payment.purpose_id: payment for payment in begun}
    seen = []
    for each, balance, own in zip(found, balances, lots, strict=True):
        charge = charges.get(each.id)
        seen.append(
            Seen(
                each,
                people.get(each.tutor_id),
                await _learner_name(each, people),
                balance,
                own,
                methods.get(each.method_id) if each.method_id else None,
                charge,
                made.get(charge.id) if charge else None,
            )
        )
    return seen


async def _learner_name(subscription: Subscription, people: dict[UUID, accounts.PersonCard]) -> str:
    if subscription.learner_id in people:
        return people[subscription.learner_id].full_name
    child = await accounts.child(guardian_id=subscription.payer_id, child_id=subscription.learner_id)
    return child.full_name if child else ""
