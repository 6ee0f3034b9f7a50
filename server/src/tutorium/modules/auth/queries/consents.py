"""Statements about consents."""

from datetime import datetime
from uuid import UUID

from tutorium.modules.auth.model.consents import ConsentText
from tutorium.platform.db import Db, execute
from tutorium.platform.ids import new_id


async def insert_consent(
    db: Db, user_id: UUID, current: ConsentText, *, shown_version: str, address: str, now: datetime
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.consent
            (id, user_id, kind, shown_version, text_version, text_hash, method, address, given_at)
        VALUES ($1, $2, $3, $4, $5, $6, 'registration_form', $7, $8)
        """,
        new_id(),
        user_id,
        current.kind,
        shown_version,
        current.version,
        current.hash,
        address,
        now,
    )
