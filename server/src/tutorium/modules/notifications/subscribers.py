"""Facts that become letters; which letters, says the table in model.py."""

from tutorium.modules.auth.events import (
    EmailConfirmationRequested,
    PasswordChanged,
    PasswordResetRequested,
    PhoneChanged,
    PhoneCodeRequested,
    RegistrationRepeated,
    SignInMethodsChanged,
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
    await service.queue_letters(
        db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=event.at
    )


@on(SignInMethodsChanged)
async def sign_in_methods_changed(db: Db, event: SignInMethodsChanged) -> None:
    """Every change is told."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=event.at
    )


@on(PhoneChanged)
async def phone_changed(db: Db, event: PhoneChanged) -> None:
    """Every change is told."""
    await service.queue_letters(
        db, event_name(type(event)), about=event.user_id, to={"user": event.user_id}, fact=event.at
    )


@on(PhoneCodeRequested)
async def phone_code_requested(db: Db, event: PhoneCodeRequested) -> None:
    """The code, in a text message."""
    await service.queue_letters(db, event_name(type(event)), about=event.code_id, to={"user": event.user_id})


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
