"""Codes: of an authenticator app, and of the recovery sheet."""

from uuid import UUID

import msgspec
import segno

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import CodeWrong, FactorAbsent, FactorExists
from tutorium.modules.auth.events import (
    AuthenticatorAdded,
    AuthenticatorRemoved,
    RecoveryCodesRenewed,
    RecoveryCodeUsed,
)
from tutorium.modules.auth.model.factors import (
    matching_step,
    new_totp_secret,
    plain_code,
    totp_uri,
)
from tutorium.modules.auth.service import attempts, changes
from tutorium.platform import audit, clock, sealing
from tutorium.platform.db import Db, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity


class NewAuthenticator(msgspec.Struct, frozen=True):
    """What an authenticator app has to learn, once: as text, as a link and as a picture."""

    secret: str
    uri: str
    qr_svg: str


async def start_totp(actor: Identity) -> NewAuthenticator:
    """A secret for the app; it counts once a code made from it has been seen."""
    secret = new_totp_secret()
    sealed = sealing.seal(secret.encode(), owner=actor.user_id.bytes)
    async with transaction() as db:
        if not await queries.codes.start_totp(db, actor.user_id, sealed, now=clock.now()):
            raise FactorExists
    uri = totp_uri(secret, email=actor.email)
    picture = segno.make(uri, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff")
    return NewAuthenticator(secret, uri, picture)


async def confirm_totp(actor: Identity, code: str) -> changes.Changed:
    """The app knows the secret: its codes are a second factor from now on."""
    now = clock.now()
    await attempts.count(attempts.codes_of(actor.user_id), user_id=actor.user_id)
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        started = await queries.codes.totp(db, actor.user_id)
        if started is None or started.confirmed_at is not None:
            raise FactorAbsent if started is None else FactorExists
        step = matching_step(_secret(actor.user_id, started.sealed_secret), code, now=now)
        if step is None:
            raise CodeWrong(errors=(FieldError("code", "wrong", ""),))
        await queries.codes.confirm_totp(db, actor.user_id, step=step, now=now)
        await attempts.forget(db, attempts.codes_of(actor.user_id))
        await publish(db, AuthenticatorAdded(user_id=actor.user_id, at=now))
        return await changes.added(db, actor, "totp")


async def remove_totp(actor: Identity) -> changes.Changed:
    """Codes of the app count no more; FactorAbsent when none did."""
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        if not await queries.codes.delete_totp(db, actor.user_id):
            raise FactorAbsent
        await publish(db, AuthenticatorRemoved(user_id=actor.user_id, at=clock.now()))
        return await changes.removed(db, actor, "totp")


async def renew_recovery_codes(actor: Identity) -> list[str]:
    """Ten new codes; the old ones count no more. FactorAbsent without a second factor."""
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        factors = await queries.codes.factors(db, actor.user_id)
        if factors is None or not factors.any:
            raise FactorAbsent
        codes = await changes.write_recovery_codes(db, actor.user_id)
        await audit.record(db, "auth.recovery_codes_renewed", subject=f"user:{actor.user_id}")
        await publish(db, RecoveryCodesRenewed(user_id=actor.user_id, at=clock.now()))
    return codes


async def use_totp(db: Db, user_id: UUID, code: str) -> bool:
    """Whether the code is of the user's app, of this moment, and was not used before."""
    known = await queries.codes.totp(db, user_id)
    if known is None or known.confirmed_at is None:
        return False
    step = matching_step(_secret(user_id, known.sealed_secret), code, now=clock.now())
    return step is not None and await queries.codes.use_totp_step(db, user_id, step)


async def use_recovery_code(db: Db, user_id: UUID, code: str) -> bool:
    """Whether it is one of the user's codes and was not used before; he gets a letter."""
    now = clock.now()
    if not await queries.codes.use_recovery_code(
        db, user_id, changes.recovery_hash(user_id, plain_code(code)), now=now
    ):
        return False
    await audit.record(db, "auth.recovery_code_used", subject=f"user:{user_id}")
    await publish(db, RecoveryCodeUsed(user_id=user_id, at=now))
    return True


def _secret(user_id: UUID, sealed: bytes) -> str:
    return sealing.unseal(sealed, owner=user_id.bytes).decode()
