"""What auth announces."""

from datetime import datetime
from uuid import UUID

from tutorium.platform.events import Event


class UserRegistered(Event, frozen=True):
    """Somebody has an account; his e-mail address is not confirmed yet."""

    user_id: UUID


class RegistrationRepeated(Event, frozen=True):
    """Somebody tried to register with the address of this user."""

    user_id: UUID
    at: datetime


class EmailConfirmationRequested(Event, frozen=True):
    """A letter with a confirmation link is due; `auth.api.link_token` makes the link's token."""

    user_id: UUID
    token_id: UUID


class EmailConfirmed(Event, frozen=True):
    """The user has shown that the address is his."""

    user_id: UUID


class PasswordResetRequested(Event, frozen=True):
    """A letter with a reset link is due; `auth.api.link_token` makes the link's token."""

    user_id: UUID
    token_id: UUID


class PasswordChanged(Event, frozen=True):
    """The password is another one and the user's other sessions have ended."""

    user_id: UUID
    at: datetime


class ConsentGiven(Event, frozen=True):
    """The user agreed to a text; `subject_id` is the child or guardianship it is about, if not himself."""

    user_id: UUID
    kind: str
    subject_id: UUID | None


class ConsentWithdrawn(Event, frozen=True):
    """The user's consent holds no more: what stood on it stops now."""

    user_id: UUID
    kind: str
    subject_id: UUID | None


class UserLeaving(Event, frozen=True):
    """The user asked to be erased and is signed out for ever; his address is still known, for one letter."""

    user_id: UUID


class UserErased(Event, frozen=True):
    """Nobody knows any more who this user was."""

    user_id: UUID
