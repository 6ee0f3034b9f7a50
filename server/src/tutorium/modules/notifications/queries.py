"""Every statement of notifications."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.notifications.model import Message
from tutorium.platform.db import Db, execute, fetch_optional


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
