"""Statements about documents and their history."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.documents.model import Actor, Change, Document, DocumentState, Kind, Step
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.ids import new_id


async def document(db: Db, document_id: UUID) -> Document | None:
    return await fetch_optional(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE id = $1
        """,
        document_id,
    )


async def lock_document(db: Db, document_id: UUID) -> Document | None:
    """A document, until the end of the transaction nobody else's; locked after its application."""
    return await fetch_optional(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE id = $1 FOR UPDATE
        """,
        document_id,
    )


async def documents_of(db: Db, tutor_id: UUID) -> list[Document]:
    """All of a tutor's documents, the latest first."""
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE tutor_id = $1 ORDER BY uploaded_at DESC, id
        """,
        tutor_id,
    )


async def kept(db: Db) -> list[Document]:
    """All documents whose files are kept, for the check of their bytes."""
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE sealed_key IS NOT NULL ORDER BY id
        """,
    )


async def current_of(db: Db, tutor_id: UUID) -> list[Document]:
    """A tutor's latest document of each kind."""
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE tutor_id = $1 AND current ORDER BY kind
        """,
        tutor_id,
    )


async def uploads_since(db: Db, tutor_id: UUID, since: datetime) -> int:
    counted = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM documents.document WHERE tutor_id = $1 AND uploaded_at > $2",
        tutor_id,
        since,
    )
    return counted or 0


async def tries_since(db: Db, tutor_id: UUID, kind: Kind, since: datetime) -> int:
    """How many uploads of a kind were sent to be checked."""
    counted = await fetch_value(
        db,
        int,
        """SELECT count(*) FROM documents.document
        WHERE tutor_id = $1 AND kind = $2 AND sent_at > $3""",
        tutor_id,
        kind,
        since,
    )
    return counted or 0


async def replace(db: Db, document_id: UUID, *, purge_at: datetime | None) -> None:
    """A newer upload of the kind stands in its place; what nobody will decide on is kept no longer."""
    await execute(
        db,
        """
        UPDATE documents.document SET current = false, purge_at = coalesce(purge_at, $2),
            version = version + 1
        WHERE id = $1
        """,
        document_id,
        purge_at,
    )


async def drop_unchecked(db: Db, tutor_id: UUID, *, now: datetime) -> None:
    """The tutor's files that nobody is checking are kept no longer; those not decided on count no more."""
    await execute(
        db,
        """
        UPDATE documents.document SET purge_at = $2,
            current = current AND state NOT IN ('uploaded', 'queued'), version = version + 1
        WHERE tutor_id = $1 AND purged_at IS NULL
          AND state NOT IN ('scanning', 'sent', 'in_review', 'manual_review')
        """,
        tutor_id,
        now,
    )


async def insert_document(db: Db, new: Document) -> None:
    await execute(
        db,
        """
        INSERT INTO documents.document (id, tutor_id, kind, attempt, current, state, media_type, size,
            sha256, sealed_key, uploaded_at)
        VALUES ($1, $2, $3, $4, true, $5, $6, $7, $8, $9, $10)
        """,
        new.id,
        new.tutor_id,
        new.kind,
        new.attempt,
        new.state,
        new.media_type,
        new.size,
        new.sha256,
        new.sealed_key,
        new.uploaded_at,
    )


async def move(db: Db, document: Document, to: DocumentState, change: Change) -> bool:
    """False when the document is no longer at this state and version."""
    return bool(
        await execute(
            db,
            """
            UPDATE documents.document SET state = $4, version = version + 1,
                pages = coalesce($5, pages), sent_at = coalesce($6, sent_at),
                deadline_at = coalesce($7, deadline_at), requests = coalesce($8, requests),
                sequence = coalesce($9, sequence), reason_codes = coalesce($10, reason_codes),
                note = coalesce($11, note), issued_on = coalesce($12, issued_on),
                valid_until = coalesce($13, valid_until), number_last4 = coalesce($14, number_last4),
                name_match = coalesce($15, name_match), decided_at = coalesce($16, decided_at),
                decided_by = coalesce($17, decided_by), purge_at = coalesce($18, purge_at)
            WHERE id = $1 AND state = $2 AND version = $3
            """,
            document.id,
            document.state,
            document.version,
            to,
            change.pages,
            change.sent_at,
            change.deadline_at,
            change.requests,
            change.sequence,
            change.reason_codes,
            change.note,
            change.issued_on,
            change.valid_until,
            change.number_last4,
            change.name_match,
            change.decided_at,
            change.decided_by,
            change.purge_at,
        )
    )


async def asked_again(db: Db, document_id: UUID, *, requests: int) -> None:
    await execute(
        db,
        "UPDATE documents.document SET requests = $2, version = version + 1 WHERE id = $1",
        document_id,
        requests,
    )


async def note_sequence(db: Db, document_id: UUID, sequence: int) -> None:
    await execute(
        db,
        "UPDATE documents.document SET sequence = $2, version = version + 1 WHERE id = $1",
        document_id,
        sequence,
    )


async def write_history(
    db: Db,
    *,
    tutor_id: UUID,
    document_id: UUID | None,
    at: datetime,
    from_state: str | None,
    to_state: str,
    actor: Actor,
    reason_codes: list[str],
    data: dict[str, object],
) -> None:
    await execute(
        db,
        """
        INSERT INTO documents.document_event (id, tutor_id, document_id, at, from_state, to_state,
            actor_kind, actor_id, reason_codes, data)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        new_id(),
        tutor_id,
        document_id,
        at,
        from_state,
        to_state,
        actor.kind,
        actor.id,
        reason_codes,
        data,
    )


async def history(db: Db, tutor_id: UUID) -> list[Step]:
    """The steps of a tutor's application and documents, the oldest first; ignored replies are left out."""
    return await fetch_all(
        db,
        Step,
        """
        SELECT e.at, e.document_id, d.kind, e.from_state, e.to_state, e.actor_kind, e.reason_codes
        FROM documents.document_event e LEFT JOIN documents.document d ON d.id = e.document_id
        WHERE e.tutor_id = $1 AND e.from_state IS DISTINCT FROM e.to_state ORDER BY e.id
        """,
        tutor_id,
    )


async def unfinished(db: Db, *, before: datetime, limit: int) -> list[Document]:
    """Uploads whose looking-through should have ended long ago, and good ones that were not sent."""
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document
        WHERE current AND state IN ('uploaded', 'scanning') AND uploaded_at < $1
        ORDER BY uploaded_at LIMIT $2
        """,
        before,
        limit,
    )


async def to_purge(db: Db, *, now: datetime, limit: int) -> list[Document]:
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document WHERE purged_at IS NULL AND purge_at <= $1
        ORDER BY purge_at LIMIT $2
        """,
        now,
        limit,
    )


async def purge(db: Db, document_id: UUID, *, now: datetime) -> bool:
    """Destroy the key; False when it is destroyed already."""
    return bool(
        await execute(
            db,
            """
            UPDATE documents.document SET sealed_key = NULL, purged_at = $2, version = version + 1
            WHERE id = $1 AND purged_at IS NULL
            """,
            document_id,
            now,
        )
    )


async def ending(db: Db, *, until: date, limit: int) -> list[Document]:
    """Good documents that end by this day, or have ended."""
    return await fetch_all(
        db,
        Document,
        """
        SELECT id, tutor_id, kind, attempt, current, state, media_type, size, sha256, sealed_key, pages,
               uploaded_at, sent_at, deadline_at, requests, sequence, reason_codes, note, issued_on,
               valid_until, number_last4, name_match, decided_at, decided_by, purge_at, purged_at, version
        FROM documents.document
        WHERE state IN ('approved', 'expiring') AND valid_until <= $1
        ORDER BY valid_until LIMIT $2
        """,
        until,
        limit,
    )
