"""Giving money back: it leaves escrow at once, and the Payment System when that has confirmed it.

A refund that the Payment System cannot make is made by people: `manual_payout`, with an error in the log.
"""

from datetime import timedelta
from uuid import UUID

import structlog

from tutorium.modules.payments import providers
from tutorium.modules.payments.errors import NotRefundable
from tutorium.modules.payments.events import RefundHinted, RefundSucceeded
from tutorium.modules.payments.model import (
    HINT_DELAYS,
    KEY_LIFE,
    PSP_CLEARING,
    REFUND_PAYABLE,
    Payment,
    ProviderRefund,
    Refund,
    Refused,
    Unknown,
    lesson_escrow,
    retry_refund_at,
)
from tutorium.modules.payments.queries import charges
from tutorium.modules.payments.queries import refunds as queries
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id

LEASE = timedelta(seconds=15)
AT_ONCE = 200

log = structlog.get_logger("payments")


async def refund(*, refund_id: UUID, payment_id: UUID, amount_kopecks: int, reason: str) -> Refund:
    """Take money out of escrow and send it back; a repeat with the same `refund_id` finds the first one."""
    now = clock.now()
    refund = Refund(
        id=refund_id,
        payment_id=payment_id,
        amount_kopecks=amount_kopecks,
        state="processing",
        reason=reason,
        provider_id=None,
        provider_reason=None,
        idempotence_key=str(new_id()),
        key_since=now,
        attempt=1,
        created_at=now,
        version=1,
    )
    async with transaction() as db:
        payment = await charges.lock_payment(db, payment_id)
        if payment is None:
            raise NotFound
        if known := await queries.refunds_by_id(db, [refund_id]):
            return known[0]
        left = payment.amount_kopecks - await queries.returned_kopecks(db, payment_id)
        if payment.state != "succeeded" or amount_kopecks > left:
            raise NotRefundable(left_kopecks=left if payment.state == "succeeded" else 0)
        await _store(db, payment, refund)
    return await _settle(refund, await _ask(refund, payment, seconds=providers.HASTY_SECONDS))


async def check(*, refund_id: UUID, seconds: float = providers.PATIENT_SECONDS) -> None:
    """Send a refund that is not final, or ask about it, and apply the answer."""
    refund = await _on_its_way(refund_id)
    async with connection() as db:
        payment = await charges.payment(db, refund.payment_id) if refund else None
    if refund is not None and payment is not None and refund.key_since <= clock.now():
        await _settle(refund, await _ask(refund, payment, seconds=seconds))


async def _on_its_way(refund_id: UUID) -> Refund | None:
    """The refund if it is to be sent or asked about; an approved one begins its way here."""
    async with transaction() as db:
        refund = await queries.lock_refund(db, refund_id)
        if refund is None or refund.state not in ("approved", "processing"):
            return None
        if refund.state == "approved":
            now = clock.now()
            await queries.start_refund(db, refund_id, key_since=now, next_check_at=now + LEASE)
            await queries.move_refund(db, refund, state="processing", provider_id=None, provider_reason=None)
            await record(db, refund, "approved", "processing", None)
        return await queries.lock_refund(db, refund_id)


async def take_notice(*, provider_id: str, refund_id: UUID | None) -> None:
    """A webhook names a refund: have it checked. Unknown and final refunds are none of our business."""
    async with transaction(system=True) as db:
        ours = await queries.refund_named_by_provider(db, provider_id, refund_id)
        if ours is not None:
            await publish(db, RefundHinted(refund_id=ours))


async def check_due() -> None:
    """Have every refund sent or checked that is not final and whose turn it is."""
    async with transaction() as db:
        for due in await queries.claim_due_refunds(db, clock.now(), AT_ONCE):
            await publish(db, RefundHinted(refund_id=due.id))


async def refunds_by_id(*, refund_ids: list[UUID]) -> list[Refund]:
    """Refunds as they are known now."""
    async with connection() as db:
        return await queries.refunds_by_id(db, refund_ids)


async def adopt(found: ProviderRefund) -> None:
    """Apply what a list of the Payment System says of one of our refunds that is not final."""
    async with connection() as db:
        ours = await queries.refund_named_by_provider(db, found.id, found.refund_id)
        refunds = [] if ours is None else await queries.refunds_by_id(db, [ours])
    # A refund sent afresh has cancelled objects of its earlier keys behind it: they say nothing any more.
    if refunds and (found.status != "canceled" or refunds[0].provider_id == found.id):
        await _settle(refunds[0], found)


async def _store(db: Db, payment: Payment, refund: Refund) -> None:
    await queries.insert_refund(db, refund, refund.created_at + LEASE)
    await record(db, refund, None, "processing", refund.reason)
    await set_aside(db, payment, refund)


async def set_aside(db: Db, payment: Payment, refund: Refund) -> None:
    """The money leaves escrow for good, and is asked about until the Payment System has sent it."""
    now = clock.now()
    await post(
        db,
        "refund_started",
        str(refund.id),
        [
            (lesson_escrow(payment.payer_id, payment.tutor_id), -refund.amount_kopecks),
            (REFUND_PAYABLE, refund.amount_kopecks),
        ],
    )
    for delay in HINT_DELAYS:
        await publish(db, RefundHinted(refund_id=refund.id), at=now + delay)


async def _ask(refund: Refund, payment: Payment, *, seconds: float) -> ProviderRefund | Refused | Unknown:
    if refund.provider_id is not None:
        return await providers.fetch_refund(refund.provider_id)
    if clock.now() - refund.key_since < KEY_LIFE:
        return await providers.create_refund(refund, payment, seconds=seconds)
    # The key is too old to be repeated safely: either the refund is in the list, or it never came to be.
    try:
        async for found in providers.refunds_since(refund.key_since - timedelta(minutes=5)):
            if found.refund_id == refund.id and found.status != "canceled":
                return found
    except ConnectionError as error:
        return Unknown(str(error))
    return Refused("never_created")


async def _settle(refund: Refund, outcome: ProviderRefund | Refused | Unknown) -> Refund:
    """Apply an answer of the Payment System, once however often it comes; the refund as it is then."""
    async with transaction() as db:
        locked = await queries.lock_refund(db, refund.id)
        if locked is None or locked.state != "processing" or locked.idempotence_key != refund.idempotence_key:
            return locked or refund
        match outcome:
            case Unknown(reason):
                log.warning("refund_unknown", refund_id=str(refund.id), reason=reason)
            case Refused(reason):
                await _fail(db, locked, None, reason)
            case ProviderRefund(status="canceled"):
                await _fail(db, locked, outcome.id, outcome.reason or "unspecified")
            case ProviderRefund(status="succeeded") if outcome.amount_kopecks != locked.amount_kopecks:
                log.error("refund_amount_differs", refund_id=str(refund.id))
            case ProviderRefund(status="succeeded"):
                await _succeed(db, locked, outcome)
            case ProviderRefund():
                await queries.move_refund(
                    db, locked, state="processing", provider_id=outcome.id, provider_reason=None
                )
        return await queries.lock_refund(db, refund.id) or refund


async def _succeed(db: Db, refund: Refund, found: ProviderRefund) -> None:
    payment = await charges.lock_payment(db, refund.payment_id)
    if payment is None:
        raise NotFound
    await post(
        db,
        "refund_succeeded",
        str(refund.id),
        [(REFUND_PAYABLE, -refund.amount_kopecks), (PSP_CLEARING, refund.amount_kopecks)],
    )
    await finish(db, payment, refund, provider_id=found.id)


async def finish(
    db: Db, payment: Payment, refund: Refund, *, provider_id: str | None, by_hand: bool = False
) -> None:
    """The payer has his money; the ledger has it written down already."""
    await queries.move_refund(db, refund, state="succeeded", provider_id=provider_id, provider_reason=None)
    await record(db, refund, refund.state, "succeeded", None)
    await charges.add_refunded(db, refund.payment_id, refund.amount_kopecks)
    await publish(
        db,
        RefundSucceeded(
            refund_id=refund.id,
            payment_id=payment.id,
            purpose=payment.purpose,
            purpose_id=payment.purpose_id,
            payer_id=payment.payer_id,
            amount_kopecks=refund.amount_kopecks,
            by_hand=by_hand,
        ),
    )
    metrics.domain.labels("payments.RefundSucceeded").inc()


async def _fail(db: Db, refund: Refund, provider_id: str | None, reason: str) -> None:
    """The Payment System did not pay: again under a new key where that can help, else people do it."""
    again_at = retry_refund_at(reason, refund.attempt, clock.now())
    log.error("refund_canceled", refund_id=str(refund.id), reason=reason, attempt=refund.attempt)
    if again_at is None:
        await queries.move_refund(
            db, refund, state="manual_payout", provider_id=provider_id, provider_reason=reason
        )
        await record(db, refund, refund.state, "manual_payout", reason)
    else:
        await queries.renew_refund(
            db, refund, idempotence_key=str(new_id()), provider_reason=reason, at=again_at
        )


async def record(db: Db, refund: Refund, from_state: str | None, to_state: str, reason: str | None) -> None:
    """Write down a move of a refund."""
    await charges.record(
        db,
        payment_id=refund.payment_id,
        refund_id=refund.id,
        at=clock.now(),
        from_state=from_state,
        to_state=to_state,
        reason=reason,
    )
