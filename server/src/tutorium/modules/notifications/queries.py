"""Every statement of notifications."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Kind, Message, Muted
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_message(db: Db, message: Message, *, now: datetime) -> bool:
    """False when this letter is there already."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO notifications.message (id, operation, recipient_id, about, state, created_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
            """,
            message.id,
            message.operation,
            message.recipient_id,
            message.about,
            message.state,
            now,
        )
    )


async def message(db: Db, message_id: UUID) -> Message | None:
    return await fetch_optional(
        db,
        Message,
        "SELECT id, operation, recipient_id, about, state FROM notifications.message WHERE id = $1",
        message_id,
    )


async def note_sent(db: Db, message_id: UUID, *, now: datetime) -> None:
    await execute(
        db,
        """
        UPDATE notifications.message
        SET state = 'sent', attempts = attempts + 1, last_error = NULL, sent_at = $2
        WHERE id = $1 AND state = 'queued'
        """,
        message_id,
        now,
    )


async def note_failure(db: Db, message_id: UUID, error: str, *, final: bool) -> None:
    await execute(
        db,
        """
        UPDATE notifications.message
        SET state = CASE WHEN $3 THEN 'dead' ELSE state END, attempts = attempts + 1, last_error = $2
        WHERE id = $1 AND state = 'queued'
        """,
        message_id,
        error,
        final,
    )


async def note_muted(db: Db, message_id: UUID) -> None:
    await execute(
        db,
        "UPDATE notifications.message SET state = 'muted' WHERE id = $1 AND state = 'queued'",
        message_id,
    )


async def muted(db: Db, user_id: UUID) -> list[Muted]:
    return await fetch_all(db, Muted, "SELECT kind FROM notifications.muted WHERE user_id = $1", user_id)


async def mute(db: Db, user_id: UUID, kinds: Sequence[Kind], *, now: datetime) -> None:
    """These kinds of letters and no others are not wanted; a kind keeps the moment it was muted."""
    await execute(
        db,
        "DELETE FROM notifications.muted WHERE user_id = $1 AND NOT kind = ANY ($2::text[])",
        user_id,
        kinds,
    )
    await execute(
        db,
        """
        INSERT INTO notifications.muted (user_id, kind, muted_at)
        SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING
        """,
        user_id,
        kinds,
        now,
    )


async def messages_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """Which letters went when; their words are not kept."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, operation, about, state, created_at, sent_at
            FROM notifications.message WHERE recipient_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def muted_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT kind, muted_at FROM notifications.muted WHERE user_id = $1 ORDER BY kind) r""",
        user_id,
    )


async def delete_muted(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM notifications.muted WHERE user_id = $1", user_id)


async def delete_messages(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM notifications.message WHERE recipient_id = $1", user_id)
