"""Paths of credit lots and of their refunds."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import model
from tutorium.modules.subscriptions.errors import NothingToRefund
from tutorium.modules.subscriptions.service import lots as service
from tutorium.platform.errors import FieldError, Malformed, NotFound
from tutorium.platform.identity import Identity
from tutorium.platform.money import CURRENCY
from tutorium.platform.web import Cursor, Input, Limit, get, post, routes_of

PAYERS = {"student", "guardian"}


class CreditLot(msgspec.Struct, frozen=True):
    """Minutes paid in advance; `unit_price_kopecks` is for 60 of them."""

    lot_id: UUID
    tutor_id: UUID
    tutor_name: str
    learner_id: UUID
    source: model.Source
    subscription_id: UUID | None
    minutes: int
    free: int
    reserved: int
    unit_price_kopecks: int
    expires_at: datetime
    refundable_kopecks: int


class TutorTotal(msgspec.Struct, frozen=True):
    """Minutes with one tutor over all lots."""

    tutor_id: UUID
    free: int
    reserved: int


class Credits(msgspec.Struct, frozen=True):
    """A payer's lots that still hold minutes, the first to expire first."""

    items: list[CreditLot]
    totals: list[TutorTotal]


class LotChoice(Input, frozen=True):
    """The lot whose free minutes are to be turned into money."""

    lot_id: UUID


class RefundRequest(LotChoice, frozen=True):
    """The lot, and why."""

    reason_code: model.PayersReason = "other"


class RefundQuote(msgspec.Struct, frozen=True):
    """What turning a lot's free minutes into money gives; the money is there within `days`."""

    refund_kopecks: int
    refund_minutes: int
    charge_kopecks: int
    rule: Literal["unused_minutes"]
    free_until: datetime | None
    currency: str
    days: int


class LotRefund(msgspec.Struct, frozen=True):
    """Money for a lot's minutes on its way back to its card; `answer` says why it was declined."""

    id: UUID
    state: payments.RefundState
    amount_kopecks: int
    currency: str
    created_at: datetime
    lot_id: UUID
    payment_id: UUID
    deadline_at: datetime | None
    answer: str | None


class RefundOfMine(msgspec.Struct, frozen=True):
    """Money on its way back to me; `deadline_at` is when I have to have it, `answer` why it was declined."""

    id: UUID
    payment_id: UUID
    amount_kopecks: int
    currency: str
    state: payments.RefundState
    origin: Literal["rule", "payer"]
    description: str
    answer: str | None
    created_at: datetime
    deadline_at: datetime | None
    may_take_back: bool


class RefundsOfMine(msgspec.Struct, frozen=True):
    """A page of refunds."""

    items: list[RefundOfMine]
    next_cursor: str | None


@get("/subscriptions/credits", access=PAYERS)
async def get_credits(identity: Identity) -> Credits:
    """My minutes paid in advance, by lot and by tutor"""
    lots = await service.lots(payer_id=identity.user_id)
    tutor_ids = list(dict.fromkeys(lot.tutor_id for lot in lots))
    names = {card.user_id: card.full_name for card in await accounts.people(user_ids=tutor_ids)}
    return Credits(
        items=[
            CreditLot(
                lot_id=lot.id,
                tutor_id=lot.tutor_id,
                tutor_name=names.get(lot.tutor_id, ""),
                learner_id=lot.learner_id,
                source=lot.source,
                subscription_id=lot.subscription_id,
                minutes=lot.minutes,
                free=lot.free,
                reserved=lot.reserved,
                unit_price_kopecks=lot.unit_price_kopecks,
                expires_at=lot.expires_at,
                refundable_kopecks=model.refundable_kopecks(lot),
            )
            for lot in lots
        ],
        totals=[
            TutorTotal(
                tutor_id=tutor_id,
                free=sum(lot.free for lot in lots if lot.tutor_id == tutor_id),
                reserved=sum(lot.reserved for lot in lots if lot.tutor_id == tutor_id),
            )
            for tutor_id in tutor_ids
        ],
    )


@post("/quotes/refund", access=PAYERS, refusals=[NotFound, NothingToRefund])
async def quote_refund(identity: Identity, data: LotChoice) -> RefundQuote:
    """What a refund of a lot would give, before asking for it"""
    lot = await service.quote_refund(payer_id=identity.user_id, lot_id=data.lot_id)
    return RefundQuote(
        refund_kopecks=model.refundable_kopecks(lot),
        refund_minutes=lot.free,
        charge_kopecks=0,
        rule="unused_minutes",
        free_until=None,
        currency=CURRENCY,
        days=(await payments.refund_limits()).days,
    )


@post(
    "/payments/refunds",
    access=PAYERS,
    status_code=201,
    keyed="/payments/refunds/{id}",
    refusals=[NotFound, NothingToRefund],
)
async def request_refund(identity: Identity, command_id: UUID, data: RefundRequest) -> LotRefund:
    """Ask for money for a lot's free minutes"""
    return await _view(
        await service.request_refund(
            payer_id=identity.user_id, lot_id=data.lot_id, command_id=command_id, reason=data.reason_code
        )
    )


@get("/payments/refunds", access=PAYERS)
async def list_refunds(identity: Identity, limit: Limit = 20, cursor: Cursor = None) -> RefundsOfMine:
    """My refunds, newest first"""
    found = await payments.refunds_of(payer_id=identity.user_id, before=_before(cursor), limit=limit + 1)
    page = found[:limit]
    return RefundsOfMine(
        items=[_mine(each) for each in page],
        next_cursor=str(page[-1].id) if len(found) > limit else None,
    )


@get("/payments/refunds/{refund_id:uuid}", access=PAYERS)
async def get_refund(identity: Identity, refund_id: UUID) -> LotRefund:
    """One of my refunds"""
    return await _view(await service.refund_for(payer_id=identity.user_id, lot_refund_id=refund_id))


async def _view(lot_refund: model.LotRefund) -> LotRefund:
    sent = await payments.refunds_by_id(refund_ids=[lot_refund.id])
    return LotRefund(
        id=lot_refund.id,
        state=sent[0].state if sent else "requested",
        amount_kopecks=lot_refund.amount_kopecks,
        currency=CURRENCY,
        created_at=lot_refund.created_at,
        lot_id=lot_refund.lot_id,
        payment_id=lot_refund.payment_id,
        deadline_at=sent[0].deadline_at if sent else None,
        answer=sent[0].answer if sent else None,
    )


def _mine(refund: payments.PayersRefund) -> RefundOfMine:
    return RefundOfMine(
        id=refund.id,
        payment_id=refund.payment_id,
        amount_kopecks=refund.amount_kopecks,
        currency=CURRENCY,
        state=refund.state,
        origin=refund.origin,
        description=refund.description,
        answer=refund.answer,
        created_at=refund.created_at,
        deadline_at=refund.deadline_at,
        may_take_back=refund.state == "requested",
    )


def _before(cursor: str | None) -> UUID | None:
    try:
        return None if cursor is None else UUID(cursor)
    except ValueError:
        error = FieldError("cursor", "unreadable", "not a cursor of this list")
        raise Malformed(errors=(error,)) from None


router = routes_of(globals())
