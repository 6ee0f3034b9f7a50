"""A person's data in auth: the copy of it, and how it goes."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.events import UserErased, UserLeaving
from tutorium.modules.auth.service import attempts, sessions
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.events import publish

UNCONFIRMED_LIFE = timedelta(days=30)
AT_ONCE = 200


async def copy(user_id: UUID) -> dict[str, Any]:
    """Everything auth keeps of the user, but no secret and no hash of one."""
    async with connection() as db:
        return {
            "user": await queries.personal.user_copy(db, user_id),
            "sessions": await queries.personal.sessions_copy(db, user_id),
            "consents": await queries.personal.consents_copy(db, user_id),
            "tokens": await queries.personal.tokens_copy(db, user_id),
            "factors": await queries.personal.factors_copy(db, user_id),
            "email_changes": await queries.personal.emails_copy(db, user_id),
            "external_links": await queries.personal.links_copy(db, user_id),
            "phone_codes": await queries.personal.phone_codes_copy(db, user_id),
        }


async def unconfirmed() -> list[UUID]:
    """Users whose address has not been confirmed for thirty days."""
    async with connection() as db:
        before = clock.now() - UNCONFIRMED_LIFE
        return [each.user_id for each in await queries.personal.unconfirmed(db, before=before, limit=AT_ONCE)]


async def leave(user_id: UUID) -> None:
    """The user is signed out everywhere and cannot come back; his consents are withdrawn. May be repeated."""
    now = clock.now()
    async with transaction() as db:
        if not await queries.personal.start_leaving(db, user_id, now=now):
            return
        await sessions.sign_out_elsewhere(db, user_id, spared=None)
        await queries.consents.withdraw_all(db, user_id, now=now)
        await audit.record(db, "auth.user_left", subject=f"user:{user_id}")
        await publish(db, UserLeaving(user_id=user_id))


async def erase(user_id: UUID) -> dict[str, int]:
    """Make the user nobody, once he has left; how many rows of which kind went. May be repeated.

    His number, roles, year of birth and consents stay as proof of what was agreed (152-ФЗ, article 9).
    """
    async with transaction() as db:
        leaver = await queries.personal.leaver(db, user_id)
        if leaver is None:
            return {}
        erased = {
            "sessions": await queries.personal.delete_sessions(db, user_id),
            "tokens": await queries.personal.delete_tokens(db, user_id),
            "passkeys": await queries.personal.delete_passkeys(db, user_id),
            "totp": await queries.personal.delete_totp(db, user_id),
            "recovery_codes": await queries.personal.delete_recovery_codes(db, user_id),
            "email_changes": await queries.personal.delete_email_changes(db, user_id),
            "external_links": await queries.personal.delete_external_links(db, user_id),
            "external_attempts": await queries.personal.delete_external_attempts(db, user_id),
            "phone_codes": await queries.personal.delete_phone_codes(db, user_id),
            "user": await queries.personal.anonymise(
                db, user_id, nobody=f"erased-{user_id}@erased.invalid", now=clock.now()
            ),
        }
        await attempts.forget_everywhere(db, user_id, leaver.email)
        await audit.record(db, "auth.user_erased", subject=f"user:{user_id}")
        await publish(db, UserErased(user_id=user_id))
    return erased
