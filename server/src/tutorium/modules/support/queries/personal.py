"""What support keeps of a person, and how it is forgotten."""

from typing import Any
from uuid import UUID

from tutorium.platform.db import Db, execute, fetch_value

Rows = list[dict[str, Any]]


async def tickets_copy(db: Db, user_id: UUID) -> Rows | None:
    return await fetch_value(
        db,
        Rows,
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT number, category, priority, subject, state, lesson_id, payment_id, document_id,
                subscription_id, resolution, reopen_count, rating, rating_comment, created_at
            FROM support.ticket WHERE user_id = $1 ORDER BY created_at, id) r""",
        user_id,
    )


async def messages_copy(db: Db, user_id: UUID) -> Rows | None:
    """The threads of the person's tickets without the notes of the desk, and what he wrote as an agent."""
    return await fetch_value(
        db,
        Rows,
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT t.number AS ticket, m.number, m.author_role, m.text, m.created_at
            FROM support.message m JOIN support.ticket t ON t.id = m.ticket_id
            WHERE t.user_id = $1 AND NOT m.internal OR m.author_id = $1 ORDER BY m.created_at, m.id) r""",
        user_id,
    )


async def attachments_copy(db: Db, user_id: UUID) -> Rows | None:
    return await fetch_value(
        db,
        Rows,
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT id, name, media_type, size, created_at
            FROM support.attachment WHERE owner_id = $1 ORDER BY created_at, id) r""",
        user_id,
    )


async def actions_copy(db: Db, user_id: UUID) -> Rows | None:
    return await fetch_value(
        db,
        Rows,
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT ticket_id, at, action, from_state, to_state, reason
            FROM support.ticket_event WHERE actor_id = $1 ORDER BY at, id) r""",
        user_id,
    )


async def editions_copy(db: Db, user_id: UUID) -> Rows | None:
    return await fetch_value(
        db,
        Rows,
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT slug, version, created_at
            FROM support.article_edition WHERE author_id = $1 ORDER BY created_at, slug) r""",
        user_id,
    )


async def drop_files(db: Db, user_id: UUID) -> list[str]:
    """Forget the person's files and those of his tickets; the keys of their bytes."""
    dropped = await fetch_value(
        db,
        list[str],
        """WITH gone AS (
            DELETE FROM support.attachment WHERE owner_id = $1
                OR ticket_id IN (SELECT id FROM support.ticket WHERE user_id = $1) RETURNING key)
        SELECT coalesce(jsonb_agg(key), '[]') FROM gone""",
        user_id,
    )
    return dropped or []


async def empty_messages(db: Db, user_id: UUID) -> int:
    """Take the words out of the person's threads, notes about him too."""
    return await execute(
        db,
        """UPDATE support.message SET text = ''
        WHERE ticket_id IN (SELECT id FROM support.ticket WHERE user_id = $1) AND text <> ''""",
        user_id,
    )


async def empty_steps(db: Db, user_id: UUID) -> int:
    """Take the words out of the history of his tickets."""
    return await execute(
        db,
        """UPDATE support.ticket_event SET reason = ''
        WHERE ticket_id IN (SELECT id FROM support.ticket WHERE user_id = $1) AND reason <> ''""",
        user_id,
    )


async def empty_tickets(db: Db, user_id: UUID) -> int:
    """Take the words out of his tickets; what they were about and how long they took stays."""
    return await execute(
        db,
        """UPDATE support.ticket SET subject = '', rating_comment = ''
        WHERE user_id = $1 AND (subject <> '' OR rating_comment <> '')""",
        user_id,
    )
