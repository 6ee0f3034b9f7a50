"""Who is asking. Modules see an Identity, never a cookie."""

from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

Role = Literal["student", "guardian", "tutor", "support", "moderator", "finance", "admin"]
Locale = Literal["ru", "en"]


class Identity(msgspec.Struct, frozen=True):
    """The signed-in user, as the gateway found him for this request."""

    user_id: UUID
    session_id: UUID
    roles: frozenset[Role]
    email: str
    email_confirmed: bool
    birth_date: date
    locale: Locale
