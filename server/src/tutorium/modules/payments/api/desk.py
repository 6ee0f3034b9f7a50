"""What the back office may ask of payments: to look, and to decide about refunds.

Amounts are kopecks. Looks at people's payments are audited where they are answered.
"""

from datetime import datetime
from uuid import UUID

from tutorium.modules.payments.errors import AlreadyAgreed, BeyondYourLimit, OwnRefund, RefundDecided
from tutorium.modules.payments.model import PaymentState, RefundState
from tutorium.modules.payments.model.desk import (
    DeskPayment,
    DeskRefund,
    Money,
    PaymentFile,
    ProviderView,
    ReconciliationRun,
)
from tutorium.modules.payments.model.refunding import Limits, RefusalReason, may_decide, people_needed
from tutorium.modules.payments.service import desk, requests
from tutorium.platform.identity import Role
from tutorium.platform.remote import exposed

__all__ = [  # what is defined below, and the nouns and rules it speaks in
    "DeskPayment",
    "DeskRefund",
    "Limits",
    "PaymentFile",
    "PaymentState",
    "ProviderView",
    "ReconciliationRun",
    "RefundState",
    "RefusalReason",
    "may_decide",
    "people_needed",
]
DECIDING = [RefundDecided, AlreadyAgreed, OwnRefund, BeyondYourLimit]


@exposed
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
    """Payments for the staff, newest first; the look is audited. `named`: our id or the provider's."""
    return await desk.payments_found(
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


@exposed
async def payment_file(*, payment_id: UUID) -> PaymentFile | None:
    """A payment with its history, refunds and postings, for the staff; the look is audited."""
    return await desk.payment_file(payment_id)


@exposed
async def ask_provider(*, payment_id: UUID) -> ProviderView | None:
    """What the Payment System says of a payment now; what it says is applied, too. None: no such payment."""
    return await desk.ask_provider(payment_id)


@exposed
async def refunds_waiting(*, before: UUID | None, limit: int, done: bool) -> list[DeskRefund]:
    """Refunds that are not finished, or those that are, newest first; the look is audited."""
    return await desk.refunds_waiting(before=before, limit=limit, done=done)


@exposed
async def refunds_to_decide() -> int:
    """How many refunds wait for people: to be decided, or to be paid by hand."""
    return await desk.refunds_to_decide()


@exposed
async def refund_for_staff(*, refund_id: UUID) -> DeskRefund | None:
    """One refund as it is now."""
    return await desk.refund(refund_id)


@exposed
async def agree_to_refund(*, refund_id: UUID, actor_id: UUID, roles: list[Role], reason: str) -> None:
    """Agree; refusals in DECIDING."""
    await requests.agree(refund_id=refund_id, actor_id=actor_id, roles=frozenset(roles), reason=reason)


@exposed
async def reject_refund(
    *, refund_id: UUID, actor_id: UUID, roles: list[Role], answer: RefusalReason, reason: str
) -> None:
    """Decline; refusals in DECIDING."""
    await requests.reject(
        refund_id=refund_id, actor_id=actor_id, roles=frozenset(roles), answer=answer, reason=reason
    )


@exposed
async def pay_refund_by_hand(*, refund_id: UUID, actor_id: UUID, reference: str, reason: str) -> None:
    """Finance sent the money from the bank; `reference` is the bank's order. Refusals in DECIDING."""
    await requests.pay_by_hand(refund_id=refund_id, actor_id=actor_id, reference=reference, reason=reason)


@exposed
async def flag_payer(*, payer_id: UUID, actor_id: UUID, wary: bool, reason: str) -> None:
    """Have the refunds of a payer decided by people, or trust him again."""
    await requests.flag(payer_id=payer_id, actor_id=actor_id, wary=wary, reason=reason)


@exposed
async def reconciliations(*, limit: int) -> list[ReconciliationRun]:
    """The latest comparisons with the Payment System, newest first."""
    return await desk.reconciliations(limit)


@exposed
async def reconcile_soon(*, actor_id: UUID) -> None:
    """Have the ledger compared now."""
    await desk.reconcile_soon(actor_id)


@exposed
async def money_between(*, edges: list[datetime]) -> list[Money]:
    """What was taken, returned and kept as commission between the edges, from the ledger."""
    return await desk.money_between(edges)
