"""What a shop may ask for, and the rules a request must keep before anything is done.

Fields the sandbox has no use for are ignored, as the official SDK always sends some (`transfers: []`).
"""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeVar

import msgspec

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.payment_system.errors import from_decoding, invalid
from tutorium.sandbox.payment_system.wire import Amount, decimal

_Request = TypeVar("_Request", bound=msgspec.Struct)
_LEAST, _MOST = Decimal("1.00"), Decimal("350000.00")
"""What one card payment may be, in roubles (contract, section 4)."""

Metadata = Annotated[
    dict[
        Annotated[str, msgspec.Meta(max_length=32)],
        Annotated[str, msgspec.Meta(max_length=512)],
    ],
    msgspec.Meta(max_length=16),
]


class ReceiptCustomer(msgspec.Struct, frozen=True):
    """Whom the receipt goes to: receipts from YooKassa are sent by e-mail only."""

    email: Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
    full_name: Annotated[str, msgspec.Meta(max_length=256)] | None = None
    inn: Annotated[str, msgspec.Meta(pattern=r"^([0-9]{10}|[0-9]{12})$")] | None = None
    phone: Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4,15}$")] | None = None


class ReceiptItem(msgspec.Struct, frozen=True):
    """One line of a receipt; `amount` is the price of one unit, `quantity` may come as text."""

    description: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
    amount: Amount
    vat_code: Annotated[int, msgspec.Meta(ge=1, le=12)]
    quantity: Decimal
    agent_type: Any = None
    supplier: Any = None


class ReceiptData(msgspec.Struct, frozen=True):
    """A receipt under 54-FZ."""

    customer: ReceiptCustomer
    items: Annotated[list[ReceiptItem], msgspec.Meta(min_length=1, max_length=80)]
    tax_system_code: Annotated[int, msgspec.Meta(ge=1, le=6)] | None = None


class ConfirmationData(msgspec.Struct, frozen=True):
    """How the payer will confirm; the sandbox has the hosted page only."""

    type: Literal["redirect"]
    return_url: Annotated[str, msgspec.Meta(pattern=r"^https?://", max_length=2048)]
    locale: Literal["ru_RU", "en_US"] | None = None


class PaymentMethodData(msgspec.Struct, frozen=True):
    """A method chosen in advance: a test shop takes cards."""

    type: Literal["bank_card"]


class CreatePayment(msgspec.Struct, frozen=True):
    """POST /payments. Without `capture` the money is only held: two stages are the default."""

    amount: Amount
    description: Annotated[str, msgspec.Meta(max_length=128)] | None = None
    receipt: ReceiptData | None = None
    capture: bool = False
    confirmation: ConfirmationData | None = None
    payment_method_data: PaymentMethodData | None = None
    payment_method_id: str | None = None
    save_payment_method: bool = False
    metadata: Metadata | None = None
    merchant_customer_id: Annotated[str, msgspec.Meta(max_length=200)] | None = None


class CapturePayment(msgspec.Struct, frozen=True):
    """POST /payments/{id}/capture; nothing given means the whole amount."""

    amount: Amount | None = None
    receipt: ReceiptData | None = None


class CreateRefund(msgspec.Struct, frozen=True):
    """POST /refunds."""

    payment_id: Annotated[str, msgspec.Meta(min_length=36, max_length=36)]
    amount: Amount
    description: Annotated[str, msgspec.Meta(max_length=250)] | None = None
    receipt: ReceiptData | None = None
    metadata: Metadata | None = None


class ListFilter(msgspec.Struct, frozen=True, kw_only=True):
    """What a list is asked for; moments are stamps, `before` is the place in the list to go on from."""

    bounds: dict[str, str]
    equals: dict[str, str]
    limit: int
    before: int


def decode(body: bytes, kind: type[_Request]) -> _Request:
    """The request in this body. An empty body is an empty object: the SDK sends none for a capture."""
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except msgspec.ValidationError as error:
        raise from_decoding(error) from error
    except msgspec.DecodeError as error:
        raise invalid("Body is not a valid JSON", "body") from error


def check_amount(amount: Amount) -> None:
    """A card payment has a least and a most."""
    if not _LEAST <= decimal(amount) <= _MOST:
        raise invalid(f"Amount must be from {_LEAST} to {_MOST}", "amount.value")


def check_receipt(receipt: ReceiptData | None, amount: Amount) -> None:
    """The receipt's lines add up to the amount, and name no agent (only POST /receipts may)."""
    if receipt is None:
        return
    total = Decimal(0)
    for index, item in enumerate(receipt.items):
        where = f"receipt.items[{index}]"
        if item.agent_type is not None or item.supplier is not None:
            raise invalid("Agent attributes are not allowed in this request", f"{where}.agent_type")
        _check_quantity(item.quantity, where)
        total += decimal(item.amount) * item.quantity
    if total.quantize(Decimal("0.01")) != decimal(amount):
        raise invalid(f"Receipt amount {total:.2f} is not equal to {amount.value}", "receipt.items")


def _check_quantity(quantity: Decimal, where: str) -> None:
    exponent = quantity.normalize().as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -3 or not 0 < quantity <= Decimal("99999.999"):
        raise invalid("Quantity must be positive with at most three decimal places", f"{where}.quantity")


def list_filter(query: Mapping[str, str], *, moments: tuple[str, ...], equals: tuple[str, ...]) -> ListFilter:
    """The filters of a list; the names of moment filters have a dot: `created_at.gte`."""
    known_bounds = {f"{moment}.{bound}" for moment in moments for bound in ("gte", "gt", "lte", "lt")}
    unknown = query.keys() - known_bounds - set(equals) - {"limit", "cursor"}
    if unknown:
        raise invalid("Unknown filter", min(unknown))
    return ListFilter(
        bounds={name: _moment(query[name], name) for name in known_bounds & query.keys()},
        equals={name: query[name] for name in equals if name in query},
        limit=_number(query.get("limit", "10"), "limit", most=100),
        before=_number(query.get("cursor", str(2**62)), "cursor", most=2**62),
    )


def _moment(text: str, name: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise invalid("Not an ISO 8601 moment", name) from error
    if moment.tzinfo is None:
        raise invalid("A moment needs its zone", name)
    return stamp(moment)


def _number(text: str, name: str, *, most: int) -> int:
    if text.isascii() and text.isdigit() and 1 <= int(text) <= most:
        return int(text)
    raise invalid(f"Must be a number from 1 to {most}", name)
