"""Facts about who somebody is that become messages; which messages, says the table."""

from tutorium.modules.auth.events import (
    AuthenticatorAdded,
    AuthenticatorRemoved,
    EmailChanged,
    EmailChangeRequested,
    EmailConfirmationRequested,
    PasskeyAdded,
    PasskeyRemoved,
    PasswordChanged,
    PasswordResetRequested,
    PhoneChanged,
    PhoneCodeRequested,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
    RegistrationRepeated,
    SignedInFromNewDevice,
    SignInMethodsChanged,
    UserLeaving,
)
from tutorium.modules.notifications.service.queueing import queue
from tutorium.platform.db import Db
from tutorium.platform.events import event_name, on


@on(EmailConfirmationRequested)
async def email_confirmation_requested(db: Db, event: EmailConfirmationRequested) -> None:
    """The link that confirms the address."""
    await queue(db, event_name(type(event)), about=event.token_id, to={"user": event.user_id})


@on(RegistrationRepeated)
async def registration_repeated(db: Db, event: RegistrationRepeated) -> None:
    """Told at most once an hour, however often somebody tries."""
    hour = event.at.strftime("%Y-%m-%dT%H")
    await queue(db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=hour)


@on(PasswordResetRequested)
async def password_reset_requested(db: Db, event: PasswordResetRequested) -> None:
    """The link that sets a new password."""
    await queue(db, event_name(type(event)), about=event.token_id, to={"user": event.user_id})


@on(PasswordChanged)
async def password_changed(db: Db, event: PasswordChanged) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(AuthenticatorAdded)
async def authenticator_added(db: Db, event: AuthenticatorAdded) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(AuthenticatorRemoved)
async def authenticator_removed(db: Db, event: AuthenticatorRemoved) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(PasskeyAdded)
async def passkey_added(db: Db, event: PasskeyAdded) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(PasskeyRemoved)
async def passkey_removed(db: Db, event: PasskeyRemoved) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(RecoveryCodeUsed)
async def recovery_code_used(db: Db, event: RecoveryCodeUsed) -> None:
    """Every use is told."""
    await _tell_of_change(db, event)


@on(RecoveryCodesRenewed)
async def recovery_codes_renewed(db: Db, event: RecoveryCodesRenewed) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(SignedInFromNewDevice)
async def signed_in_from_new_device(db: Db, event: SignedInFromNewDevice) -> None:
    """Where, when and with what."""
    await queue(db, event_name(type(event)), about=event.session_id, to={"user": event.user_id})


@on(EmailChangeRequested)
async def email_change_requested(db: Db, event: EmailChangeRequested) -> None:
    """The link that confirms the new address, sent there."""
    await queue(db, event_name(type(event)), about=event.change_id, to={"user": event.user_id})


@on(EmailChanged)
async def email_changed(db: Db, event: EmailChanged) -> None:
    """The old address learns that it is not used any more."""
    await queue(db, event_name(type(event)), about=event.change_id, to={"user": event.user_id})


@on(SignInMethodsChanged)
async def sign_in_methods_changed(db: Db, event: SignInMethodsChanged) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(PhoneChanged)
async def phone_changed(db: Db, event: PhoneChanged) -> None:
    """Every change is told."""
    await _tell_of_change(db, event)


@on(PhoneCodeRequested)
async def phone_code_requested(db: Db, event: PhoneCodeRequested) -> None:
    """The code, in a text message."""
    await queue(db, event_name(type(event)), about=event.code_id, to={"user": event.user_id})


@on(UserLeaving)
async def user_leaving(db: Db, event: UserLeaving) -> None:
    """The last letter, while the address is still known."""
    await queue(db, event_name(type(event)), about=event.user_id, to={"user": event.user_id})


SecurityChange = (
    PasswordChanged
    | AuthenticatorAdded
    | AuthenticatorRemoved
    | PasskeyAdded
    | PasskeyRemoved
    | RecoveryCodeUsed
    | RecoveryCodesRenewed
    | SignInMethodsChanged
    | PhoneChanged
)


async def _tell_of_change(db: Db, event: SecurityChange) -> None:
    await queue(db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=event.at)
