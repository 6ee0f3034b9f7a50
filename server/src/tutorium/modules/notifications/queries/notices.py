"""Statements about the centre on the site."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Notice
from tutorium.platform.db import Db, execute, fetch_all, fetch_value


async def insert_notice(db: Db, notice: Notice, *, user_id: UUID) -> bool:
    """False when it is there already."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO notifications.notice (id, user_id, operation, title, text, path, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING
            """,
            notice.id,
            user_id,
            notice.operation,
            notice.title,
            notice.text,
            notice.path,
            notice.created_at,
        )
    )


async def notices(
    db: Db, user_id: UUID, *, unread_only: bool, after: tuple[datetime, UUID] | None, limit: int
) -> list[Notice]:
    """The newest first; `after` is the last one already seen."""
    at, last = after or (None, None)
    return await fetch_all(
        db,
        Notice,
        """
        SELECT id, operation, title, text, path, created_at, read_at
        FROM notifications.notice
        WHERE user_id = $1 AND (NOT $2 OR read_at IS NULL)
          AND ($3::timestamptz IS NULL OR (created_at, id) < ($3, $4::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $5
        """,
        user_id,
        unread_only,
        at,
        last,
        limit,
    )


async def count_unread(db: Db, user_id: UUID) -> int:
    counted = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM notifications.notice WHERE user_id = $1 AND read_at IS NULL",
        user_id,
    )
    return counted or 0


async def note_read(db: Db, user_id: UUID, notice_ids: Sequence[UUID], *, now: datetime) -> int:
    """One that was read before keeps the moment."""
    return await execute(
        db,
        """
        UPDATE notifications.notice SET read_at = $3
        WHERE user_id = $1 AND id = ANY ($2::uuid[]) AND read_at IS NULL
        """,
        user_id,
        notice_ids,
        now,
    )


async def note_all_read(db: Db, user_id: UUID, *, until: datetime, now: datetime) -> int:
    """All that were there at that moment: what came since has not been seen."""
    return await execute(
        db,
        """
        UPDATE notifications.notice SET read_at = $3
        WHERE user_id = $1 AND read_at IS NULL AND created_at <= $2
        """,
        user_id,
        until,
        now,
    )


async def delete_old_notices(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM notifications.notice WHERE created_at < $1", before)


async def notices_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT operation, title, text, path, created_at, read_at
            FROM notifications.notice WHERE user_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def delete_notices(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM notifications.notice WHERE user_id = $1", user_id)
