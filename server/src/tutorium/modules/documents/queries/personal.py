"""What documents knows of a person, and how it is forgotten."""

from typing import Any
from uuid import UUID

from tutorium.platform.db import Db, execute, fetch_value


async def applications_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT state, teaches_minors, tax_status, submitted_at, reason_code, note, decided_at, reapply_at
            FROM documents.application WHERE tutor_id = $1) r""",
        user_id,
    )


async def documents_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, kind, attempt, state, media_type, size, sha256, uploaded_at, sent_at, reason_codes,
                note, issued_on, valid_until, number_last4, decided_at, purged_at
            FROM documents.document WHERE tutor_id = $1 ORDER BY uploaded_at) r""",
        user_id,
    )


async def events_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT document_id, at, from_state, to_state, actor_kind, reason_codes
            FROM documents.document_event WHERE tutor_id = $1 ORDER BY at) r""",
        user_id,
    )


async def forget_history(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM documents.document_event WHERE tutor_id = $1", user_id)


async def forget_documents(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM documents.document WHERE tutor_id = $1", user_id)


async def forget_application(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM documents.application WHERE tutor_id = $1", user_id)
