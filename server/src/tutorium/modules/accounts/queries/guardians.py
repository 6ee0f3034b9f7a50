"""Statements about children and about guardians of those who have a login."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.accounts.model import Child
from tutorium.modules.accounts.model.guardianship import Guardianship, Side
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value


async def change_child(
    db: Db, guardian_id: UUID, child_id: UUID, *, full_name: str | None, birth_date: date | None
) -> Child | None:
    """The child with the values given; None unless it is this guardian's."""
    return await fetch_optional(
        db,
        Child,
        """
        UPDATE accounts.child SET full_name = coalesce($3, full_name), birth_date = coalesce($4, birth_date)
        WHERE guardian_id = $1 AND id = $2
        RETURNING id, guardian_id, full_name, birth_date
        """,
        guardian_id,
        child_id,
        full_name,
        birth_date,
    )


async def delete_child(db: Db, guardian_id: UUID, child_id: UUID) -> bool:
    return bool(
        await execute(
            db, "DELETE FROM accounts.child WHERE guardian_id = $1 AND id = $2", guardian_id, child_id
        )
    )


async def insert_invitation(
    db: Db,
    *,
    guardianship_id: UUID,
    guardian_id: UUID | None,
    learner_id: UUID | None,
    invited_by: Side,
    email: str,
    token_hash: bytes,
    now: datetime,
    expires_at: datetime,
) -> None:
    """Does nothing when this invitation is there already."""
    await execute(
        db,
        """
        INSERT INTO accounts.guardianship
            (id, guardian_id, learner_id, invited_by, invited_email, token_hash, state, created_at,
             expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'invited', $7, $8) ON CONFLICT (id) DO NOTHING
        """,
        guardianship_id,
        guardian_id,
        learner_id,
        invited_by,
        email,
        token_hash,
        now,
        expires_at,
    )


async def lock_profile(db: Db, user_id: UUID) -> None:
    """What one person does at the same moment waits in line."""
    await execute(db, "SELECT user_id FROM accounts.profile WHERE user_id = $1 FOR UPDATE", user_id)


async def invitations_since(db: Db, user_id: UUID, *, since: datetime) -> int:
    """How many invitations this user has written since then."""
    found = await fetch_value(
        db,
        int,
        """
        SELECT count(*) FROM accounts.guardianship
        WHERE created_at > $2
          AND (guardian_id = $1 AND invited_by = 'guardian' OR learner_id = $1 AND invited_by = 'learner')
        """,
        user_id,
        since,
    )
    return found or 0


async def guardianship(db: Db, guardianship_id: UUID) -> Guardianship | None:
    """For the system itself; people get theirs by `guardianship_of`."""
    return await fetch_optional(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE id = $1
        """,
        guardianship_id,
    )


async def guardianship_of(db: Db, user_id: UUID, guardianship_id: UUID) -> Guardianship | None:
    """A guardianship of which the user is one side."""
    return await fetch_optional(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE id = $2 AND (guardian_id = $1 OR learner_id = $1)
        """,
        user_id,
        guardianship_id,
    )


async def guardianships_of(db: Db, user_id: UUID) -> list[Guardianship]:
    """All of a user's, the newest first."""
    return await fetch_all(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE guardian_id = $1 OR learner_id = $1
        ORDER BY created_at DESC, id DESC LIMIT 50
        """,
        user_id,
    )


async def active(db: Db, guardian_id: UUID, learner_id: UUID) -> Guardianship | None:
    return await fetch_optional(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE guardian_id = $1 AND learner_id = $2 AND state = 'active'
        """,
        guardian_id,
        learner_id,
    )


async def active_of(db: Db, user_id: UUID) -> list[Guardianship]:
    """The bonds of a user, on either side, that hold now; the oldest first."""
    return await fetch_all(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE (guardian_id = $1 OR learner_id = $1) AND state = 'active'
        ORDER BY started_at, id
        """,
        user_id,
    )


async def invitation(db: Db, token_hash: bytes, *, now: datetime) -> Guardianship | None:
    """The invitation with this token, while it can be answered."""
    return await fetch_optional(
        db,
        Guardianship,
        """
        SELECT id, guardian_id, learner_id, invited_by, invited_email, state, created_at, expires_at,
               started_at, ended_at
        FROM accounts.guardianship WHERE token_hash = $1 AND state = 'invited' AND expires_at > $2
        """,
        token_hash,
        now,
    )


async def start(db: Db, guardianship_id: UUID, *, guardian_id: UUID, learner_id: UUID, now: datetime) -> bool:
    """Of many who accept one invitation one succeeds; the address it went to is forgotten."""
    return bool(
        await execute(
            db,
            """
            UPDATE accounts.guardianship SET state = 'active', guardian_id = $2, learner_id = $3,
                started_at = $4, token_hash = NULL, invited_email = NULL
            WHERE id = $1 AND state = 'invited' AND expires_at > $4
            """,
            guardianship_id,
            guardian_id,
            learner_id,
            now,
        )
    )


async def decline(db: Db, guardianship_id: UUID, *, now: datetime) -> bool:
    """The invitation is answered with no, or taken back."""
    return bool(
        await execute(
            db,
            """
            UPDATE accounts.guardianship SET state = 'declined', ended_at = $2, token_hash = NULL,
                invited_email = NULL
            WHERE id = $1 AND state = 'invited'
            """,
            guardianship_id,
            now,
        )
    )


async def end(db: Db, guardianship_id: UUID, *, by: str, now: datetime) -> bool:
    return bool(
        await execute(
            db,
            """
            UPDATE accounts.guardianship SET state = 'ended', ended_at = $3, ended_by = $2
            WHERE id = $1 AND state = 'active'
            """,
            guardianship_id,
            by,
            now,
        )
    )


async def expire_invitations(db: Db, *, now: datetime) -> int:
    """Invitations nobody answered: the addresses they went to are forgotten."""
    return await execute(
        db,
        """
        UPDATE accounts.guardianship SET state = 'expired', ended_at = $1, token_hash = NULL,
            invited_email = NULL
        WHERE state = 'invited' AND expires_at <= $1
        """,
        now,
    )


async def grown_up(db: Db, *, born_until: date, limit: int) -> list[Guardianship]:
    """Bonds that hold though the young person has come of age."""
    return await fetch_all(
        db,
        Guardianship,
        """
        SELECT g.id, g.guardian_id, g.learner_id, g.invited_by, g.invited_email, g.state, g.created_at,
               g.expires_at, g.started_at, g.ended_at
        FROM accounts.guardianship g JOIN accounts.profile p ON p.user_id = g.learner_id
        WHERE g.state = 'active' AND p.birth_date <= $1 ORDER BY g.id LIMIT $2
        """,
        born_until,
        limit,
    )
