"""Paths of credit lots and of their refunds."""

from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.payments import api as payments
from tutorium.modules.subscriptions import model, service
from tutorium.modules.subscriptions.errors import NothingToRefund
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity
from tutorium.platform.money import CURRENCY
from tutorium.platform.web import Input, get, post, routes_of

PAYERS = {"student", "guardian"}


class CreditLot(msgspec.Struct, frozen=True):
    """Minutes paid in advance; `unit_price_kopecks` is for 60 of them."""

    lot_id: UUID
    tutor_id: UUID
    tutor_name: str
    source: Literal["single"]
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


class RefundQuote(msgspec.Struct, frozen=True):
    """What turning a lot's free minutes into money gives."""

    refund_kopecks: int
    refund_minutes: int
    charge_kopecks: int
    rule: Literal["unused_minutes"]
    free_until: datetime | None
    currency: str


class LotRefund(msgspec.Struct, frozen=True):
    """Money for a lot's minutes on its way back to the card it came from."""

    id: UUID
    state: Literal["processing", "succeeded", "manual_payout"]
    amount_kopecks: int
    currency: str
    created_at: datetime
    lot_id: UUID
    payment_id: UUID


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
                source=lot.source,
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
    )


@post(
    "/payments/refunds",
    access=PAYERS,
    status_code=201,
    keyed="/payments/refunds/{id}",
    refusals=[NotFound, NothingToRefund],
)
async def request_refund(identity: Identity, command_id: UUID, data: LotChoice) -> LotRefund:
    """Turn a lot's free minutes into money"""
    return await _view(
        await service.request_refund(payer_id=identity.user_id, lot_id=data.lot_id, command_id=command_id)
    )


@get("/payments/refunds/{refund_id:uuid}", access=PAYERS)
async def get_refund(identity: Identity, refund_id: UUID) -> LotRefund:
    """One of my refunds"""
    return await _view(await service.refund_for(payer_id=identity.user_id, lot_refund_id=refund_id))


async def _view(lot_refund: model.LotRefund) -> LotRefund:
    sent = await payments.refunds_by_id(refund_ids=[lot_refund.id])
    return LotRefund(
        id=lot_refund.id,
        state=sent[0].state if sent else "processing",
        amount_kopecks=lot_refund.amount_kopecks,
        currency=CURRENCY,
        created_at=lot_refund.created_at,
        lot_id=lot_refund.lot_id,
        payment_id=lot_refund.payment_id,
    )


router = routes_of(globals())
