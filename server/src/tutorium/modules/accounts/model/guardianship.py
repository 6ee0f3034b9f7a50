"""The bond between a guardian and a young person with an own login: invited, confirmed, ended at 18."""

from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec
from dateutil.relativedelta import relativedelta

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model import ADULT_AGE

Side = Literal["guardian", "learner"]
BondState = Literal["invited", "active", "declined", "expired", "ended"]

INVITATION_LIFE = timedelta(days=7)
INVITATIONS_A_DAY = 5


class Guardianship(msgspec.Struct, frozen=True):
    """A row of accounts.guardianship; the side that was invited is unknown until it accepts."""

    id: UUID
    guardian_id: UUID | None
    learner_id: UUID | None
    invited_by: Side
    invited_email: str | None
    state: BondState
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None
    ended_at: datetime | None

    @property
    def inviter_id(self) -> UUID | None:
        """Who wrote the invitation."""
        return self.guardian_id if self.invited_by == "guardian" else self.learner_id

    def side_of(self, user_id: UUID) -> Side | None:
        """Which side this user is; None for a stranger."""
        if user_id == self.guardian_id:
            return "guardian"
        return "learner" if user_id == self.learner_id else None


def grown_up_on(birth_date: date) -> date:
    """The eighteenth birthday."""
    return birth_date + relativedelta(years=ADULT_AGE)


def refuse_unless_minor(birth_date: date, *, today: date) -> None:
    """NotAMinor for those of 18 and older: they need no guardian."""
    if grown_up_on(birth_date) <= today:
        raise errors.NotAMinor(adult_age=ADULT_AGE)
