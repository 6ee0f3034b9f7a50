"""The application of a tutor: his answers, and its way from the first submit to the verdict."""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.documents import queries
from tutorium.modules.documents.errors import ApplicationDecided, DocumentsMissing, ReasonMissing
from tutorium.modules.documents.model import (
    Actor,
    Application,
    ApplicationReason,
    ApplicationVerdict,
    Document,
    DocumentState,
    Kind,
    Step,
    TaxStatus,
)
from tutorium.modules.documents.model.rules import missing, unproved
from tutorium.modules.documents.service import asking
from tutorium.modules.documents.service.moves import turn
from tutorium.platform import audit, clock, metrics
from tutorium.platform.candidacy import Condition
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import VersionMismatch

DRAFT_KEPT, AT_ONCE = timedelta(days=180), 50


async def application(tutor_id: UUID) -> Application:
    """How the tutor's application stands; an empty draft before he has said anything."""
    async with connection() as db:
        return await queries.applications.application(db, tutor_id) or Application(tutor_id=tutor_id)


async def document(document_id: UUID) -> Document | None:
    """One document, whosesoever."""
    async with connection() as db:
        return await queries.documents.document(db, document_id)


async def documents(tutor_id: UUID) -> list[Document]:
    """All of the tutor's documents, the latest first."""
    async with connection() as db:
        return await queries.documents.documents_of(db, tutor_id)


async def history(tutor_id: UUID) -> list[Step]:
    """The steps of the tutor's application and documents, the oldest first."""
    async with connection() as db:
        return await queries.documents.history(db, tutor_id)


async def save_answers(tutor_id: UUID, *, teaches_minors: bool, tax_status: TaxStatus | None) -> Application:
    """Keep what the tutor has answered so far; the wizard saves as he goes."""
    async with transaction() as db:
        await queries.applications.lock_application(db, tutor_id)
        await queries.applications.save_answers(
            db, tutor_id, teaches_minors=teaches_minors, tax_status=tax_status
        )
        return await queries.applications.lock_application(db, tutor_id)


async def consented(tutor_id: UUID) -> bool:
    """Whether the tutor lets his documents be checked."""
    return await auth.consented(user_id=tutor_id, kind="tutor_documents")


async def candidate_lacks(tutor_id: UUID) -> list[Condition]:
    """Those conditions of V2 that belong to the application: the tax status and the consent to be checked."""
    met: dict[Condition, bool] = {
        "tax_status": (await application(tutor_id)).tax_status is not None,
        "documents_consent": await consented(tutor_id),
    }
    return [each for each, there in met.items() if not there]


async def begin(db: Db, tutor_id: UUID) -> None:
    """V3, V5: the tutor has submitted. What is ready is sent to be checked; what lacks, asked for (V4)."""
    found = await queries.applications.lock_application(db, tutor_id)
    if not await turn(db, found, "in_verification", actor=Actor("tutor", tutor_id)):
        return
    documents = await queries.documents.current_of(db, tutor_id)
    for document in documents:
        if document.state == "queued":
            await asking.ask(db, document)
    if missing(_states(documents)):
        begun = await queries.applications.lock_application(db, tutor_id)
        await turn(db, begun, "changes_requested", reason="documents")


async def decide(
    tutor_id: UUID,
    *,
    moderator_id: UUID,
    verdict: ApplicationVerdict,
    reason: ApplicationReason | None,
    note: str,
    version: int | None,
) -> Application:
    """V4, V6, V7 by a moderator.

    ApplicationDecided when it does not wait (any more), DocumentsMissing before all required ones are
    approved, ReasonMissing, VersionMismatch.
    """
    if verdict != "approved" and reason is None:
        raise ReasonMissing
    async with transaction() as db:
        found = await queries.applications.lock_application(db, tutor_id)
        if found.state != "in_verification":
            raise ApplicationDecided
        if version is not None and version != found.version:
            raise VersionMismatch(version=found.version)
        lacking = unproved(_states(await queries.documents.current_of(db, tutor_id)))
        if verdict == "approved" and lacking:
            raise DocumentsMissing(kinds=lacking)
        moderator = Actor("moderator", moderator_id)
        code = None if verdict == "approved" else reason
        await turn(db, found, verdict, actor=moderator, reason=code, note=note)
        await audit.record(
            db,
            f"documents.application_{verdict}",
            subject=f"user:{tutor_id}",
            actor_id=moderator_id,
            reason=code or "",
        )
        metrics.domain.labels("documents.VerificationDecided").inc()
        return await queries.applications.lock_application(db, tutor_id)


def _states(documents: list[Document]) -> dict[Kind, DocumentState]:
    return {each.kind: each.state for each in documents}


async def tell_accounts(tutor_id: UUID) -> None:
    """Make the tutor's profile follow his application: what counts is how it stands now."""
    told = None
    while told != (told := (stands := await application(tutor_id)).state):
        if stands.state == "in_verification":
            await accounts.start_verification(tutor_id=tutor_id)
        elif stands.state != "draft":
            await accounts.decide_verification(
                tutor_id=tutor_id, verdict=stands.state, reapply_at=stands.reapply_at
            )


async def purge_abandoned() -> None:
    """V1: the files of a draft nobody has touched for 180 days are kept no longer."""
    now = clock.now()
    async with transaction() as db:
        for each in await queries.applications.abandoned(db, before=now - DRAFT_KEPT, limit=AT_ONCE):
            for document in await queries.documents.current_of(db, each.tutor_id):
                await queries.documents.replace(db, document.id, purge_at=now)
