"""Statements about what has been verified of tutors."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from tutorium.modules.accounts.model.verification import VerifiedDocument
from tutorium.platform.db import Db, execute, fetch_all, fetch_value


async def verified_documents(db: Db, tutor_ids: list[UUID]) -> list[VerifiedDocument]:
    return await fetch_all(
        db,
        VerifiedDocument,
        """
        SELECT tutor_id, kind, verified_on, valid_until FROM accounts.verified_document
        WHERE tutor_id = ANY($1::uuid[]) ORDER BY tutor_id, kind
        """,
        tutor_ids,
    )


async def save_verified(
    db: Db, tutor_id: UUID, kind: str, *, verified_on: date, valid_until: date | None
) -> None:
    await execute(
        db,
        """
        INSERT INTO accounts.verified_document (tutor_id, kind, verified_on, valid_until)
        VALUES ($1, $2, $3, $4)
        ON CONFLICT (tutor_id, kind) DO UPDATE SET
            verified_on = excluded.verified_on, valid_until = excluded.valid_until
        """,
        tutor_id,
        kind,
        verified_on,
        valid_until,
    )


async def delete_verified(db: Db, tutor_id: UUID, kind: str) -> None:
    await execute(
        db, "DELETE FROM accounts.verified_document WHERE tutor_id = $1 AND kind = $2", tutor_id, kind
    )


async def touch(db: Db, tutor_id: UUID) -> None:
    """What others copy of the tutor is different now: they tell by the version."""
    await execute(db, "UPDATE accounts.tutor_profile SET version = version + 1 WHERE tutor_id = $1", tutor_id)


async def reapply_at(db: Db, tutor_id: UUID) -> datetime | None:
    return await fetch_value(
        db, datetime, "SELECT reapply_at FROM accounts.tutor_profile WHERE tutor_id = $1", tutor_id
    )


async def set_reapply_at(db: Db, tutor_id: UUID, moment: datetime | None) -> None:
    await execute(
        db, "UPDATE accounts.tutor_profile SET reapply_at = $2 WHERE tutor_id = $1", tutor_id, moment
    )


async def verified_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT kind, verified_on, valid_until
            FROM accounts.verified_document WHERE tutor_id = $1 ORDER BY kind) r""",
        user_id,
    )


async def forget_verified(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM accounts.verified_document WHERE tutor_id = $1", user_id)
