"""Taking money: a payment is stored, then asked for, then settled by what the Payment System says.

The three steps never share a transaction, and each may be repeated: the key under which the Payment System
is asked is stored before it is asked.
"""

from datetime import timedelta
from uuid import UUID

import structlog

from tutorium.modules.payments import providers
from tutorium.modules.payments.events import PaymentCanceled, PaymentHinted, PaymentSucceeded
from tutorium.modules.payments.model import (
    FINAL,
    HINT_DELAYS,
    KEY_LIFE,
    PSP_CLEARING,
    SUSPENSE,
    Details,
    Payment,
    PaymentState,
    ProviderPayment,
    Refused,
    Unknown,
    lesson_escrow,
)
from tutorium.modules.payments.queries import charges as queries
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id

LEASE = timedelta(seconds=15)
"""For so long the first attempt belongs to whoever stored the payment."""
LOOKS_APART = timedelta(seconds=3)
AT_ONCE = 200

log = structlog.get_logger("payments")
Outcome = ProviderPayment | Refused | Unknown


async def start(
    *,
    purpose: str,
    purpose_id: UUID,
    payer_id: UUID,
    tutor_id: UUID,
    amount_kopecks: int,
    description: str,
    return_url: str,
    customer_email: str,
    details: Details,
) -> Payment:
    """Store the payment of a purpose and send it to the Payment System; a repeat finds the first one."""
    now = clock.now()
    payment = Payment(
        id=new_id(),
        purpose=purpose,
        purpose_id=purpose_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        amount_kopecks=amount_kopecks,
        refunded_kopecks=0,
        state="created",
        provider_id=None,
        idempotence_key=str(new_id()),
        confirmation_url=None,
        reason=None,
        description=description[:128],
        return_url=return_url,
        customer_email=customer_email,
        details=details,
        created_at=now,
        paid_at=None,
        version=1,
    )
    async with transaction() as db:
        mine = await queries.insert_payment(db, payment, now + LEASE)
        if mine:
            await queries.record(
                db, payment_id=payment.id, at=now, from_state=None, to_state="created", reason=None
            )
            for delay in HINT_DELAYS:
                await publish(db, PaymentHinted(payment_id=payment.id), at=now + delay)
        else:
            [payment] = await queries.payments_for(db, purpose, [purpose_id])
            mine = await queries.claim_payment(db, payment.id, now, now + LEASE)
    if not mine:
        return payment
    return await _settle(payment, await _ask(payment, seconds=providers.HASTY_SECONDS))


async def check(*, payment_id: UUID) -> None:
    """Ask the Payment System about a payment that is not final, and apply the answer."""
    async with connection() as db:
        payment = await queries.payment(db, payment_id)
    if payment is not None and payment.state not in FINAL:
        await _settle(payment, await _ask(payment, seconds=providers.PATIENT_SECONDS))


async def take_notice(*, provider_id: str, payment_id: UUID | None) -> None:
    """A webhook names a payment: have it checked. Unknown and final payments are none of our business."""
    async with transaction(system=True) as db:
        ours = await queries.payment_named_by_provider(db, provider_id, payment_id)
        if ours is not None:
            await publish(db, PaymentHinted(payment_id=ours))


async def check_due() -> None:
    """Have every payment checked that is not final and whose turn it is."""
    async with transaction() as db:
        for due in await queries.claim_due_payments(db, clock.now(), AT_ONCE):
            await publish(db, PaymentHinted(payment_id=due.id))


async def payment(*, payment_id: UUID) -> Payment | None:
    """A payment as it is known now, which somebody looks at."""
    async with connection() as db:
        found = await queries.payment(db, payment_id)
    if found is not None:
        await _look_at([found])
    return found


async def payment_for(*, payer_id: UUID, payment_id: UUID) -> Payment:
    """A payer's own payment; NotFound for anybody else's."""
    found = await payment(payment_id=payment_id)
    if found is None or found.payer_id != payer_id:
        raise NotFound
    return found


async def payments_for(*, purpose: str, purpose_ids: list[UUID]) -> list[Payment]:
    """The payments of purposes as they are known now, which somebody looks at."""
    async with connection() as db:
        found = await queries.payments_for(db, purpose, purpose_ids)
    await _look_at(found)
    return found


async def payments_of(*, payer_id: UUID, before: UUID | None, limit: int) -> list[Payment]:
    """A payer's payments, newest first."""
    async with connection() as db:
        return await queries.payments_of(db, payer_id, before, limit)


async def adopt(found: ProviderPayment) -> None:
    """Apply what a list of the Payment System says of one of our payments that is not final."""
    async with connection() as db:
        ours = await queries.payment_named_by_provider(db, found.id, found.payment_id)
        payment = None if ours is None else await queries.payment(db, ours)
    if payment is not None:
        await _settle(payment, found)


async def _look_at(payments: list[Payment]) -> None:
    """Somebody waits for these: those that are not final are checked, each every three seconds at most."""
    waiting = [each.id for each in payments if each.state not in FINAL]
    if not waiting:
        return
    now = clock.now()
    async with transaction() as db:
        for hinted in await queries.take_hints(db, waiting, now, now - LOOKS_APART):
            await publish(db, PaymentHinted(payment_id=hinted.id))


async def _ask(payment: Payment, *, seconds: float) -> Outcome:
    if payment.provider_id is not None:
        return await providers.fetch_payment(payment.provider_id)
    if clock.now() - payment.created_at < KEY_LIFE:
        return await providers.create_payment(payment, seconds=seconds)
    # The key is too old to be repeated safely: either the payment is in the list, or it never came to be.
    try:
        async for found in providers.payments_since(payment.created_at - timedelta(minutes=5)):
            if found.payment_id == payment.id:
                return found
    except ConnectionError as error:
        return Unknown(str(error))
    return Refused("never_created")


async def _settle(payment: Payment, outcome: Outcome) -> Payment:
    """Apply an answer of the Payment System, once however often it comes; the payment as it is then."""
    async with transaction() as db:
        locked = await queries.lock_payment(db, payment.id)
        if locked is None or locked.state in FINAL:
            return locked or payment
        match outcome:
            case Unknown(reason):
                log.warning("payment_unknown", payment_id=str(payment.id), reason=reason)
                await _move(db, locked, "unknown" if locked.state == "created" else locked.state, None)
            case Refused(reason):
                await _cancel(db, locked, None, reason)
            case ProviderPayment(status="canceled"):
                await _cancel(db, locked, outcome, outcome.reason or "unspecified")
            case ProviderPayment(status="succeeded") if outcome.amount_kopecks != locked.amount_kopecks:
                await _suspend(db, locked, outcome)
            case ProviderPayment(status="succeeded"):
                await _succeed(db, locked, outcome)
            case ProviderPayment():
                await _move(db, locked, "pending", outcome)
        return await queries.lock_payment(db, payment.id) or payment


async def _succeed(db: Db, payment: Payment, found: ProviderPayment) -> None:
    now = clock.now()
    await _move(db, payment, "succeeded", found)
    await post(
        db,
        "payment_succeeded",
        str(payment.id),
        [
            (PSP_CLEARING, -payment.amount_kopecks),
            (lesson_escrow(payment.payer_id, payment.tutor_id), payment.amount_kopecks),
        ],
    )
    await publish(
        db,
        PaymentSucceeded(
            payment_id=payment.id,
            purpose=payment.purpose,
            purpose_id=payment.purpose_id,
            payer_id=payment.payer_id,
            tutor_id=payment.tutor_id,
            amount_kopecks=payment.amount_kopecks,
            paid_at=now,
            details=payment.details,
        ),
    )
    metrics.domain.labels("payments.PaymentSucceeded").inc()


async def _suspend(db: Db, payment: Payment, found: ProviderPayment) -> None:
    """Another amount than asked for: the money is kept apart for people to look at, and buys nothing."""
    log.error("payment_amount_differs", payment_id=str(payment.id), reason="amount_differs")
    await post(
        db,
        "payment_suspended",
        str(payment.id),
        [(PSP_CLEARING, -found.amount_kopecks), (SUSPENSE, found.amount_kopecks)],
    )
    await _cancel(db, payment, found, "amount_differs")


async def _cancel(db: Db, payment: Payment, found: ProviderPayment | None, reason: str) -> None:
    await _move(db, payment, "canceled", found, reason)
    await publish(
        db,
        PaymentCanceled(
            payment_id=payment.id, purpose=payment.purpose, purpose_id=payment.purpose_id, reason=reason
        ),
    )
    metrics.domain.labels("payments.PaymentCanceled").inc()


async def _move(
    db: Db, payment: Payment, state: PaymentState, found: ProviderPayment | None, reason: str | None = None
) -> None:
    now = clock.now()
    provider_id = found.id if found else payment.provider_id
    url = (found.confirmation_url if found else None) or payment.confirmation_url
    if (state, provider_id, url) == (payment.state, payment.provider_id, payment.confirmation_url):
        return
    await queries.move_payment(
        db,
        payment,
        state=state,
        provider_id=provider_id,
        confirmation_url=url,
        reason=reason,
        paid_at=now if state == "succeeded" else None,
    )
    if state != payment.state:
        await queries.record(
            db, payment_id=payment.id, at=now, from_state=payment.state, to_state=state, reason=reason
        )
