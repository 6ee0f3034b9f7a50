"""Paths of saved payment methods. One is saved by paying with the tick for automatic payments."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.payments.model.methods import Method, MethodState
from tutorium.modules.payments.service import methods
from tutorium.platform.identity import Identity
from tutorium.platform.web import delete, get, routes_of

PAYERS = {"student", "guardian"}


class PaymentMethod(msgspec.Struct, frozen=True):
    """A saved card: its kind and last four digits are kept in clear, no more. A frozen one is not charged."""

    id: UUID
    brand: str
    last4: str
    state: MethodState
    created_at: datetime


class PaymentMethods(msgspec.Struct, frozen=True):
    """My saved methods, the newest first."""

    items: list[PaymentMethod]


@get("/payments/methods", access=PAYERS)
async def list_methods(identity: Identity) -> PaymentMethods:
    """My saved payment methods"""
    return PaymentMethods([_view(each) for each in await methods.methods_of(payer_id=identity.user_id)])


@get("/payments/methods/{method_id:uuid}", access=PAYERS)
async def get_method(identity: Identity, method_id: UUID) -> PaymentMethod:
    """One of my saved payment methods"""
    return _view(await methods.method_for(payer_id=identity.user_id, method_id=method_id))


@delete("/payments/methods/{method_id:uuid}", access=PAYERS)
async def remove_method(identity: Identity, method_id: UUID) -> None:
    """Remove a saved method: nothing is charged with it from now on"""
    await methods.remove(payer_id=identity.user_id, method_id=method_id)


def _view(found: Method) -> PaymentMethod:
    return PaymentMethod(found.id, found.brand, found.last4, found.state, found.created_at)


router = routes_of(globals())
