"""Changing a password, knowing the old one or holding a link from a letter."""

from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import CurrentPasswordWrong, TokenInvalid, TooManyLetters
from tutorium.modules.auth.events import PasswordChanged, PasswordResetRequested
from tutorium.modules.auth.model import User, refuse_weak_password
from tutorium.modules.auth.service import hashing, sessions, tokens
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.request import origin


async def request_reset(*, email: str) -> None:
    """A letter with a link, if the address is known and has not had enough of them: nobody is told."""
    async with transaction() as db:
        user = await queries.users.user_by_email(db, email)
        if user is None or user.leaving_at is not None:
            return
        try:
            token_id = await tokens.issue_token(db, user.id, "reset_password")
        except TooManyLetters:
            return
        await publish(db, PasswordResetRequested(user_id=user.id, token_id=token_id))


async def reset_password(*, token: str, password: str) -> None:
    """Set the password and end all sessions; a password refused as weak leaves the link usable."""
    async with connection() as db:
        hashed = tokens.token_hash(token)
        user_id = await queries.tokens.token_user(db, hashed, "reset_password", now=clock.now())
        found = await queries.users.users(db, [user_id]) if user_id else []
    if not found:
        raise TokenInvalid
    password_hash = await _acceptable(found[0], password, field="password")
    async with transaction() as db:
        await tokens.use_token(db, token, "reset_password")
        epoch = await _replace_password(db, found[0].id, password_hash, spared=None)
    await sessions.distrust_cache(found[0].id, epoch)


async def change_password(actor: Identity, *, current: str, new: str) -> None:
    """Set the password and end the user's other sessions."""
    await sessions.count_attempt(actor.email)
    async with connection() as db:
        [user] = await queries.users.users(db, [actor.user_id])
    if not await hashing.matches(user.password_hash, current):
        raise CurrentPasswordWrong(errors=(FieldError("current_password", "wrong", ""),))
    password_hash = await _acceptable(user, new, field="new_password")
    async with transaction() as db:
        await queries.attempts.forget_attempts(db, sessions.account_hash(user.email), origin().address)
        epoch = await _replace_password(db, user.id, password_hash, spared=actor.session_id)
    await sessions.distrust_cache(user.id, epoch)


async def _acceptable(user: User, password: str, *, field: str) -> str:
    about = (user.email, user.full_name, str(user.birth_date))
    refuse_weak_password(password, field=field, about=about, roles=user.roles)
    return await hashing.hashed(password)


async def _replace_password(db: Db, user_id: UUID, password_hash: str, *, spared: UUID | None) -> int:
    now = clock.now()
    epoch = await queries.users.set_password(db, user_id, password_hash)
    await queries.sessions.end_sessions(db, user_id, spared=spared, now=now)
    await queries.tokens.void_tokens(db, user_id, "reset_password", now=now)
    await publish(db, PasswordChanged(user_id=user_id, at=now))
    return epoch or 0
