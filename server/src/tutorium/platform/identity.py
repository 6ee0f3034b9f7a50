"""Who is asking. Modules see an Identity, never a cookie."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

import msgspec

Role = Literal["student", "guardian", "tutor", "support", "moderator", "finance", "admin"]
Locale = Literal["ru", "en"]
Level = Literal["pending", "one_factor", "two_factors"]
"""How a session was proved: "pending" waits for the second factor and may do nothing else."""

AccountState = Literal["active", "unconfirmed", "blocked"]
"""How an account stands: "unconfirmed" until its owner has shown that the e-mail address is his."""

STAFF: frozenset[Role] = frozenset(("support", "moderator", "finance", "admin"))


class Identity(msgspec.Struct, frozen=True):
    """The signed-in user, as the gateway found him for this request."""

    user_id: UUID
    session_id: UUID
    roles: frozenset[Role]
    email: str
    email_confirmed: bool
    birth_date: date
    locale: Locale
    level: Level
    proved_at: datetime
    """When he last proved who he is: by signing in or by a step-up."""

    @property
    def is_staff(self) -> bool:
        """Whether he works for the platform."""
        return bool(self.roles & STAFF)
