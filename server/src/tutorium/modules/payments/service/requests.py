"""Refunds that payers ask for: approved by themselves or by people, and only then set aside (D3.3).

While a refund waits, its money stays in escrow and its minutes are nobody's: who declines gives both back.
"""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.auth import api as auth
from tutorium.modules.payments import providers
from tutorium.modules.payments.errors import (
    AlreadyAgreed,
    BeyondYourLimit,
    NotRefundable,
    OwnRefund,
    RefundDecided,
)
from tutorium.modules.payments.events import RefundDeclined, RefundPaidByHand, RefundRequested
from tutorium.modules.payments.model import BANK, REFUND_PAYABLE, PayersRefund, Payment, Refund, RefundState
from tutorium.modules.payments.model.refunding import (
    MOVES,
    Limits,
    RefusalReason,
    doubts,
    may_decide,
    people_needed,
)
from tutorium.modules.payments.model.settings import (
    REFUND_ACCOUNT_DAYS,
    REFUND_ALONE,
    REFUND_AUTO,
    REFUND_DAYS,
)
from tutorium.modules.payments.queries import charges
from tutorium.modules.payments.queries import refunds as queries
from tutorium.modules.payments.service import refunds
from tutorium.modules.payments.service.ledger import post
from tutorium.platform import audit, clock, policy
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id


async def request(*, refund_id: UUID, payment_id: UUID, amount_kopecks: int, reason: str) -> Refund:
    """A payer wants his money: without doubts it is on its way at once. May be repeated with the same id."""
    async with connection() as db:
        payment = await charges.payment(db, payment_id)
    if payment is None:
        raise NotFound
    registered_at = await auth.registered_at(user_id=payment.payer_id)
    async with transaction() as db:
        payment = await charges.lock_payment(db, payment_id)
        if payment is None:
            raise NotFound
        if known := await queries.refunds_by_id(db, [refund_id]):
            return known[0]
        left = payment.amount_kopecks - await queries.returned_kopecks(db, payment_id)
        if payment.state != "succeeded" or amount_kopecks > left:
            raise NotRefundable(left_kopecks=left if payment.state == "succeeded" else 0)
        limits, now = await limits_now(db), clock.now()
        refund = Refund(
            id=refund_id,
            payment_id=payment_id,
            amount_kopecks=amount_kopecks,
            state="requested",
            reason=reason,
            provider_id=None,
            provider_reason=None,
            idempotence_key=str(new_id()),
            key_since=now,
            attempt=1,
            created_at=now,
            version=1,
            origin="payer",
            doubts=list(
                doubts(
                    amount_kopecks,
                    registered_at=registered_at,
                    flagged=await queries.flag_of(db, payment.payer_id) is not None,
                    limits=limits,
                    now=now,
                )
            ),
            deadline_at=now + timedelta(days=limits.days),
        )
        await queries.insert_refund(db, refund, now + refunds.LEASE)
        await refunds.record(db, refund, None, "requested", reason)
        waits = bool(refund.doubts)
        if not waits:
            await _approve(db, payment, refund)
        await publish(
            db,
            RefundRequested(
                refund_id=refund_id,
                payment_id=payment_id,
                payer_id=payment.payer_id,
                amount_kopecks=amount_kopecks,
                waits=waits,
            ),
        )
    if not waits:
        await refunds.check(refund_id=refund_id, seconds=providers.HASTY_SECONDS)
    async with connection() as db:
        [found] = await queries.refunds_by_id(db, [refund_id])
    return found


async def agree(*, refund_id: UUID, actor_id: UUID, roles: frozenset[Role], reason: str) -> None:
    """Somebody of the staff agrees to a refund; when enough have, it is on its way.

    NotFound, RefundDecided, OwnRefund, BeyondYourLimit, AlreadyAgreed.
    """
    async with transaction() as db:
        payment, refund, limits = await _to_decide(db, refund_id, actor_id, roles)
        if not await queries.insert_approval(db, refund_id, actor_id, clock.now()):
            raise AlreadyAgreed
        have, need = len(await queries.approvals(db, refund_id)), people_needed(refund.amount_kopecks, limits)
        if have >= need:
            await _approve(db, payment, refund)
        await audit.record(
            db,
            "payments.refund_agreed",
            subject=f"user:{payment.payer_id}",
            actor_id=actor_id,
            reason=reason,
            refund_id=str(refund_id),
            payment_id=str(payment.id),
            amount_kopecks=refund.amount_kopecks,
            agreed=have,
            needed=need,
        )


async def reject(
    *, refund_id: UUID, actor_id: UUID, roles: frozenset[Role], answer: RefusalReason, reason: str
) -> None:
    """Decline a refund; the payer has his minutes back and is told why.

    NotFound, RefundDecided, OwnRefund, BeyondYourLimit.
    """
    async with transaction() as db:
        payment, refund, _ = await _to_decide(db, refund_id, actor_id, roles)
        await _decline(db, payment, refund, answer=answer)
        await audit.record(
            db,
            "payments.refund_rejected",
            subject=f"user:{payment.payer_id}",
            actor_id=actor_id,
            reason=reason,
            refund_id=str(refund_id),
            payment_id=str(payment.id),
            amount_kopecks=refund.amount_kopecks,
            answer=answer,
        )


async def take_back(*, refund_id: UUID, payer_id: UUID) -> None:
    """The payer changes his mind while nobody has decided. NotFound, RefundDecided"""
    async with transaction(system=True) as db:
        payment, refund = await _locked(db, refund_id)
        if payment.payer_id != payer_id:
            raise NotFound
        if "cancelled_by_user" not in MOVES[refund.state]:
            raise RefundDecided(state=refund.state)
        await _decline(db, payment, refund, answer=None)


async def pay_by_hand(*, refund_id: UUID, actor_id: UUID, reference: str, reason: str) -> None:
    """The Payment System could not send it, finance has, from the bank: `reference` is the bank's order.

    NotFound, RefundDecided, OwnRefund.
    """
    async with transaction() as db:
        payment, refund = await _locked(db, refund_id)
        if refund.state != "manual_payout":
            raise RefundDecided(state=refund.state)
        if actor_id in (payment.payer_id, payment.tutor_id):
            raise OwnRefund
        await post(
            db,
            "refund_paid_by_hand",
            str(refund.id),
            [(REFUND_PAYABLE, -refund.amount_kopecks), (BANK, refund.amount_kopecks)],
        )
        await refunds.finish(db, payment, refund, provider_id=refund.provider_id, by_hand=True)
        await publish(
            db,
            RefundPaidByHand(
                refund_id=refund.id, payer_id=payment.payer_id, amount_kopecks=refund.amount_kopecks
            ),
        )
        await audit.record(
            db,
            "payments.refund_paid_by_hand",
            subject=f"user:{payment.payer_id}",
            actor_id=actor_id,
            reason=reason,
            refund_id=str(refund_id),
            payment_id=str(payment.id),
            amount_kopecks=refund.amount_kopecks,
            reference=reference,
        )


async def flag(*, payer_id: UUID, actor_id: UUID, wary: bool, reason: str) -> None:
    """Have the refunds of a payer decided by people, or trust him again; said twice it does nothing."""
    async with transaction() as db:
        if wary:
            await queries.set_flag(db, payer_id, reason=reason, made_by=actor_id, at=clock.now())
        elif not await queries.drop_flag(db, payer_id):
            return
        await audit.record(
            db,
            "payments.payer_flagged" if wary else "payments.payer_trusted",
            subject=f"user:{payer_id}",
            actor_id=actor_id,
            reason=reason,
        )


async def refunds_of(*, payer_id: UUID, before: UUID | None, limit: int) -> list[PayersRefund]:
    """A payer's refunds, newest first."""
    async with connection() as db:
        return await queries.refunds_of(db, payer_id, before, limit)


async def limits_now(db: Db) -> Limits:
    """The limits in force."""
    return Limits(
        auto_kopecks=await policy.value(db, REFUND_AUTO),
        alone_kopecks=await policy.value(db, REFUND_ALONE),
        account_days=await policy.value(db, REFUND_ACCOUNT_DAYS),
        days=await policy.value(db, REFUND_DAYS),
    )


async def _to_decide(
    db: Db, refund_id: UUID, actor_id: UUID, roles: frozenset[Role]
) -> tuple[Payment, Refund, Limits]:
    payment, refund = await _locked(db, refund_id)
    limits = await limits_now(db)
    if not may_decide(roles, refund.amount_kopecks, limits):
        raise BeyondYourLimit(limit_kopecks=limits.auto_kopecks)
    if actor_id in (payment.payer_id, payment.tutor_id):
        raise OwnRefund
    if "approved" not in MOVES[refund.state]:
        raise RefundDecided(state=refund.state)
    return payment, refund, limits


async def _locked(db: Db, refund_id: UUID) -> tuple[Payment, Refund]:
    """A refund and its payment, locked in the order in which everybody locks them."""
    refund = await queries.lock_refund(db, refund_id)
    payment = await charges.lock_payment(db, refund.payment_id) if refund else None
    if payment is None or refund is None:
        raise NotFound
    return payment, refund


async def _approve(db: Db, payment: Payment, refund: Refund) -> None:
    await queries.decide_refund(db, refund, state="approved", answer=None)
    await refunds.record(db, refund, refund.state, "approved", None)
    await refunds.set_aside(db, payment, refund)


async def _decline(db: Db, payment: Payment, refund: Refund, *, answer: RefusalReason | None) -> None:
    state: RefundState = "cancelled_by_user" if answer is None else "rejected"
    await queries.decide_refund(db, refund, state=state, answer=answer)
    await refunds.record(db, refund, refund.state, state, answer)
    await publish(
        db,
        RefundDeclined(
            refund_id=refund.id,
            payment_id=payment.id,
            purpose=payment.purpose,
            purpose_id=payment.purpose_id,
            payer_id=payment.payer_id,
            amount_kopecks=refund.amount_kopecks,
            by_payer=answer is None,
            answer=answer,
        ),
    )
