"""Statements about consents: rows are added and withdrawn, never changed."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.consents import Consent, ConsentKind, Edition, Method
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional
from tutorium.platform.ids import new_id
from tutorium.platform.request import origin


async def insert_consent(
    db: Db,
    user_id: UUID,
    kind: ConsentKind,
    current: Edition,
    *,
    shown_version: str,
    method: Method,
    now: datetime,
    subject_id: UUID | None = None,
) -> None:
    """The address and the browser are those of the request being answered."""
    await execute(
        db,
        """
        INSERT INTO auth.consent
            (id, user_id, kind, subject_id, shown_version, text_version, text_hash, method, address, agent,
             given_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        new_id(),
        user_id,
        kind,
        subject_id,
        shown_version,
        current.version,
        current.hash,
        method,
        origin().address,
        origin().agent,
        now,
    )


async def consents(db: Db, user_id: UUID) -> list[Consent]:
    """Everything a user has agreed to, the oldest first, withdrawn or not."""
    return await fetch_all(
        db,
        Consent,
        """
        SELECT id, kind, subject_id, shown_version, text_version, text_hash, method, address, agent, given_at,
               withdrawn_at
        FROM auth.consent WHERE user_id = $1 ORDER BY given_at, id
        """,
        user_id,
    )


async def standing(db: Db, user_id: UUID, kind: ConsentKind, subject_id: UUID | None) -> Consent | None:
    """The latest consent of this kind that has not been withdrawn."""
    return await fetch_optional(
        db,
        Consent,
        """
        SELECT id, kind, subject_id, shown_version, text_version, text_hash, method, address, agent, given_at,
               withdrawn_at
        FROM auth.consent
        WHERE user_id = $1 AND kind = $2 AND subject_id IS NOT DISTINCT FROM $3::uuid AND withdrawn_at IS NULL
        ORDER BY given_at DESC, id DESC LIMIT 1
        """,
        user_id,
        kind,
        subject_id,
    )


async def withdraw(
    db: Db, user_id: UUID, kind: ConsentKind, subject_id: UUID | None, *, now: datetime
) -> bool:
    """False when there was nothing to withdraw."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.consent SET withdrawn_at = $4
            WHERE user_id = $1 AND kind = $2 AND subject_id IS NOT DISTINCT FROM $3::uuid
              AND withdrawn_at IS NULL
            """,
            user_id,
            kind,
            subject_id,
            now,
        )
    )


async def withdraw_all(db: Db, user_id: UUID, *, now: datetime) -> None:
    """What erasing the account withdraws."""
    await execute(
        db,
        "UPDATE auth.consent SET withdrawn_at = $2 WHERE user_id = $1 AND withdrawn_at IS NULL",
        user_id,
        now,
    )


async def delete_old_proofs(db: Db, *, erased_before: datetime) -> int:
    """Consents of users erased so long ago that nobody can sue any more."""
    return await execute(
        db,
        """
        DELETE FROM auth.consent c USING auth.user u WHERE u.id = c.user_id AND u.erased_at < $1
        """,
        erased_before,
    )
