"""Statements about messages and how far they have come."""

from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Delivery, Message, MessageState, Undelivered
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_message(db: Db, message: Message) -> bool:
    """False when this message is there already."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO notifications.message
                (id, operation, recipient_id, about, state, channel, created_at, useful_until)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING
            """,
            message.id,
            message.operation,
            message.recipient_id,
            message.about,
            message.state,
            message.channel,
            message.created_at,
            message.useful_until,
        )
    )


async def message(db: Db, message_id: UUID) -> Message | None:
    return await fetch_optional(
        db,
        Message,
        """
        SELECT id, operation, recipient_id, about, state, channel, attempts, created_at, useful_until
        FROM notifications.message WHERE id = $1
        """,
        message_id,
    )


async def note_sending(db: Db, message_id: UUID) -> bool:
    """False when somebody else is sending it, or has."""
    return bool(
        await execute(
            db,
            "UPDATE notifications.message SET state = 'sending' WHERE id = $1 AND state = 'queued'",
            message_id,
        )
    )


async def note_sent(db: Db, message_id: UUID, *, now: datetime) -> bool:
    """False when it was noted before. Whoever was thought dead while sending, and was not, is believed."""
    return bool(
        await execute(
            db,
            """
            UPDATE notifications.message
            SET state = 'sent', attempts = attempts + 1, last_error = NULL, sent_at = $2
            WHERE id = $1 AND state IN ('queued', 'sending', 'unknown')
            """,
            message_id,
            now,
        )
    )


async def note_failure(db: Db, message_id: UUID, error: str, *, state: MessageState) -> bool:
    """False when another worker has sent it meanwhile."""
    return bool(
        await execute(
            db,
            """
            UPDATE notifications.message SET state = $3, attempts = attempts + 1, last_error = $2
            WHERE id = $1 AND state IN ('queued', 'sending')
            """,
            message_id,
            error,
            state,
        )
    )


async def note_left_out(db: Db, message_id: UUID, *, state: MessageState) -> None:
    """It is not sent: not wanted, of no use any more, or nobody knows whether it was."""
    await execute(
        db,
        "UPDATE notifications.message SET state = $2 WHERE id = $1 AND state IN ('queued', 'sending')",
        message_id,
        state,
    )


async def messages_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """Which messages went when; their words are not kept."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, operation, about, channel, state, created_at, sent_at
            FROM notifications.message WHERE recipient_id = $1 ORDER BY created_at) r""",
        user_id,
    )


async def delete_messages(db: Db, user_id: UUID) -> int:
    return await execute(db, "DELETE FROM notifications.message WHERE recipient_id = $1", user_id)


async def delivery(db: Db) -> Delivery:
    found = await fetch_optional(
        db,
        Delivery,
        """
        SELECT (SELECT count(*) FROM notifications.message WHERE state IN ('queued', 'sending')) AS waiting,
               (SELECT min(created_at) FROM notifications.message
                WHERE state IN ('queued', 'sending')) AS oldest_at,
               (SELECT count(*) FROM notifications.message WHERE state = 'dead') AS dead,
               (SELECT max(sent_at) FROM notifications.message WHERE channel <> 'centre') AS last_sent_at,
               (SELECT count(*) FROM notifications.customer WHERE told_version < version) AS customers_untold
        """,
    )
    return found or Delivery(0, None, 0, None, 0)


async def undelivered(db: Db, limit: int) -> list[Undelivered]:
    return await fetch_all(
        db,
        Undelivered,
        """
        SELECT id, operation, channel, recipient_id, about, attempts, coalesce(last_error, '') AS reason,
               created_at
        FROM notifications.message WHERE state = 'dead' ORDER BY created_at DESC, id DESC LIMIT $1
        """,
        limit,
    )


async def revive(db: Db, message_id: UUID, *, now: datetime) -> bool:
    """False unless it was dead. Its three days begin anew."""
    return bool(
        await execute(
            db,
            """
            UPDATE notifications.message SET state = 'queued', attempts = 0, created_at = $2
            WHERE id = $1 AND state = 'dead'
            """,
            message_id,
            now,
        )
    )


async def drop_dead(db: Db, message_id: UUID) -> str | None:
    """The operation of the dead message that is gone now."""
    return await fetch_value(
        db,
        str,
        "DELETE FROM notifications.message WHERE id = $1 AND state = 'dead' RETURNING operation",
        message_id,
    )
