"""Another e-mail address: asked for, confirmed by a link sent there, told to the old one."""

from datetime import timedelta
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import EmailTaken, EmailUnchanged, TokenInvalid, TooManyLetters
from tutorium.modules.auth.events import EmailChanged, EmailChangeRequested, RegistrationRepeated
from tutorium.modules.auth.model import LETTERS_PER_DAY, LETTERS_PER_HOUR, TOKEN_LIFE, EmailChange
from tutorium.modules.auth.service import sessions
from tutorium.modules.auth.service.evenly import evenly
from tutorium.modules.auth.service.tokens import link_token, token_hash
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id


async def request_change(actor: Identity, *, email: str) -> None:
    """A letter with a link to the new address; where somebody has an account, he is told instead."""
    if email.lower() == actor.email.lower():
        raise EmailUnchanged(errors=(FieldError("email", "unchanged", ""),))
    now = clock.now()
    change = EmailChange(new_id(), actor.user_id, actor.email, email)
    async with evenly(), transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        await _refuse_flood(db, actor.user_id)
        await queries.emails.void_changes(db, actor.user_id, now=now)
        await queries.emails.insert_change(
            db,
            change,
            token_hash=token_hash(link_token(change.id)),
            now=now,
            expires_at=now + TOKEN_LIFE["confirm_email"],
        )
        await audit.record(db, "auth.email_change_requested", subject=f"user:{actor.user_id}")
        owner = await queries.users.user_by_email(db, email)
        if owner is None:
            await publish(db, EmailChangeRequested(user_id=actor.user_id, change_id=change.id))
        else:
            await publish(db, RegistrationRepeated(user_id=owner.id, at=now))


async def confirm_change(token: str, *, here: Identity | None) -> None:
    """The new address holds, and every session but the one that asks ends; TokenInvalid for a dead link."""
    now = clock.now()
    async with transaction(system=True) as db:  # the link is the proof, wherever it is opened
        owner = await queries.emails.change_user(db, token_hash(token))
        if owner is not None:
            await queries.users.lock_user(db, owner)
        change = await queries.emails.use_change(db, token_hash(token), now=now)
        if change is None:
            raise TokenInvalid
        if not await queries.users.set_email(db, change.user_id, change.new_email, now=now):
            raise EmailTaken
        spared = here.session_id if here and here.user_id == change.user_id else None
        await sessions.sign_out_elsewhere(db, change.user_id, spared=spared)
        await queries.tokens.void_tokens(db, change.user_id, "reset_password", now=now)
        await queries.tokens.void_tokens(db, change.user_id, "confirm_email", now=now)
        await audit.record(
            db, "auth.email_changed", subject=f"user:{change.user_id}", actor_id=change.user_id
        )
        await publish(db, EmailChanged(user_id=change.user_id, change_id=change.id))


async def change(change_id: UUID) -> EmailChange | None:
    """A change that was asked for."""
    async with connection() as db:
        return await queries.emails.change(db, change_id)


async def _refuse_flood(db: Db, user_id: UUID) -> None:
    now = clock.now()
    sent = await queries.emails.changes_asked(
        db, user_id, hour_ago=now - timedelta(hours=1), day_ago=now - timedelta(days=1)
    )
    if sent and (sent.within_hour >= LETTERS_PER_HOUR or sent.within_day >= LETTERS_PER_DAY):
        raise TooManyLetters(retry_after=3600)
