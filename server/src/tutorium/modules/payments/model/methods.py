"""Saved payment methods, and what a declined charge means for the next one (domain.md D4.3)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import UUID

import msgspec

MethodState = Literal["active", "frozen", "removed"]
EndState = Literal["frozen", "removed"]
Decline = Literal["soft", "hard", "legal", "fraud", "none"]
"""soft: try again later. hard: not with this method. legal: the payer or his bank forbade it. fraud: stop and
look. none: nobody declined, the payer did not pay."""


class Method(msgspec.Struct, frozen=True):
    """A card the Payment System keeps for us; what it is known by there lies sealed, and only while active
    or frozen."""

    id: UUID
    payer_id: UUID
    brand: str
    last4: str
    sealed_token: bytes | None
    state: MethodState
    created_at: datetime


class ProviderMethod(msgspec.Struct, frozen=True):
    """How a payment was paid, as the Payment System tells it; `saved`: `token` may be charged again."""

    token: str
    saved: bool
    brand: str
    last4: str


DECLINES: Mapping[str, Decline] = {
    "insufficient_funds": "soft",
    "issuer_unavailable": "soft",
    "internal_timeout": "soft",
    "general_decline": "soft",
    "call_issuer": "soft",
    "payment_method_limit_exceeded": "soft",
    "never_created": "soft",
    "card_expired": "hard",
    "invalid_card_number": "hard",
    "invalid_csc": "hard",
    "payment_method_restricted": "hard",
    "country_forbidden": "hard",
    "identification_required": "hard",
    "3d_secure_failed": "hard",
    "permission_revoked": "legal",
    "method_removed": "legal",
    "fraud_suspected": "fraud",
    "expired_on_confirmation": "none",
    "canceled_by_merchant": "none",
}
"""The Payment System's words and ours; a word that is not here is not tried again by itself."""


def decline_of(reason: str) -> Decline:
    """What a reason means for the method that was declined."""
    return DECLINES.get(reason, "hard")
