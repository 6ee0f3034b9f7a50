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
from tutorium.modules.payments.model.methods import Decline, EndState, decline_of
from tutorium.modules.payments.queries import charges as queries
from tutorium.modules.payments.queries import methods as methods_queries
from tutorium.modules.payments.service import methods
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import clock, metrics
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id

LEASE = timedelta(seconds=15)
"""For so long the first attempt belongs to whoever stored the payment."""
LOOKS_APART = timedelta(seconds=3)
SENT_FOR_SURE = timedelta(minutes=2)
"""After so long a request that was on its way stands in the Payment System's list, or never will."""
AT_ONCE = 200
ENDS: dict[Decline, EndState] = {"legal": "removed", "fraud": "frozen"}

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
    save_method: bool = False,
) -> Payment:
    """Store the payment of a purpose and send it to the Payment System; a repeat finds the first one.

    `save_method`: the payer agreed that the method he pays with is kept for automatic payments.
    """
    payment = new_payment(
        purpose=purpose,
        purpose_id=purpose_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        amount_kopecks=amount_kopecks,
        description=description,
        return_url=return_url,
        customer_email=customer_email,
        details=details,
        key=str(new_id()),
        save_method=save_method,
        method_id=None,
    )
    async with transaction() as db:
        payment, mine = await _store(db, payment)
    if not mine:
        return payment
    return await _settle(payment, await _ask(payment, seconds=providers.HASTY_SECONDS))


async def charge(
    *,
    purpose: str,
    purpose_id: UUID,
    payer_id: UUID,
    tutor_id: UUID,
    amount_kopecks: int,
    description: str,
    customer_email: str,
    details: Details,
    method_id: UUID,
    key: str,
) -> Payment | None:
    """Charge a saved method without its payer; None when it may not be charged any more.

    The payment is stored in the transaction that saw the method active. `key` goes to the Payment System.
    """
    payment = new_payment(
        purpose=purpose,
        purpose_id=purpose_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        amount_kopecks=amount_kopecks,
        description=description,
        return_url="",
        customer_email=customer_email,
        details=details,
        key=key,
        save_method=False,
        method_id=method_id,
    )
    async with transaction() as db:
        if not await methods_queries.lock_active(db, method_id, payer_id):
            begun = await queries.payments_for(db, purpose, [purpose_id])
            return begun[0] if begun else None
        payment, mine = await _store(db, payment)
    if not mine:
        return payment
    return await _settle(payment, await _ask(payment, seconds=providers.PATIENT_SECONDS))


def new_payment(
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
    key: str,
    save_method: bool,
    method_id: UUID | None,
) -> Payment:
    """A payment before anybody was asked about it."""
    return Payment(
        id=new_id(),
        purpose=purpose,
        purpose_id=purpose_id,
        payer_id=payer_id,
        tutor_id=tutor_id,
        amount_kopecks=amount_kopecks,
        refunded_kopecks=0,
        state="created",
        provider_id=None,
        idempotence_key=key,
        confirmation_url=None,
        reason=None,
        description=description[:128],
        return_url=return_url,
        customer_email=customer_email,
        details=details,
        created_at=clock.now(),
        paid_at=None,
        version=1,
        save_method=save_method,
        method_id=method_id,
    )


async def _store(db: Db, payment: Payment) -> tuple[Payment, bool]:
    """The one payment of its purpose, and whether it is the caller's to send."""
    now = payment.created_at
    if await queries.insert_payment(db, payment, now + LEASE):
        await queries.record(
            db, payment_id=payment.id, at=now, from_state=None, to_state="created", reason=None
        )
        for delay in HINT_DELAYS:
            await publish(db, PaymentHinted(payment_id=payment.id), at=now + delay)
        return payment, True
    [known] = await queries.payments_for(db, payment.purpose, [payment.purpose_id])
    return known, await queries.claim_payment(db, known.id, now, now + LEASE)


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
    age = clock.now() - payment.created_at
    token = None if payment.method_id is None else await methods.token_of(payment.method_id)
    removed = payment.method_id is not None and token is None
    if age < KEY_LIFE and not removed:
        return await providers.create_payment(payment, token=token, seconds=seconds)
    if removed and age < SENT_FOR_SURE:
        return Unknown("method_removed")
    # The key is too old to be repeated safely, or its method is gone: either the payment is in the list, or
    # it never came to be.
    try:
        async for found in providers.payments_since(payment.created_at - timedelta(minutes=5)):
            if found.payment_id == payment.id:
                return found
    except ConnectionError as error:
        return Unknown(str(error))
    return Refused("method_removed" if removed else "never_created")


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
    now, method_id = clock.now(), payment.method_id
    await _move(db, payment, "succeeded", found)
    if payment.save_method:
        method_id = await methods.keep(
            db, payer_id=payment.payer_id, payment_id=payment.id, found=found.method
        )
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
            method_id=method_id,
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
    decline = decline_of(reason)
    await _end_method(db, payment, decline, reason)
    await publish(
        db,
        PaymentCanceled(
            payment_id=payment.id,
            purpose=payment.purpose,
            purpose_id=payment.purpose_id,
            reason=reason,
            decline=decline,
        ),
    )
    metrics.domain.labels("payments.PaymentCanceled").inc()


async def _end_method(db: Db, payment: Payment, decline: Decline, reason: str) -> None:
    """A saved method whose permission was revoked goes; one under suspicion is frozen (domain.md D4.3)."""
    state = ENDS.get(decline)
    method = None if payment.method_id is None else await methods_queries.lock_method(db, payment.method_id)
    if state is not None and method is not None and method.state == "active":
        await methods.end(db, method, state, reason=reason)


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
