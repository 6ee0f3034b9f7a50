"""Giving and withdrawing consent: one act, one record, and withdrawing is as easy as giving."""

from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import ConsentNeededForAccount, DocumentVersionUnknown
from tutorium.modules.auth.events import ConsentGiven, ConsentWithdrawn
from tutorium.modules.auth.model.consents import REQUIRED, Consent, ConsentKind, Method
from tutorium.modules.auth.model.documents import CURRENT, DOCUMENTS
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish


async def history(user_id: UUID) -> list[Consent]:
    """Everything the user has agreed to, the oldest first."""
    async with connection() as db:
        return await queries.consents.consents(db, user_id)


async def holds(user_id: UUID, kind: ConsentKind, subject_id: UUID | None) -> bool:
    """Whether the user's consent stands now."""
    async with connection() as db:
        return await queries.consents.standing(db, user_id, kind, subject_id) is not None


def version_agreed_to(kind: ConsentKind, shown: str | None) -> str:
    """The version that was shown, or the one in force; DocumentVersionUnknown for one that never was."""
    if shown is None:
        return CURRENT[kind].version
    if all(edition.version != shown for edition in DOCUMENTS[kind]):
        raise DocumentVersionUnknown(errors=(FieldError("text_version", "unknown", shown),))
    return shown


async def give(
    user_id: UUID, kind: ConsentKind, *, shown_version: str, method: Method, subject_id: UUID | None = None
) -> None:
    """Record a consent to the version that was shown; one that stands already is not recorded again."""
    version_agreed_to(kind, shown_version)
    async with transaction() as db:
        await queries.users.lock_user(db, user_id)
        known = await queries.consents.standing(db, user_id, kind, subject_id)
        if known is not None and known.shown_version >= shown_version:
            return
        await queries.consents.insert_consent(
            db,
            user_id,
            kind,
            CURRENT[kind],
            shown_version=shown_version,
            method=method,
            now=clock.now(),
            subject_id=subject_id,
        )
        await audit.record(
            db, "auth.consent_given", subject=f"user:{user_id}", kind=kind, version=shown_version
        )
        await publish(db, ConsentGiven(user_id=user_id, kind=kind, subject_id=subject_id))


async def withdraw(user_id: UUID, kind: ConsentKind, *, subject_id: UUID | None = None) -> None:
    """Withdraw a consent at once. ConsentNeededForAccount for those that end with the account."""
    if kind in REQUIRED:
        raise ConsentNeededForAccount(kind=kind)
    async with transaction() as db:
        await queries.users.lock_user(db, user_id)
        if await queries.consents.withdraw(db, user_id, kind, subject_id, now=clock.now()):
            await audit.record(db, "auth.consent_withdrawn", subject=f"user:{user_id}", kind=kind)
            await publish(db, ConsentWithdrawn(user_id=user_id, kind=kind, subject_id=subject_id))
