"""What a payer does with his subscription: pay, buy extra lessons, end it, choose how it is paid."""

from uuid import UUID

from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions.errors import (
    AutopayConsentRequired,
    IllegalTransition,
    MethodRequired,
)
from tutorium.modules.subscriptions.events import CancelAsked
from tutorium.modules.subscriptions.model.agenda import COLLECTING
from tutorium.modules.subscriptions.model.subscription import (
    LIVE,
    CancelReason,
    CollectionMode,
    Invoice,
    State,
    Subscription,
)
from tutorium.modules.subscriptions.queries import invoices
from tutorium.modules.subscriptions.queries import subscriptions as queries
from tutorium.modules.subscriptions.service import paying
from tutorium.modules.subscriptions.service.moves import move
from tutorium.modules.subscriptions.service.subscribing import consent, refuse_too_much
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.money import price_of
from tutorium.platform.web import check_version


async def pay(*, identity: Identity, subscription_id: UUID, autopay_version: str | None) -> None:
    """Let the payer pay what is open, or the next period; with the tick his card is kept."""
    await _visible(identity.user_id, subscription_id)
    if autopay_version is not None:
        await consent(identity.user_id, autopay_version)
    async with transaction() as db:
        subscription = await _own(db, identity.user_id, subscription_id)
        await paying.open_to_pay(db, subscription, save_method=autopay_version is not None)
    await paying.send_open(subscription, email=identity.email)


async def top_up(*, identity: Identity, subscription_id: UUID, lessons: int, command_id: UUID) -> None:
    """Extra lessons of the plan's length at the plan's price, once per command (D4.4)."""
    async with transaction() as db:
        subscription = await _own(db, identity.user_id, subscription_id)
        if await invoices.invoice_by_command(db, command_id) is None:
            if subscription.state not in LIVE:
                raise IllegalTransition
            minutes = lessons * subscription.lesson_minutes
            await refuse_too_much(db, subscription, minutes)
            invoice = Invoice(
                new_id(),
                subscription.id,
                "topup",
                None,
                minutes,
                price_of(minutes, subscription.unit_price_kopecks),
                "open",
                clock.now(),
            )
            await invoices.insert_invoice(db, invoice, command_id)
            await paying.begin_charge(db, invoice, origin="payer")
    await paying.send_open(subscription, email=identity.email)


async def cancel(
    *, user_id: UUID, subscription_id: UUID, reason_code: CancelReason, if_match: str | None
) -> None:
    """S10: end with the period, or at once when the period is over already. Nothing more is charged."""
    async with transaction() as db:
        subscription = await _own(db, user_id, subscription_id)
        check_version(if_match, subscription.version)
        if subscription.cancel_at_period_end:
            raise IllegalTransition
        asked = await move(
            db,
            subscription,
            "cancel_asked",
            actor_id=user_id,
            reason_code=reason_code,
            cancel_at_period_end=True,
            cancel_reason=reason_code,
            next_attempt_at=None,
        )
        await audit.record(
            db,
            "subscriptions.cancelled",
            subject=f"user:{user_id}",
            reason=reason_code,
            subscription_id=str(subscription_id),
        )
        ends_at = asked.period_end or clock.now()
        if asked.state is State.PAST_DUE:
            await move(db, asked, "period_over", reason_code=reason_code)
            return
        await invoices.void_invoices(db, subscription.id, clock.now())
        await publish(db, CancelAsked(subscription_id=subscription.id, payer_id=user_id, ends_at=ends_at))


async def undo_cancel(*, user_id: UUID, subscription_id: UUID, if_match: str | None) -> None:
    """Think better of it: until the end of the period everything is as before."""
    async with transaction() as db:
        subscription = await _own(db, user_id, subscription_id)
        check_version(if_match, subscription.version)
        if not subscription.cancel_at_period_end:
            raise IllegalTransition
        again = clock.now() if _collecting_by_card(subscription) else None
        await move(
            db,
            subscription,
            "cancel_undone",
            actor_id=user_id,
            cancel_at_period_end=False,
            cancel_reason=None,
            next_attempt_at=again,
        )


async def set_collection(
    *,
    identity: Identity,
    subscription_id: UUID,
    mode: CollectionMode,
    method_id: UUID | None,
    autopay_version: str | None,
    if_match: str | None,
) -> None:
    """Pay by hand, or have a saved method charged; what is overdue is charged with the new one at once."""
    await _visible(identity.user_id, subscription_id)
    if mode == "auto":
        await _refuse_unless_chargeable(identity.user_id, method_id, autopay_version)
    async with transaction() as db:
        subscription = await _own(db, identity.user_id, subscription_id)
        check_version(if_match, subscription.version)
        changed = await move(
            db,
            subscription,
            "collection_changed",
            actor_id=identity.user_id,
            reason_code=mode,
            collection_mode=mode,
            method_id=method_id if mode == "auto" else None,
            next_attempt_at=clock.now() if mode == "auto" and _is_owed(subscription) else None,
            failures=0,
        )
        await audit.record(
            db,
            "subscriptions.collection_changed",
            subject=f"user:{identity.user_id}",
            reason=mode,
            subscription_id=str(changed.id),
        )


async def _refuse_unless_chargeable(
    user_id: UUID, method_id: UUID | None, autopay_version: str | None
) -> None:
    if autopay_version is None:
        raise AutopayConsentRequired
    found = {each.method_id: each.state for each in await payments.methods(payer_id=user_id)}
    if method_id is None or found.get(method_id) != "active":
        raise MethodRequired
    await consent(user_id, autopay_version)


def _is_owed(subscription: Subscription) -> bool:
    return subscription.state is State.PAST_DUE or subscription.stage == COLLECTING


def _collecting_by_card(subscription: Subscription) -> bool:
    return subscription.stage == COLLECTING and subscription.collection_mode == "auto"


async def _visible(user_id: UUID, subscription_id: UUID) -> None:
    async with connection() as db:
        if await queries.subscription_for(db, user_id, subscription_id) is None:
            raise NotFound


async def _own(db: Db, user_id: UUID, subscription_id: UUID) -> Subscription:
    """The payer's own subscription, locked; NotFound for anybody else's."""
    found = await queries.lock_subscription(db, subscription_id)
    if found is None or found.payer_id != user_id:
        raise NotFound
    return found
