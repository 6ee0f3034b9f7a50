"""Statements about passkeys."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.factors import Passkey
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional


async def insert_passkey(db: Db, passkey: Passkey, *, backup_eligible: bool) -> bool:
    """False when this credential is known already."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO auth.passkey
                (id, user_id, credential_id, public_key, sign_count, backup_eligible, backed_up, name,
                 created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (credential_id) DO NOTHING
            """,
            passkey.id,
            passkey.user_id,
            passkey.credential_id,
            passkey.public_key,
            passkey.sign_count,
            backup_eligible,
            passkey.backed_up,
            passkey.name,
            passkey.created_at,
        )
    )


async def passkeys_of(db: Db, user_id: UUID) -> list[Passkey]:
    return await fetch_all(
        db,
        Passkey,
        """
        SELECT id, user_id, credential_id, public_key, sign_count, backed_up, name, created_at, last_used_at
        FROM auth.passkey WHERE user_id = $1 ORDER BY id
        """,
        user_id,
    )


async def passkey_by_credential(db: Db, credential_id: bytes) -> Passkey | None:
    return await fetch_optional(
        db,
        Passkey,
        """
        SELECT id, user_id, credential_id, public_key, sign_count, backed_up, name, created_at, last_used_at
        FROM auth.passkey WHERE credential_id = $1
        """,
        credential_id,
    )


async def note_use(db: Db, passkey_id: UUID, *, sign_count: int, backed_up: bool, now: datetime) -> bool:
    """False when the passkey was removed meanwhile."""
    return bool(
        await execute(
            db,
            """
            UPDATE auth.passkey
            SET sign_count = greatest(sign_count, $2), backed_up = $3, last_used_at = $4 WHERE id = $1
            """,
            passkey_id,
            sign_count,
            backed_up,
            now,
        )
    )


async def rename_passkey(db: Db, passkey_id: UUID, user_id: UUID, name: str) -> bool:
    return bool(
        await execute(
            db,
            "UPDATE auth.passkey SET name = $3 WHERE id = $1 AND user_id = $2",
            passkey_id,
            user_id,
            name,
        )
    )


async def delete_passkey(db: Db, passkey_id: UUID, user_id: UUID) -> bool:
    return bool(
        await execute(db, "DELETE FROM auth.passkey WHERE id = $1 AND user_id = $2", passkey_id, user_id)
    )
