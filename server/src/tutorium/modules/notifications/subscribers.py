"""Facts that become letters; which letters, says the table in model.py."""

from tutorium.modules.accounts.events import (
    GuardianInvited,
    GuardianshipEnded,
    GuardianshipStarted,
    LearnerInvited,
    ProfileEditApproved,
    ProfileEditRejected,
)
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
from tutorium.modules.lessons.events import (
    ConfirmationAsked,
    LatePaymentKept,
    LessonCancelled,
    LessonCompleted,
    LessonExpired,
    LessonScheduled,
)
from tutorium.modules.notifications import service
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.payments.events import PaymentCanceled, PaymentSucceeded, RefundSucceeded
from tutorium.platform.db import Db
from tutorium.platform.events import event_name, on


@on(EmailConfirmationRequested)
async def email_confirmation_requested(db: Db, event: EmailConfirmationRequested) -> None:
    """The link that confirms the address."""
    await service.queue_letters(db, event_name(type(event)), about=event.token_id, to={"user": event.user_id})


@on(RegistrationRepeated)
async def registration_repeated(db: Db, event: RegistrationRepeated) -> None:
    """Told at most once an hour, however often somebody tries."""
    hour = event.at.strftime("%Y-%m-%dT%H")
    await service.queue_letters(
        db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=hour
    )


@on(PasswordResetRequested)
async def password_reset_requested(db: Db, event: PasswordResetRequested) -> None:
    """The link that sets a new password."""
    await service.queue_letters(db, event_name(type(event)), about=event.token_id, to={"user": event.user_id})


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
    await service.queue_letters(
        db, event_name(type(event)), about=event.session_id, to={"user": event.user_id}
    )


@on(EmailChangeRequested)
async def email_change_requested(db: Db, event: EmailChangeRequested) -> None:
    """The link that confirms the new address, sent there."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.change_id, to={"user": event.user_id}
    )


@on(EmailChanged)
async def email_changed(db: Db, event: EmailChanged) -> None:
    """The old address learns that it is not used any more."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.change_id, to={"user": event.user_id}
    )


@on(ProfileEditApproved)
async def profile_edit_approved(db: Db, event: ProfileEditApproved) -> None:
    """To the tutor."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.review_id, to={"tutor": event.tutor_id}
    )


@on(ProfileEditRejected)
async def profile_edit_rejected(db: Db, event: ProfileEditRejected) -> None:
    """To the tutor, with the reason."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.review_id, to={"tutor": event.tutor_id}
    )


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
    await service.queue_letters(db, event_name(type(event)), about=event.code_id, to={"user": event.user_id})


@on(UserLeaving)
async def user_leaving(db: Db, event: UserLeaving) -> None:
    """The last letter, while the address is still known."""
    await service.queue_letters(db, event_name(type(event)), about=event.user_id, to={"user": event.user_id})


@on(GuardianInvited)
async def guardian_invited(db: Db, event: GuardianInvited) -> None:
    """To the address that the young person named."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.guardianship_id, to={"user": event.inviter_id}
    )


@on(LearnerInvited)
async def learner_invited(db: Db, event: LearnerInvited) -> None:
    """To the address that the guardian named."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.guardianship_id, to={"user": event.inviter_id}
    )


@on(GuardianshipStarted)
async def guardianship_started(db: Db, event: GuardianshipStarted) -> None:
    """To both sides."""
    await service.queue_letters(
        db,
        event_name(type(event)),
        about=event.guardianship_id,
        to={"guardian": event.guardian_id, "learner": event.learner_id},
    )


@on(GuardianshipEnded)
async def guardianship_ended(db: Db, event: GuardianshipEnded) -> None:
    """To both sides."""
    await service.queue_letters(
        db,
        event_name(type(event)),
        about=event.guardianship_id,
        to={"guardian": event.guardian_id, "learner": event.learner_id},
    )


@on(LessonScheduled)
async def lesson_scheduled(event: LessonScheduled) -> None:
    """To payer and tutor."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonCancelled)
async def lesson_cancelled(event: LessonCancelled) -> None:
    """To payer and tutor."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonExpired)
async def lesson_expired(event: LessonExpired) -> None:
    """To the payer."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LatePaymentKept)
async def late_payment_kept(event: LatePaymentKept) -> None:
    """To the payer."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(ConfirmationAsked)
async def confirmation_asked(event: ConfirmationAsked) -> None:
    """To the payer."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(LessonCompleted)
async def lesson_completed(event: LessonCompleted) -> None:
    """To payer and tutor."""
    await service.tell_about_lesson(event_name(type(event)), event.lesson_id)


@on(PaymentSucceeded)
async def payment_succeeded(db: Db, event: PaymentSucceeded) -> None:
    """To the payer."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.payment_id, to={"payer": event.payer_id}
    )


@on(PaymentCanceled)
async def payment_canceled(event: PaymentCanceled) -> None:
    """To the payer."""
    await service.tell_about_payment(event_name(type(event)), event.payment_id)


@on(RefundSucceeded)
async def refund_succeeded(db: Db, event: RefundSucceeded) -> None:
    """To the payer."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.refund_id, to={"payer": event.payer_id}
    )


@on(MessageQueued)
async def send_message(event: MessageQueued) -> None:
    """Hand the letter to Mindbox."""
    await service.send(event.message_id)


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
    await service.queue_letters(
        db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=event.at
    )
