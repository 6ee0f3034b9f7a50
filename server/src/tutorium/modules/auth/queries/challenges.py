"""Statements about the challenges that passkeys answer."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.factors import ChallengePurpose
from tutorium.platform.db import Db, execute


async def insert_challenge(
    db: Db,
    challenge: bytes,
    purpose: ChallengePurpose,
    *,
    session_id: UUID | None,
    expires_at: datetime,
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.challenge (challenge, purpose, session_id, expires_at) VALUES ($1, $2, $3, $4)
        """,
        challenge,
        purpose,
        session_id,
        expires_at,
    )


async def use_challenge(
    db: Db, challenge: bytes, purpose: ChallengePurpose, *, session_id: UUID | None, now: datetime
) -> bool:
    """Of many who answer one challenge, one gets True."""
    return bool(
        await execute(
            db,
            """
            DELETE FROM auth.challenge
            WHERE challenge = $1 AND purpose = $2 AND session_id IS NOT DISTINCT FROM $3::uuid
              AND expires_at > $4
            """,
            challenge,
            purpose,
            session_id,
            now,
        )
    )


async def delete_old_challenges(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.challenge WHERE expires_at < $1", before)
