"""What the staff sees of payments; who has looked at whose is written down."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments import providers
from tutorium.modules.payments.events import ReconciliationAsked
from tutorium.modules.payments.model import FINAL, PaymentState, ProviderPayment
from tutorium.modules.payments.model.desk import (
    DeskPayment,
    DeskRefund,
    Money,
    PaymentFile,
    ProviderView,
    ReconciliationRun,
)
from tutorium.modules.payments.model.refunding import Limits
from tutorium.modules.payments.queries import charges as charge_queries
from tutorium.modules.payments.queries import desk as queries
from tutorium.modules.payments.queries.refunds import flag_of
from tutorium.modules.payments.service import charges
from tutorium.modules.payments.service.requests import limits_now
from tutorium.platform import audit
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

UNDECIDED = ["requested", "manual_payout"]
OPEN = ["requested", "approved", "processing", "manual_payout"]
CLOSED = ["succeeded", "rejected", "cancelled_by_user"]
REFUNDS_OF_ONE = 100
KINDS = ("name", "payments")


async def payments_found(
    *,
    named: str | None,
    payer_ids: list[UUID] | None,
    state: PaymentState | None,
    at_least: int | None,
    at_most: int | None,
    since: datetime | None,
    until: datetime | None,
    before: UUID | None,
    limit: int,
) -> list[DeskPayment]:
    """Payments, newest first."""
    async with transaction() as db:
        found = await queries.payments(
            db,
            named=named,
            payer_ids=payer_ids,
            state=state,
            at_least=at_least,
            at_most=at_most,
            since=since,
            until=until,
            before=before,
            limit=limit,
        )
        people = sorted({str(each.payer_id) for each in found})
        await audit.record(db, "payments.payments_listed", subject="payments", people=people, kinds=KINDS)
    return found


async def payment_file(payment_id: UUID) -> PaymentFile | None:
    """A payment with all that belongs to it; None when there is none."""
    async with transaction() as db:
        payment = await queries.payment(db, payment_id)
        if payment is None:
            return None
        refunds = await queries.refunds(
            db, refund_id=None, payment_id=payment_id, states=None, before=None, limit=REFUNDS_OF_ONE
        )
        sources = [
            payment_id,
            await queries.purpose_of(db, payment_id),
            *(each.refund_id for each in refunds),
        ]
        await audit.record(
            db,
            "payments.payment_opened",
            subject=f"user:{payment.payer_id}",
            kinds=KINDS,
            payment_id=str(payment_id),
        )
        return PaymentFile(
            payment=payment,
            refunds=refunds,
            happenings=await queries.happenings(db, payment_id),
            ledger=await queries.ledger(db, [str(each) for each in sources]),
            flag_reason=await flag_of(db, payment.payer_id),
        )


async def ask_provider(payment_id: UUID) -> ProviderView | None:
    """Ask the Payment System about one payment; an answer about an open one is applied."""
    async with connection() as db:
        payment = await charge_queries.payment(db, payment_id)
    if payment is None:
        return None
    if payment.state not in FINAL:
        await charges.check(payment_id=payment_id)
        payment = await charges.payment(payment_id=payment_id) or payment
    if payment.provider_id is None:
        return ProviderView(None, None, "not_created")
    answer = await providers.fetch_payment(payment.provider_id)
    if isinstance(answer, ProviderPayment):
        return ProviderView(answer.status, answer.amount_kopecks, answer.reason)
    return ProviderView(None, None, answer.reason)


async def refunds_waiting(*, before: UUID | None, limit: int, done: bool) -> list[DeskRefund]:
    """Refunds that are open, or done with, newest first."""
    async with transaction() as db:
        found = await queries.refunds(
            db,
            refund_id=None,
            payment_id=None,
            states=CLOSED if done else OPEN,
            before=before,
            limit=limit,
        )
        people = sorted({str(each.payer_id) for each in found})
        await audit.record(db, "payments.refunds_listed", subject="refunds", people=people, kinds=KINDS)
    return found


async def refund(refund_id: UUID) -> DeskRefund | None:
    """One refund."""
    async with connection() as db:
        found = await queries.refunds(
            db, refund_id=refund_id, payment_id=None, states=None, before=None, limit=1
        )
    return found[0] if found else None


async def refund_limits() -> Limits:
    """The limits in force."""
    async with connection() as db:
        return await limits_now(db)


async def refunds_to_decide() -> int:
    """How many refunds wait for people."""
    async with connection() as db:
        return await queries.count_refunds(db, UNDECIDED)


async def reconciliations(limit: int) -> list[ReconciliationRun]:
    """The latest comparisons."""
    async with connection() as db:
        return await queries.reconciliations(db, limit)


async def reconcile_soon(actor_id: UUID) -> None:
    """Have the worker compare now."""
    async with transaction() as db:
        await publish(db, ReconciliationAsked(asked_by=actor_id))
        await audit.record(db, "payments.reconciliation_asked", subject="ledger", actor_id=actor_id)


async def money_between(edges: list[datetime]) -> list[Money]:
    """What moved between each edge and the next."""
    async with connection() as db:
        return await queries.money(db, edges)
