"""Every statement of auth."""

from datetime import date, datetime
from uuid import UUID

from tutorium.modules.auth.model import Attempts, LettersSent, Purpose, SessionRow, User
from tutorium.modules.auth.model.consents import ConsentText
from tutorium.platform.db import Db, execute, fetch_all, fetch_optional, fetch_value
from tutorium.platform.identity import Role
from tutorium.platform.ids import new_id


async def insert_user(
    db: Db,
    *,
    user_id: UUID,
    email: str,
    password_hash: str,
    role: Role,
    full_name: str,
    birth_date: date,
    timezone: str,
    locale: str,
    now: datetime,
) -> bool:
    """False when the address is taken, whatever the case of its letters."""
    return bool(
        await execute(
            db,
            """
            INSERT INTO auth.user
                (id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at)
            VALUES ($1, $2, $3, ARRAY[$4::text], $5, $6, $7, $8, $9)
            ON CONFLICT (lower(email)) DO NOTHING
            """,
            user_id,
            email,
            password_hash,
            role,
            full_name,
            birth_date,
            timezone,
            locale,
            now,
        )
    )


async def user_by_email(db: Db, email: str) -> User | None:
    return await fetch_optional(
        db,
        User,
        """
        SELECT id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at,
               email_confirmed_at, epoch
        FROM auth.user WHERE lower(email) = lower($1)
        """,
        email,
    )


async def users(db: Db, user_ids: list[UUID]) -> list[User]:
    return await fetch_all(
        db,
        User,
        """
        SELECT id, email, password_hash, roles, full_name, birth_date, timezone, locale, created_at,
               email_confirmed_at, epoch
        FROM auth.user WHERE id = ANY($1::uuid[])
        """,
        user_ids,
    )


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


async def confirm_email(db: Db, user_id: UUID, *, now: datetime) -> int | None:
    """The user's new epoch; None when the address was confirmed before."""
    return await fetch_value(
        db,
        int,
        """
        UPDATE auth.user SET email_confirmed_at = $2, epoch = epoch + 1
        WHERE id = $1 AND email_confirmed_at IS NULL
        RETURNING epoch
        """,
        user_id,
        now,
    )


async def set_password(db: Db, user_id: UUID, password_hash: str) -> int | None:
    """The user's new epoch."""
    return await fetch_value(
        db,
        int,
        "UPDATE auth.user SET password_hash = $2, epoch = epoch + 1 WHERE id = $1 RETURNING epoch",
        user_id,
        password_hash,
    )


async def rehash_password(db: Db, user_id: UUID, *, old: str, new: str) -> None:
    """Store the same password hashed with today's parameters, unless it has changed meanwhile."""
    await execute(
        db,
        "UPDATE auth.user SET password_hash = $3 WHERE id = $1 AND password_hash = $2",
        user_id,
        old,
        new,
    )


async def insert_token(
    db: Db,
    *,
    token_id: UUID,
    user_id: UUID,
    purpose: Purpose,
    token_hash: bytes,
    now: datetime,
    expires_at: datetime,
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.token (id, user_id, purpose, token_hash, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        token_id,
        user_id,
        purpose,
        token_hash,
        now,
        expires_at,
    )


async def letters_sent(
    db: Db, user_id: UUID, purpose: Purpose, *, hour_ago: datetime, day_ago: datetime
) -> LettersSent | None:
    return await fetch_optional(
        db,
        LettersSent,
        """
        SELECT count(*) FILTER (WHERE created_at > $3) AS within_hour, count(*) AS within_day
        FROM auth.token WHERE user_id = $1 AND purpose = $2 AND created_at > $4
        """,
        user_id,
        purpose,
        hour_ago,
        day_ago,
    )


async def token_user(db: Db, token_hash: bytes, purpose: Purpose, *, now: datetime) -> UUID | None:
    """Whose token this is, if it could be used now."""
    return await fetch_value(
        db,
        UUID,
        """
        SELECT user_id FROM auth.token
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        """,
        token_hash,
        purpose,
        now,
    )


async def use_token(db: Db, token_hash: bytes, purpose: Purpose, *, now: datetime) -> UUID | None:
    """Whose token this was; None when it is unknown, expired or used: of many callers one gets the user."""
    return await fetch_value(
        db,
        UUID,
        """
        UPDATE auth.token SET used_at = $3
        WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
        RETURNING user_id
        """,
        token_hash,
        purpose,
        now,
    )


async def void_tokens(db: Db, user_id: UUID, purpose: Purpose, *, now: datetime) -> None:
    await execute(
        db,
        "UPDATE auth.token SET used_at = $3 WHERE user_id = $1 AND purpose = $2 AND used_at IS NULL",
        user_id,
        purpose,
        now,
    )


async def insert_session(
    db: Db, *, session_id: UUID, user_id: UUID, token_hash: bytes, address: str, now: datetime
) -> None:
    await execute(
        db,
        """
        INSERT INTO auth.session (id, user_id, token_hash, address, created_at, last_seen_at)
        VALUES ($1, $2, $3, $4, $5, $5)
        """,
        session_id,
        user_id,
        token_hash,
        address,
        now,
    )


async def session_by_token(db: Db, token_hash: bytes) -> SessionRow | None:
    return await fetch_optional(
        db,
        SessionRow,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.user_id, u.roles, u.email,
               u.email_confirmed_at IS NOT NULL AS email_confirmed, u.birth_date, u.locale, u.epoch
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL
        """,
        token_hash,
    )


async def session_by_id(db: Db, session_id: UUID) -> SessionRow | None:
    return await fetch_optional(
        db,
        SessionRow,
        """
        SELECT s.id AS session_id, s.created_at, s.last_seen_at, s.user_id, u.roles, u.email,
               u.email_confirmed_at IS NOT NULL AS email_confirmed, u.birth_date, u.locale, u.epoch
        FROM auth.session s JOIN auth.user u ON u.id = s.user_id
        WHERE s.id = $1 AND s.ended_at IS NULL
        """,
        session_id,
    )


async def touch_session(db: Db, session_id: UUID, *, now: datetime, seen_before: datetime) -> None:
    """Note that the session is in use, unless that was noted after `seen_before`."""
    await execute(
        db,
        "UPDATE auth.session SET last_seen_at = $2 WHERE id = $1 AND last_seen_at <= $3",
        session_id,
        now,
        seen_before,
    )


async def end_session(db: Db, session_id: UUID, *, now: datetime) -> int | None:
    """The user's new epoch; None when the session had ended before."""
    return await fetch_value(
        db,
        int,
        """
        WITH ended AS (
            UPDATE auth.session SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING user_id
        )
        UPDATE auth.user u SET epoch = u.epoch + 1 FROM ended WHERE u.id = ended.user_id RETURNING u.epoch
        """,
        session_id,
        now,
    )


async def end_sessions(db: Db, user_id: UUID, *, spared: UUID | None, now: datetime) -> None:
    """End all sessions of the user but the one spared."""
    await execute(
        db,
        """
        UPDATE auth.session SET ended_at = $3
        WHERE user_id = $1 AND ended_at IS NULL AND id IS DISTINCT FROM $2::uuid
        """,
        user_id,
        spared,
        now,
    )


async def count_attempt(
    db: Db, account_hash: bytes, address: str, *, now: datetime, window_start: datetime
) -> Attempts | None:
    """Count one more attempt, beginning anew when the window is over."""
    return await fetch_optional(
        db,
        Attempts,
        """
        INSERT INTO auth.attempt AS a (account_hash, address, count, since) VALUES ($1, $2, 1, $3)
        ON CONFLICT (account_hash, address) DO UPDATE SET
            count = CASE WHEN a.since <= $4 THEN 1 ELSE a.count + 1 END,
            since = CASE WHEN a.since <= $4 THEN $3 ELSE a.since END
        RETURNING count, since
        """,
        account_hash,
        address,
        now,
        window_start,
    )


async def forget_attempts(db: Db, account_hash: bytes, address: str) -> None:
    await execute(
        db, "DELETE FROM auth.attempt WHERE account_hash = $1 AND address = $2", account_hash, address
    )


async def delete_old_attempts(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.attempt WHERE since < $1", before)


async def delete_old_sessions(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.session WHERE created_at < $1", before)


async def delete_old_tokens(db: Db, *, before: datetime) -> int:
    return await execute(db, "DELETE FROM auth.token WHERE created_at < $1", before)
