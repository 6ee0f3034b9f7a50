"""What auth announces."""

from datetime import datetime
from uuid import UUID

from tutorium.platform.events import Event
from tutorium.platform.identity import Role


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


class UserBlocked(Event, frozen=True):
    """Staff have shut the account: its owner can do nothing until it is opened again."""

    user_id: UUID


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


class UserUnblocked(Event, frozen=True):
    """The account is open again."""

    user_id: UUID


class UserRolesChanged(Event, frozen=True):
    """The user has these roles now and no others."""

    user_id: UUID
    roles: tuple[Role, ...]


class SignedInFromNewDevice(Event, frozen=True):
    """Somebody signed in with a browser the user has not used lately; `auth.api.sign_in` tells of it."""

    user_id: UUID
    session_id: UUID


class AuthenticatorAdded(Event, frozen=True):
    """Codes of an authenticator app are a second factor now."""

    user_id: UUID
    at: datetime


class AuthenticatorRemoved(Event, frozen=True):
    """Codes of the authenticator app count no more."""

    user_id: UUID
    at: datetime


class PasskeyAdded(Event, frozen=True):
    """There is one more passkey."""

    user_id: UUID
    at: datetime


class PasskeyRemoved(Event, frozen=True):
    """There is one passkey less."""

    user_id: UUID
    at: datetime


class RecoveryCodeUsed(Event, frozen=True):
    """One of the recovery codes was spent."""

    user_id: UUID
    at: datetime


class RecoveryCodesRenewed(Event, frozen=True):
    """There are ten new recovery codes; the old ones count no more."""

    user_id: UUID
    at: datetime


class EmailChangeRequested(Event, frozen=True):
    """A letter to the new address is due; `auth.api.email_change` knows it."""

    user_id: UUID
    change_id: UUID


class EmailChanged(Event, frozen=True):
    """The user has another address; the old one is told."""

    user_id: UUID
    change_id: UUID
