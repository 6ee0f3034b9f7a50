"""Statements about what people choose."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from tutorium.modules.notifications.model import Kind, Muted
from tutorium.modules.notifications.model.quiet import QuietHours
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


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


async def muted_notices(db: Db, user_id: UUID) -> list[Muted]:
    return await fetch_all(
        db, Muted, "SELECT kind FROM notifications.muted_notice WHERE user_id = $1", user_id
    )


async def mute_notices(db: Db, user_id: UUID, kinds: Sequence[Kind], *, now: datetime) -> None:
    """The same for what is behind the bell."""
    await execute(
        db,
        "DELETE FROM notifications.muted_notice WHERE user_id = $1 AND NOT kind = ANY ($2::text[])",
        user_id,
        kinds,
    )
    await execute(
        db,
        """
        INSERT INTO notifications.muted_notice (user_id, kind, muted_at)
        SELECT $1, unnest($2::text[]), $3 ON CONFLICT DO NOTHING
        """,
        user_id,
        kinds,
        now,
    )


async def quiet_hours(db: Db, user_id: UUID) -> QuietHours | None:
    return await fetch_optional(
        db, QuietHours, "SELECT starts, ends FROM notifications.quiet_hours WHERE user_id = $1", user_id
    )


async def set_quiet_hours(db: Db, user_id: UUID, hours: QuietHours | None, *, now: datetime) -> None:
    if hours is None:
        await execute(db, "DELETE FROM notifications.quiet_hours WHERE user_id = $1", user_id)
        return
    await execute(
        db,
        """
        INSERT INTO notifications.quiet_hours (user_id, starts, ends, chosen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (user_id) DO UPDATE
        SET starts = excluded.starts, ends = excluded.ends, chosen_at = excluded.chosen_at
        """,
        user_id,
        hours.starts,
        hours.ends,
        now,
    )


async def choices_copy(db: Db, user_id: UUID) -> list[dict[str, Any]] | None:
    """What is not wanted behind the bell, and the quiet hours."""
    return await fetch_value(
        db,
        list[dict[str, Any]],
        """SELECT coalesce(jsonb_agg(r), '[]') FROM (
            SELECT kind, NULL AS starts, NULL AS ends, muted_at AS chosen_at
            FROM notifications.muted_notice WHERE user_id = $1
            UNION ALL
            SELECT NULL, starts, ends, chosen_at FROM notifications.quiet_hours WHERE user_id = $1) r""",
        user_id,
    )


async def delete_choices(db: Db, user_id: UUID) -> int:
    notices = await execute(db, "DELETE FROM notifications.muted_notice WHERE user_id = $1", user_id)
    return notices + await execute(db, "DELETE FROM notifications.quiet_hours WHERE user_id = $1", user_id)


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
