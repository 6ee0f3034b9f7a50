"""Every statement of notifications."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Message
from tutorium.platform.db import Db, execute, fetch_optional, fetch_value


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


async def delete_messages(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM notifications.message WHERE recipient_id = $1", user_id)
