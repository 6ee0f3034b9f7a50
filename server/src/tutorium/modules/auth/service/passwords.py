"""Changing a password, knowing the old one or holding a link from a letter."""

from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import CurrentPasswordWrong, TokenInvalid, TooManyLetters
from tutorium.modules.auth.events import PasswordChanged, PasswordResetRequested
from tutorium.modules.auth.model import User, refuse_weak_password
from tutorium.modules.auth.service import attempts, hashing, sessions, tokens
from tutorium.modules.auth.service.evenly import evenly
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity


async def request_reset(*, email: str) -> None:
    """A letter with a link, if the address is known and has not had enough of them: nobody is told."""
    async with evenly(), transaction() as db:
        user = await queries.users.user_by_email(db, email)
        if user is None or user.leaving_at is not None:
            return
        try:
            token_id = await tokens.issue_token(db, user.id, "reset_password")
        except TooManyLetters:
            return
        await publish(db, PasswordResetRequested(user_id=user.id, token_id=token_id))


async def reset_password(*, token: str, password: str) -> None:
    """Set the password and end all sessions; a password refused as weak leaves the link usable.

    While an address is not confirmed, somebody else may have registered with it: whoever holds its letters
    does not want the ways in that the other one has made.
    """
    async with connection() as db:
        hashed = tokens.token_hash(token)
        user_id = await queries.tokens.token_user(db, hashed, "reset_password", now=clock.now())
        found = await queries.users.users(db, [user_id]) if user_id else []
    if not found:
        raise TokenInvalid
    password_hash = await _acceptable(found[0], password, field="password")
    async with transaction(system=True) as db:
        await tokens.use_token(db, token, "reset_password")
        await _replace_password(db, found[0].id, password_hash, spared=None)
        if found[0].email_confirmed_at is None and await queries.external.delete_links(db, found[0].id):
            await audit.record(
                db,
                "auth.provider_unlinked",
                subject=f"user:{found[0].id}",
                actor_id=found[0].id,
                reason="password reset while the address was not confirmed",
            )
        await attempts.forget_everywhere(db, found[0].id, found[0].email)
        await audit.record(db, "auth.password_reset", subject=f"user:{found[0].id}")


async def change_password(actor: Identity, *, current: str, new: str) -> None:
    """Set the password and end the user's other sessions."""
    user = await confirmed_by_password(actor, current, field="current_password")
    password_hash = await _acceptable(user, new, field="new_password")
    async with transaction() as db:
        await _replace_password(db, user.id, password_hash, spared=actor.session_id)
        await attempts.forget(db, attempts.password_of(user.email))
        await audit.record(db, "auth.password_changed", subject=f"user:{user.id}")


async def confirmed_by_password(actor: Identity, password: str, *, field: str) -> User:
    """The user, who knows his password; CurrentPasswordWrong and one more failure counted otherwise."""
    await attempts.count(attempts.password_of(actor.email), user_id=actor.user_id)
    async with connection() as db:
        [user] = await queries.users.users(db, [actor.user_id])
    if not await hashing.matches(user.password_hash, password):
        raise CurrentPasswordWrong(errors=(FieldError(field, "wrong", ""),))
    return user


async def _acceptable(user: User, password: str, *, field: str) -> str:
    about = (user.email, user.full_name, str(user.birth_date))
    refuse_weak_password(password, field=field, about=about, roles=user.roles)
    return await hashing.hashed(password)


async def _replace_password(db: Db, user_id: UUID, password_hash: str, *, spared: UUID | None) -> None:
    now = clock.now()
    await queries.users.set_password(db, user_id, password_hash)
    await sessions.sign_out_elsewhere(db, user_id, spared=spared)
    await queries.tokens.void_tokens(db, user_id, "reset_password", now=now)
    await queries.emails.void_changes(db, user_id, now=now)
    await publish(db, PasswordChanged(user_id=user_id, at=now))
