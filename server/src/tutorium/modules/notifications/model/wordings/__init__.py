"""The words of all messages, as data: a file for each module whose facts they tell."""

from tutorium.modules.notifications.model.wording import Wording
from tutorium.modules.notifications.model.wordings import (
    accounts,
    auth,
    documents,
    lessons,
    payments,
    subscriptions,
    support,
)
from tutorium.platform.identity import Locale

WORDINGS: dict[str, dict[Locale, Wording]] = (
    auth.WORDINGS
    | accounts.WORDINGS
    | payments.WORDINGS
    | lessons.WORDINGS
    | subscriptions.WORDINGS
    | support.WORDINGS
    | documents.WORDINGS
)
"""Operation -> language -> words."""
