"""The money desk: payments, refunds and their approval, the comparison with the Payment System."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from litestar.params import QueryParameter

from tutorium.modules.backoffice.router.common import WORDS, Because, Reason, before, moment
from tutorium.modules.backoffice.service import money
from tutorium.modules.payments.api import desk as payments
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Cursor, Input, Limit, get, post, put, routes_of

SEES: frozenset[Role] = frozenset({"support", "finance", "admin"})
PAYS: frozenset[Role] = frozenset({"finance", "admin"})
Text = Annotated[
    str | None,
    QueryParameter(
        name="q", max_length=200, pattern=WORDS, description="A number, a whole address, or part of a name"
    ),
]
Sum = Annotated[int | None, QueryParameter(ge=0, le=10**12, description="Kopecks")]
When = Annotated[datetime | None, QueryParameter(description="RFC 3339")]
State = Annotated[payments.PaymentState | None, QueryParameter(name="state")]
Action = Literal["approve", "reject", "pay_by_hand"]


class Named(msgspec.Struct, frozen=True):
    """Somebody; no name: he is gone."""

    user_id: UUID
    full_name: str | None


class PaymentInList(msgspec.Struct, frozen=True):
    id: UUID
    payer: Named
    amount_kopecks: int
    refunded_kopecks: int
    state: payments.PaymentState
    reason: str | None
    description: str
    created_at: datetime
    paid_at: datetime | None


class PaymentsFound(msgspec.Struct, frozen=True):
    items: list[PaymentInList]
    next_cursor: str | None


class Agreed(msgspec.Struct, frozen=True):
    by: Named
    at: datetime


class RefundOnDesk(msgspec.Struct, frozen=True):
    """`needed`: how many people have to agree; `actions`: what whoever looks may do now."""

    id: UUID
    payment_id: UUID
    payer: Named
    tutor: Named
    description: str
    payment_kopecks: int
    amount_kopecks: int
    state: payments.RefundState
    origin: Literal["rule", "payer"]
    reason: str
    doubts: list[str]
    answer: str | None
    provider_reason: str | None
    attempt: int
    created_at: datetime
    deadline_at: datetime | None
    agreed: list[Agreed]
    needed: int
    actions: list[Action]


class RefundsOnDesk(msgspec.Struct, frozen=True):
    items: list[RefundOnDesk]
    next_cursor: str | None


class Event(msgspec.Struct, frozen=True):
    at: datetime
    refund_id: UUID | None
    from_state: str | None
    to_state: str
    reason: str | None


class Line(msgspec.Struct, frozen=True):
    """`account` is the kind of account, without whose it is."""

    posting_id: UUID
    kind: str
    at: datetime
    account: str
    amount_kopecks: int


class PaymentOnDesk(msgspec.Struct, frozen=True):
    """A payment with its history, its refunds and what the ledger says of it."""

    payment: PaymentInList
    tutor: Named
    provider_id: str | None
    refunds: list[RefundOnDesk]
    events: list[Event]
    ledger: list[Line]
    flag_reason: str | None


class AtProvider(msgspec.Struct, frozen=True):
    """What the Payment System says now; `status` is absent when it says nothing, `reason` is why."""

    status: str | None
    amount_kopecks: int | None
    reason: str | None


class Apart(msgspec.Struct, frozen=True):
    provider_id: str
    provider_kopecks: int
    ledger_kopecks: int


class Comparison(msgspec.Struct, frozen=True):
    """`broke_off`: the Payment System did not show its lists."""

    id: UUID
    at: datetime
    matched: int
    unexplained_kopecks: int
    differences: list[Apart]
    broke_off: bool


class Comparisons(msgspec.Struct, frozen=True):
    items: list[Comparison]


class Refuse(Because, frozen=True):
    """`answer` is told to the payer, the reason stays with us."""

    answer: payments.RefusalReason


class PaidByHand(Because, frozen=True):
    """`reference` is the number of the bank's order."""

    reference: Annotated[str, msgspec.Meta(min_length=1, max_length=100, pattern=WORDS)]


class RefundCheck(Input, frozen=True):
    """Whether people decide about all refunds of this payer."""

    wary: bool
    reason: Reason


@get("/backoffice/payments", access=SEES)
async def find_payments(
    q: Text = None,
    standing: State = None,
    at_least: Sum = None,
    at_most: Sum = None,
    since: When = None,
    until: When = None,
    limit: Limit = 25,
    cursor: Cursor = None,
) -> PaymentsFound:
    """Find payments, newest first."""
    search = money.Search(
        q and q.strip(), standing, at_least, at_most, moment("since", since), moment("until", until)
    )
    found = await money.find_payments(search, before=before(cursor), limit=limit + 1)
    page = found.items[:limit]
    return PaymentsFound(
        items=[_payment(each, found.names) for each in page],
        next_cursor=str(page[-1].payment_id) if len(found.items) > limit else None,
    )


@get("/backoffice/payments/{payment_id:uuid}", access=SEES)
async def payment_on_desk(identity: Identity, payment_id: UUID) -> PaymentOnDesk:
    """A payment with its history, refunds and postings."""
    file = await money.payment_file(payment_id)
    found = file.found
    return PaymentOnDesk(
        payment=_payment(found.payment, file.names),
        tutor=_named(found.payment.tutor_id, file.names),
        provider_id=found.payment.provider_id,
        refunds=[_refund(each, file.names, file.limits, identity) for each in found.refunds],
        events=[
            Event(each.at, each.refund_id, each.from_state, each.to_state, each.reason)
            for each in found.happenings
        ],
        ledger=[
            Line(each.posting_id, each.kind, each.at, each.account.split(":")[0], each.amount_kopecks)
            for each in found.ledger
        ],
        flag_reason=found.flag_reason,
    )


@post("/backoffice/payments/{payment_id:uuid}/ask", access=PAYS)
async def ask_provider(payment_id: UUID) -> AtProvider:
    """Ask the Payment System what it knows of a payment."""
    said = await money.ask_provider(payment_id)
    return AtProvider(said.status, said.amount_kopecks, said.reason)


@put("/backoffice/users/{user_id:uuid}/refund-check", access=PAYS, status_code=204)
async def check_refunds(identity: Identity, user_id: UUID, data: RefundCheck) -> None:
    """Have people decide about somebody's refunds, or trust him again."""
    await money.flag(identity, user_id, wary=data.wary, reason=data.reason.strip())


@get("/backoffice/refunds", access=SEES)
async def refund_queue(
    identity: Identity, done: bool = False, limit: Limit = 25, cursor: Cursor = None
) -> RefundsOnDesk:
    """Refunds that are open, or those done with, newest first."""
    found = await money.refunds(before=before(cursor), limit=limit + 1, done=done)
    page = found.items[:limit]
    return RefundsOnDesk(
        items=[_refund(each, found.names, found.limits, identity) for each in page],
        next_cursor=str(page[-1].refund_id) if len(found.items) > limit else None,
    )


@post(
    "/backoffice/refunds/{refund_id:uuid}/approve",
    access=SEES,
    fresh=True,
    refusals=payments.DECIDING,
)
async def approve_refund(identity: Identity, refund_id: UUID, data: Because) -> RefundOnDesk:
    """Agree to a refund; a large one needs a second person."""
    await payments.agree_to_refund(
        refund_id=refund_id,
        actor_id=identity.user_id,
        roles=sorted(identity.roles),
        reason=data.reason.strip(),
    )
    return await _one(identity, refund_id)


@post("/backoffice/refunds/{refund_id:uuid}/reject", access=SEES, refusals=payments.DECIDING)
async def reject_refund(identity: Identity, refund_id: UUID, data: Refuse) -> RefundOnDesk:
    """Decline a refund; the payer has his minutes back."""
    await payments.reject_refund(
        refund_id=refund_id,
        actor_id=identity.user_id,
        roles=sorted(identity.roles),
        answer=data.answer,
        reason=data.reason.strip(),
    )
    return await _one(identity, refund_id)


@post(
    "/backoffice/refunds/{refund_id:uuid}/paid-by-hand",
    access=PAYS,
    fresh=True,
    refusals=payments.DECIDING,
)
async def refund_paid_by_hand(identity: Identity, refund_id: UUID, data: PaidByHand) -> RefundOnDesk:
    """Say that the money went out from the bank."""
    await payments.pay_refund_by_hand(
        refund_id=refund_id,
        actor_id=identity.user_id,
        reference=data.reference.strip(),
        reason=data.reason.strip(),
    )
    return await _one(identity, refund_id)


@get("/backoffice/reconciliations", access=PAYS)
async def reconciliations(limit: Limit = 24) -> Comparisons:
    """The latest comparisons of the ledger with the Payment System."""
    return Comparisons(
        [
            Comparison(
                each.id,
                each.at,
                each.matched,
                each.unexplained_kopecks,
                [
                    Apart(one.provider_id, one.provider_kopecks, one.ledger_kopecks)
                    for one in each.differences
                ],
                each.broke_off,
            )
            for each in await payments.reconciliations(limit=limit)
        ]
    )


@post("/backoffice/reconciliations", access=PAYS, status_code=202)
async def reconcile_now(identity: Identity) -> None:
    """Have the ledger compared without waiting for the hour."""
    await payments.reconcile_soon(actor_id=identity.user_id)


async def _one(identity: Identity, refund_id: UUID) -> RefundOnDesk:
    found = await money.refund(refund_id)
    return _refund(found.items[0], found.names, found.limits, identity)


def _named(user_id: UUID, names: money.Names) -> Named:
    return Named(user_id, names.get(user_id))


def _payment(found: payments.DeskPayment, names: money.Names) -> PaymentInList:
    return PaymentInList(
        id=found.payment_id,
        payer=_named(found.payer_id, names),
        amount_kopecks=found.amount_kopecks,
        refunded_kopecks=found.refunded_kopecks,
        state=found.state,
        reason=found.reason,
        description=found.description,
        created_at=found.created_at,
        paid_at=found.paid_at,
    )


def _refund(
    found: payments.DeskRefund, names: money.Names, limits: payments.Limits, identity: Identity
) -> RefundOnDesk:
    return RefundOnDesk(
        id=found.refund_id,
        payment_id=found.payment_id,
        payer=_named(found.payer_id, names),
        tutor=_named(found.tutor_id, names),
        description=found.description,
        payment_kopecks=found.payment_kopecks,
        amount_kopecks=found.amount_kopecks,
        state=found.state,
        origin=found.origin,
        reason=found.reason,
        doubts=found.doubts,
        answer=found.answer,
        provider_reason=found.provider_reason,
        attempt=found.attempt,
        created_at=found.created_at,
        deadline_at=found.deadline_at,
        agreed=[Agreed(_named(each.approved_by, names), each.at) for each in found.approvals],
        needed=payments.people_needed(found.amount_kopecks, limits),
        actions=_actions(found, limits, identity),
    )


def _actions(found: payments.DeskRefund, limits: payments.Limits, identity: Identity) -> list[Action]:
    if identity.user_id in (found.payer_id, found.tutor_id):
        return []
    if found.state == "manual_payout":
        return ["pay_by_hand"] if identity.roles & PAYS else []
    if found.state != "requested" or not payments.may_decide(identity.roles, found.amount_kopecks, limits):
        return []
    agreed = any(each.approved_by == identity.user_id for each in found.approvals)
    return ["reject"] if agreed else ["approve", "reject"]


router = routes_of(globals())
