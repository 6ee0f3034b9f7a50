"""Test cards of a test shop and what each of them does (contract, section 11)."""

from typing import Literal

import msgspec

CardType = Literal["MasterCard", "Visa", "Mir"]
Party = Literal["payment_network", "yoo_money"]


class TestCard(msgspec.Struct, frozen=True):
    """A number and its outcome: no reason means that the payment succeeds."""

    number: str
    card_type: CardType
    three_d_secure: bool = False
    reason: str | None = None
    party: Party = "payment_network"


_SUCCESSFUL = (
    TestCard("5555555555554477", "MasterCard", three_d_secure=True),
    TestCard("5555555555554444", "MasterCard"),
    TestCard("4793128161644804", "Visa", three_d_secure=True),
    TestCard("4111111111111111", "Visa"),
    TestCard("2200000000000004", "Mir", three_d_secure=True),
    TestCard("2202474301322987", "Mir"),
)
_CARD_TYPES: tuple[CardType, ...] = ("MasterCard", "Visa", "Mir")
_DECLINED: tuple[tuple[str, Party, tuple[str, str, str]], ...] = (
    ("3d_secure_failed", "payment_network", ("5555555555554592", "4839665499603842", "2200000000000012")),
    ("call_issuer", "payment_network", ("5555555555554535", "4926946416239025", "2200000000000020")),
    ("card_expired", "payment_network", ("5555555555554543", "4141435412630840", "2200000000000038")),
    ("fraud_suspected", "payment_network", ("5555555555554568", "4483274282299972", "2200000000000046")),
    ("general_decline", "payment_network", ("5555555555554527", "4889971706588753", "2202202212312379")),
    ("insufficient_funds", "payment_network", ("5555555555554600", "4562265587712390", "2200000000000053")),
    ("invalid_card_number", "payment_network", ("5555555555554618", "4951017853630544", "2201382000000013")),
    ("invalid_csc", "payment_network", ("5555555555554626", "4194180666146368", "2200770212727079")),
    ("issuer_unavailable", "payment_network", ("5555555555554501", "4654130848359150", "2201382000000021")),
    (
        "payment_method_limit_exceeded",
        "payment_network",
        ("5555555555554576", "4565231022577548", "2201382000000039"),
    ),
    (
        "payment_method_restricted",
        "payment_network",
        ("5555555555554550", "4233961169071671", "2201382000000047"),
    ),
    ("country_forbidden", "yoo_money", ("5555555555554584", "4969751510013864", "2201382000000054")),
    ("fraud_suspected", "yoo_money", ("5555555555554634", "4119098878796485", "2201696981989955")),
)

CARDS: dict[str, TestCard] = {card.number: card for card in _SUCCESSFUL} | {
    number: TestCard(number, card_type, reason=reason, party=party)
    for reason, party, numbers in _DECLINED
    for card_type, number in zip(_CARD_TYPES, numbers, strict=True)
}


def find_card(typed: str) -> TestCard | None:
    """The test card with this number; spaces and dashes are allowed as on the card itself."""
    return CARDS.get(typed.replace(" ", "").replace("-", ""))
