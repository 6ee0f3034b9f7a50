"""Where the values that fill the words come from: a file for each module that is asked."""

from collections.abc import Awaitable, Callable

from tutorium.modules.accounts import api as people
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.table import Source
from tutorium.modules.notifications.service.sources import (
    accounts,
    auth,
    documents,
    lessons,
    payments,
    subscriptions,
    support,
)

SOURCES: dict[Source, Callable[[Message, people.PersonCard], Awaitable[dict[str, str]]]] = {
    "confirm_link": auth.confirm_link,
    "reset_link": auth.reset_link,
    "change_link": auth.change_link,
    "changed_email": auth.changed_email,
    "account": auth.account,
    "sign_in": auth.sign_in,
    "phone_code": auth.phone_code,
    "profile_edit": accounts.profile_edit,
    "invitation": accounts.invitation,
    "guardianship": accounts.guardianship,
    "leaving": accounts.leaving,
    "lesson": lessons.lesson,
    "payment": payments.payment,
    "refund": payments.refund,
    "ticket": support.ticket,
    "subscription": subscriptions.subscription,
    "verification": documents.verification,
    "document": documents.document,
}
"""Source -> what asks for its values, given the message and its reader; LetterRejected when they are gone.

`email` and `phone` among the values are where it goes, when that is not the reader's own address.
"""
