"""The one table: fact -> messages, to whom, through which channels, how delivered, under which kind.

To add one: a row here, its words in `wordings/`, a subscriber in `subscribers/` that says what the fact is
about and whom it concerns, an operation in the sandbox; and, when no source knows its values yet, one in
`service/sources/` with the names of what it gives in GIVES.
"""

from typing import Literal

import msgspec

from tutorium.modules.notifications.model import Channel, Kind

Audience = Literal["user", "payer", "tutor", "guardian", "learner"]
"""Who somebody is to the fact; the subscriber says whose id that is."""
Source = Literal[
    "confirm_link",
    "reset_link",
    "change_link",
    "changed_email",
    "account",
    "sign_in",
    "phone_code",
    "profile_edit",
    "invitation",
    "guardianship",
    "leaving",
    "lesson",
    "payment",
    "refund",
    "ticket",
    "subscription",
    "verification",
    "document",
]
"""Where the values that fill the words come from; what the id `about` of a message names."""
Delivery = Literal["A", "B"]
"""A: at least once, under an id that is always the same, so that Mindbox drops repeats. B: at most once, and
only as long as it is of use: better no reminder than two, or one that comes too late.
"""

BOTH: tuple[Channel, ...] = ("letter", "centre")
LETTER: tuple[Channel, ...] = ("letter",)
"""For what only the owner of the address may read, and what goes to an address instead of a user."""
SMS: tuple[Channel, ...] = ("sms",)
ATTENDING: tuple[Audience, ...] = ("learner", "payer", "tutor")
CENTRE: tuple[Channel, ...] = ("centre",)
"""For colleagues, who have the site open anyway, and for good news that can wait."""


class Row(msgspec.Struct, frozen=True):
    """One message: `operation` is its name, that of its words and of its operation in Mindbox. People choose
    by its `kind`.
    """

    operation: str
    source: Source
    to: tuple[Audience, ...]
    kind: Kind = "security"
    channels: tuple[Channel, ...] = BOTH
    delivery: Delivery = "A"


TABLE: dict[str, tuple[Row, ...]] = {
    # Who somebody is
    "auth.EmailConfirmationRequested": (
        Row("Auth.ConfirmEmail", "confirm_link", ("user",), channels=LETTER),
    ),
    "auth.RegistrationRepeated": (Row("Auth.AlreadyRegistered", "account", ("user",), channels=LETTER),),
    "auth.PasswordResetRequested": (Row("Auth.ResetPassword", "reset_link", ("user",), channels=LETTER),),
    "auth.PasswordChanged": (Row("Auth.PasswordChanged", "account", ("user",)),),
    "auth.SignedInFromNewDevice": (Row("Auth.NewDevice", "sign_in", ("user",)),),
    "auth.AuthenticatorAdded": (Row("Auth.AuthenticatorAdded", "account", ("user",)),),
    "auth.AuthenticatorRemoved": (Row("Auth.AuthenticatorRemoved", "account", ("user",)),),
    "auth.PasskeyAdded": (Row("Auth.PasskeyAdded", "account", ("user",)),),
    "auth.PasskeyRemoved": (Row("Auth.PasskeyRemoved", "account", ("user",)),),
    "auth.RecoveryCodeUsed": (Row("Auth.RecoveryCodeUsed", "account", ("user",)),),
    "auth.RecoveryCodesRenewed": (Row("Auth.RecoveryCodesRenewed", "account", ("user",)),),
    "auth.EmailChangeRequested": (Row("Auth.ChangeEmail", "change_link", ("user",), channels=LETTER),),
    "auth.EmailChanged": (Row("Auth.EmailChanged", "changed_email", ("user",), channels=LETTER),),
    "auth.SignInMethodsChanged": (Row("Auth.SignInMethodsChanged", "account", ("user",)),),
    "auth.PhoneChanged": (Row("Auth.PhoneChanged", "account", ("user",)),),
    "auth.PhoneCodeRequested": (Row("Auth.PhoneCode", "phone_code", ("user",), channels=SMS),),
    "auth.UserLeaving": (Row("Accounts.Leaving", "leaving", ("user",), channels=LETTER),),
    # Profiles and guardians
    "accounts.ProfileEditApproved": (
        Row("Accounts.ProfileEditApproved", "profile_edit", ("tutor",), "profile"),
    ),
    "accounts.ProfileEditRejected": (
        Row("Accounts.ProfileEditRejected", "profile_edit", ("tutor",), "profile"),
    ),
    "accounts.GuardianInvited": (Row("Accounts.GuardianInvited", "invitation", ("user",), channels=LETTER),),
    "accounts.LearnerInvited": (Row("Accounts.LearnerInvited", "invitation", ("user",), channels=LETTER),),
    "accounts.GuardianshipStarted": (
        Row("Accounts.GuardianshipStarted", "guardianship", ("guardian", "learner")),
    ),
    "accounts.GuardianshipEnded": (
        Row("Accounts.GuardianshipEnded", "guardianship", ("guardian", "learner")),
    ),
    # Verification of tutors
    "documents.VerificationDecided": (
        Row("Documents.VerificationDecided", "verification", ("tutor",), "profile"),
    ),
    "documents.DocumentApproved": (
        Row("Documents.Approved", "document", ("tutor",), "profile", channels=CENTRE),
    ),
    "documents.DocumentReturned": (Row("Documents.Returned", "document", ("tutor",), "profile"),),
    "documents.DocumentExpiring": (Row("Documents.Expiring", "document", ("tutor",), "profile"),),
    "documents.DocumentExpired": (Row("Documents.Expired", "document", ("tutor",), "profile"),),
    # Lessons
    "lessons.LessonScheduled": (Row("Lessons.Scheduled", "lesson", ("payer", "tutor"), "lesson_booked"),),
    "lessons.LessonCancelled": (Row("Lessons.Cancelled", "lesson", ("payer", "tutor"), "deadlines"),),
    "lessons.LessonExpired": (Row("Lessons.Expired", "lesson", ("payer",), "lesson_booked"),),
    "lessons.LatePaymentKept": (Row("Lessons.LatePayment", "lesson", ("payer",), "money"),),
    "lessons.ConfirmationAsked": (Row("Lessons.AwaitingConfirmation", "lesson", ("payer",), "deadlines"),),
    "lessons.LessonCompleted": (Row("Lessons.Completed", "lesson", ("payer", "tutor"), "lesson_completed"),),
    "notifications.DayBeforeLesson": (
        Row("Lessons.ReminderDay", "lesson", ATTENDING, "reminder_day", delivery="B"),
    ),
    "notifications.HourBeforeLesson": (
        Row("Lessons.ReminderHour", "lesson", ATTENDING, "reminder_hour", delivery="B"),
    ),
    "notifications.LessonIsSoon": (
        Row("Lessons.ReminderSoon", "lesson", ATTENDING, "reminder_soon", delivery="B"),
    ),
    # Support
    "support.TicketAnswered": (Row("Support.Answered", "ticket", ("user",), "support"),),
    "support.AnswerAwaited": (Row("Support.AnswerAwaited", "ticket", ("user",), "support"),),
    "support.TicketResolved": (Row("Support.Resolved", "ticket", ("user",), "support"),),
    "support.RatingAsked": (Row("Support.RatingAsked", "ticket", ("user",), "support"),),
    "support.ClockWarned": (Row("Support.DeadlineNear", "ticket", ("user",), "deadlines", channels=CENTRE),),
    "support.ClockBreached": (
        Row("Support.DeadlineMissed", "ticket", ("user",), "deadlines", channels=CENTRE),
    ),
    # Money
    "payments.PaymentSucceeded": (Row("Payments.Succeeded", "payment", ("payer",), "payment_received"),),
    "payments.PaymentCanceled": (Row("Payments.Failed", "payment", ("payer",), "money"),),
    "payments.RefundSucceeded": (Row("Payments.Refunded", "refund", ("payer",), "money"),),
    "payments.RefundPaidByHand": (Row("Payments.RefundPaidByHand", "refund", ("payer",), "money"),),
    "payments.RefundRequested": (Row("Payments.RefundRequested", "refund", ("payer",), "money"),),
    "payments.RefundDeclined": (Row("Payments.RefundDeclined", "refund", ("payer",), "money"),),
    # Subscriptions
    "subscriptions.SubscriptionStarted": (
        Row("Subscriptions.Started", "subscription", ("payer",), "payment_received"),
    ),
    "subscriptions.RenewalAhead": (Row("Subscriptions.RenewalAhead", "subscription", ("payer",), "money"),),
    "subscriptions.RenewalSkipped": (
        Row("Subscriptions.RenewalSkipped", "subscription", ("payer",), "money"),
    ),
    "subscriptions.PaymentAsked": (Row("Subscriptions.PaymentAsked", "subscription", ("payer",), "money"),),
    "subscriptions.SubscriptionPastDue": (Row("Subscriptions.PastDue", "subscription", ("payer",), "money"),),
    "subscriptions.CancelAsked": (Row("Subscriptions.CancelAsked", "subscription", ("payer",), "money"),),
    "subscriptions.SubscriptionEnded": (Row("Subscriptions.Ended", "subscription", ("payer",), "money"),),
}
"""Name of the event -> what is told."""

ROWS: dict[str, Row] = {row.operation: row for rows in TABLE.values() for row in rows}
"""Operation -> its row."""

GIVES: dict[Source, frozenset[str]] = {
    "confirm_link": frozenset({"link"}),
    "reset_link": frozenset({"link"}),
    "change_link": frozenset({"link"}),
    "changed_email": frozenset({"link"}),
    "account": frozenset({"link"}),
    "sign_in": frozenset({"device", "address", "time", "link"}),
    "phone_code": frozenset({"code"}),
    "profile_edit": frozenset({"reason", "note", "link"}),
    "invitation": frozenset({"link"}),
    "guardianship": frozenset({"link"}),
    "leaving": frozenset({"link"}),
    "lesson": frozenset(
        "lesson_subject lesson_time minutes tutor_name learner_name price charged returned link".split()
    ),
    "payment": frozenset({"amount", "reason", "link"}),
    "refund": frozenset({"amount", "reason", "deadline", "link"}),
    "ticket": frozenset({"number", "link"}),
    "subscription": frozenset(
        "tutor_name amount charge_date period_end ends_date free_minutes how link".split()
    ),
    "verification": frozenset({"outcome", "next_step", "link"}),
    "document": frozenset({"document", "valid_until", "link"}),
}
"""Source -> the names of the values it gives, beside `name`, the reader's, and `host`, ours."""
NAMES_OF_OTHERS = frozenset({"tutor_name", "learner_name"})
"""Not for what is kept on the site: whoever is erased must not go on living in the notices of others."""
