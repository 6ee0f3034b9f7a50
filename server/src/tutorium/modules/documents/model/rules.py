"""The rules of verification, as pure functions: what a reply means, how often one may try, until when."""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from tutorium.modules.documents.model import (
    CERTIFICATE_MONTHS,
    DOCUMENT_REASONS,
    REQUIRED,
    ApplicationReason,
    DocumentReason,
    DocumentState,
    Kind,
)
from tutorium.modules.documents.model.states import HOLDS
from tutorium.modules.documents.model.wire import VerificationReply
from tutorium.platform.days_off import MOSCOW, working_day_after

PROGRESS = timedelta(minutes=15)
"""Without any sign of progress for so long the request is sent once more."""
VERDICT = timedelta(hours=48)
"""Without a verdict for so long a moderator decides."""
MODERATOR_DAYS = 2
"""Business days a moderator has."""
NAME_MATCH = 0.85
TRIES, TRIES_WITHIN = 3, timedelta(days=30)
REAPPLY = timedelta(days=90)
NEVER_AGAIN: frozenset[ApplicationReason] = frozenset(("forged_documents", "barred"))
EXPIRY_TOLD = (60, 30, 7)
"""Days before the end of a document on which its tutor is told."""


def state_after(reply: VerificationReply) -> DocumentState:
    """What a reply makes of a document; what the machine is not sure of, a moderator decides."""
    match reply.status:
        case "accepted":
            return "in_review"
        case "needs_more":
            return "needs_reupload"
        case "rejected":
            return "rejected"
        case "failed":
            return "manual_review"
        case "verified":
            sure = reply.extracted.name_match
            return "approved" if sure is None or sure >= NAME_MATCH else "manual_review"


def reasons_of(codes: Collection[str]) -> list[DocumentReason]:
    """The reasons among these codes that we have words for; what we have none for is "other"."""
    known: dict[str, DocumentReason] = {code: code for code in DOCUMENT_REASONS}
    return list(dict.fromkeys(known.get(code, "other") for code in codes))


def valid_until(kind: Kind, *, issued_on: date | None, told: date | None, decided_on: date) -> date | None:
    """Until when an approved document holds; None for ever. A certificate never longer than 24 months."""
    if kind != "police_certificate":
        return told
    end = (issued_on or decided_on) + relativedelta(months=CERTIFICATE_MONTHS)
    return min(end, told) if told else end


def missing(states: Mapping[Kind, DocumentState]) -> list[Kind]:
    """The documents that are needed and not there, or no good, so that the tutor has to act."""
    bad = ("needs_reupload", "rejected", "expired")
    return [kind for kind in REQUIRED if states.get(kind, "expired") in bad]


def unproved(states: Mapping[Kind, DocumentState]) -> list[Kind]:
    """The documents that are needed and not approved yet."""
    return [kind for kind in REQUIRED if states.get(kind) not in HOLDS]


def used_up(tries: int) -> bool:
    """Whether so many tries of one kind within thirty days are all there are."""
    return tries >= TRIES


def reapply_at(reason: ApplicationReason | None, *, now: datetime) -> datetime | None:
    """When somebody rejected for this reason may apply again; None for never."""
    return None if reason in NEVER_AGAIN else now + REAPPLY


def business_days_later(moment: datetime, days: int) -> datetime:
    """The same hour so many working days of Moscow later."""
    here = moment.astimezone(MOSCOW)
    return datetime.combine(working_day_after(here.date(), days), here.time(), MOSCOW).astimezone(UTC)
