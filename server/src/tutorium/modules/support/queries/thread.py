"""Statements about messages, notes and attachments."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from tutorium.modules.support.model.ticket import Attachment, AuthorRole, Message
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def insert_message(
    db: Db,
    *,
    message_id: UUID,
    command_id: UUID,
    ticket_id: UUID,
    internal: bool,
    author_id: UUID | None,
    author_role: AuthorRole,
    text: str,
    now: datetime,
) -> None:
    """A message with the next number of its kind, of a ticket that the caller has locked."""
    await execute(
        db,
        """WITH counted AS (
            UPDATE support.ticket SET
                messages_count = messages_count + (NOT $4::boolean)::int,
                notes_count = notes_count + $4::boolean::int,
                last_message_at = CASE WHEN $4 THEN last_message_at ELSE $8 END,
                version = version + 1
            WHERE id = $3 RETURNING messages_count, notes_count)
        INSERT INTO support.message
            (id, command_id, ticket_id, internal, number, author_id, author_role, text, created_at)
        SELECT $1, $2, $3, $4, CASE WHEN $4 THEN notes_count ELSE messages_count END, $5, $6, $7, $8
        FROM counted""",
        message_id,
        command_id,
        ticket_id,
        internal,
        author_id,
        author_role,
        text,
        now,
    )


async def message_exists(db: Db, command_id: UUID) -> bool:
    """Whether a command has written its message already."""
    found = await fetch_value(
        db, bool, "SELECT EXISTS (SELECT FROM support.message WHERE command_id = $1)", command_id
    )
    return bool(found)


async def messages(db: Db, ticket_id: UUID, *, notes: bool) -> list[Message]:
    """The thread in its order, with or without the notes of the desk."""
    return await fetch_all(
        db,
        Message,
        """SELECT id, ticket_id, number, internal, author_id, author_role, text, created_at
        FROM support.message WHERE ticket_id = $1 AND (NOT internal OR $2) ORDER BY created_at, id""",
        ticket_id,
        notes,
    )


async def written_since(db: Db, author_id: UUID, since: datetime) -> int:
    """How many messages somebody has written since then."""
    counted = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM support.message WHERE author_id = $1 AND created_at > $2",
        author_id,
        since,
    )
    return counted or 0


async def uploaded_since(db: Db, owner_id: UUID, since: datetime) -> int:
    """How many files somebody has chosen since then."""
    counted = await fetch_value(
        db,
        int,
        "SELECT count(*) FROM support.attachment WHERE owner_id = $1 AND created_at > $2",
        owner_id,
        since,
    )
    return counted or 0


async def insert_attachment(db: Db, new: Attachment, command_id: UUID) -> None:
    """A file that waits for its message."""
    await execute(
        db,
        """INSERT INTO support.attachment (id, command_id, owner_id, name, media_type, size, key, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)""",
        new.id,
        command_id,
        new.owner_id,
        new.name,
        new.media_type,
        new.size,
        new.key,
        new.created_at,
    )


async def attachment_by_command(db: Db, command_id: UUID) -> Attachment | None:
    """The attachment that a command made."""
    return await fetch_optional(
        db,
        Attachment,
        """SELECT id, owner_id, ticket_id, message_id, name, media_type, size, key, created_at
        FROM support.attachment WHERE command_id = $1""",
        command_id,
    )


async def attach(
    db: Db, *, owner_id: UUID | None, ids: Sequence[UUID], ticket_id: UUID, message_id: UUID
) -> int:
    """Bind files that wait to a message; how many of them did."""
    return await execute(
        db,
        """UPDATE support.attachment SET ticket_id = $3, message_id = $4
        WHERE owner_id = $1 AND id = ANY ($2) AND message_id IS NULL""",
        owner_id,
        list(ids),
        ticket_id,
        message_id,
    )


async def attachments(db: Db, ticket_id: UUID, *, notes: bool) -> list[Attachment]:
    """The files of a thread, with or without those of notes."""
    return await fetch_all(
        db,
        Attachment,
        """SELECT a.id, a.owner_id, a.ticket_id, a.message_id, a.name, a.media_type, a.size, a.key,
            a.created_at
        FROM support.attachment a JOIN support.message m ON m.id = a.message_id
        WHERE a.ticket_id = $1 AND (NOT m.internal OR $2) ORDER BY a.created_at, a.id""",
        ticket_id,
        notes,
    )


async def attachment_for(db: Db, attachment_id: UUID, *, viewer_id: UUID, agent: bool) -> Attachment | None:
    """A file its owner, the customer of its ticket (unless it belongs to a note) or an agent may have."""
    return await fetch_optional(
        db,
        Attachment,
        """SELECT a.id, a.owner_id, a.ticket_id, a.message_id, a.name, a.media_type, a.size, a.key,
            a.created_at
        FROM support.attachment a
        LEFT JOIN support.message m ON m.id = a.message_id
        LEFT JOIN support.ticket t ON t.id = a.ticket_id
        WHERE a.id = $1
            AND (a.owner_id = $2 OR t.user_id = $2 AND NOT m.internal OR $3 AND m.id IS NOT NULL)""",
        attachment_id,
        viewer_id,
        agent,
    )


async def drop_waiting(db: Db, *, before: datetime) -> list[str]:
    """Forget files that no message has taken; the keys of their bytes."""
    dropped = await fetch_value(
        db,
        list[str],
        """WITH gone AS (
            DELETE FROM support.attachment WHERE message_id IS NULL AND created_at < $1 RETURNING key)
        SELECT coalesce(jsonb_agg(key), '[]') FROM gone""",
        before,
    )
    return dropped or []
