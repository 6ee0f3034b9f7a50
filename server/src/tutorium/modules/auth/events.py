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


class SignInMethodsChanged(Event, frozen=True):
    """An account at an identity provider was linked or unlinked."""

    user_id: UUID
    at: datetime


class PhoneCodeRequested(Event, frozen=True):
    """A text message with a code is due; `auth.api.phone_code` tells the number and the code."""

    user_id: UUID
    code_id: UUID


class PhoneChanged(Event, frozen=True):
    """A confirmed phone number was replaced by another one, or removed."""

    user_id: UUID
    at: datetime


class PasswordChanged(Event, frozen=True):
    """The password is another one and the user's other sessions have ended."""

    user_id: UUID
    at: datetime
