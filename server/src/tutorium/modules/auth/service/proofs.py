"""Proving who one is: with the second factor when signing in, and again before something sensitive."""

from typing import Any

import msgspec

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import Blocked, CodeWrong, NothingPending, PasskeyRefused, StepUpByFactor
from tutorium.modules.auth.model.factors import NO_FACTORS, Factors, Method
from tutorium.modules.auth.service import attempts, codes, passkeys, sessions
from tutorium.modules.auth.service.passwords import confirmed_by_password
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError, SessionRequired
from tutorium.platform.identity import Identity


class Proof(msgspec.Struct, frozen=True):
    """A second factor as shown: a code, or what a passkey signed."""

    method: Method
    code: str
    credential: dict[str, Any]


async def factors_of(actor: Identity) -> Factors:
    """What the user can prove himself with."""
    async with connection() as db:
        return await queries.codes.factors(db, actor.user_id) or NO_FACTORS


async def finish_sign_in(actor: Identity, proof: Proof) -> sessions.SignedIn:
    """The session that takes the pending one's place, proved by two factors."""
    if actor.level != "pending":
        raise NothingPending
    used = await _looked_at(actor, proof)
    async with _telling_failure(actor, proof), transaction() as db:
        user = await sessions.locked(db, actor.user_id)
        if not await queries.sessions.end_session(
            db, actor.session_id, user_id=actor.user_id, now=clock.now()
        ):
            raise SessionRequired
        await _accept(db, actor, proof, used)
        token = await sessions.begin(db, user, level="two_factors", how=proof.method, previous=None)
    return sessions.SignedIn(user, token, "two_factors")


async def sign_in_with_passkey(credential: dict[str, Any], *, previous: Identity | None) -> sessions.SignedIn:
    """A session proved by a passkey alone; wrong passwords do not lock this way."""
    used = await passkeys.verified(credential, "sign_in", session_id=None)
    async with transaction(system=True) as db:
        user = await sessions.locked(db, used.passkey.user_id)
        if user.blocked_at is not None:
            raise Blocked
        await passkeys.note_use(db, used)
        token = await sessions.begin(db, user, level="two_factors", how="passkey", previous=previous)
    return sessions.SignedIn(user, token, "two_factors")


async def step_up(actor: Identity, proof: Proof) -> str:
    """The session's new token: for ten minutes sensitive actions are open."""
    used = await _looked_at(actor, proof)
    async with _telling_failure(actor, proof), transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        await _accept(db, actor, proof, used)
        await audit.record(db, "auth.stepped_up", subject=f"user:{actor.user_id}", how=proof.method)
        return await sessions.prove(db, actor, level="two_factors")


async def step_up_with_password(actor: Identity, password: str) -> str:
    """The same for those without a second factor; StepUpByFactor for the others."""
    if (await factors_of(actor)).any:
        raise StepUpByFactor
    await confirmed_by_password(actor, password, field="password")
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        await attempts.forget(db, attempts.password_of(actor.email))
        await audit.record(db, "auth.stepped_up", subject=f"user:{actor.user_id}", how="password")
        return await sessions.prove(db, actor, level=actor.level)


async def _looked_at(actor: Identity, proof: Proof) -> passkeys.Used | None:
    """What can be said of a proof before it is spent: codes are counted, signatures verified."""
    if proof.method != "passkey":
        await attempts.count(attempts.codes_of(actor.user_id), user_id=actor.user_id)
        return None
    async with _telling_failure(actor, proof):
        used = await passkeys.verified(proof.credential, "prove", session_id=actor.session_id)
        if used.passkey.user_id != actor.user_id:
            raise PasskeyRefused
    return used


async def _accept(db: Db, actor: Identity, proof: Proof, used: passkeys.Used | None) -> None:
    """Spend the proof; CodeWrong when it is worth nothing."""
    if used is not None:
        await passkeys.note_use(db, used)
        return
    use = codes.use_totp if proof.method == "totp" else codes.use_recovery_code
    if not await use(db, actor.user_id, proof.code):
        raise CodeWrong(errors=(FieldError("code", "wrong", ""),))
    await attempts.forget(db, attempts.codes_of(actor.user_id))


class _telling_failure:  # noqa: N801 -- read as a word of the sentence, like suppress
    """A proof that fails inside the block is written down, in a transaction of its own."""

    def __init__(self, actor: Identity, proof: Proof) -> None:
        self.actor, self.proof = actor, proof

    async def __aenter__(self) -> None:
        pass

    async def __aexit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, CodeWrong | PasskeyRefused):
            async with transaction() as db:
                await audit.record(
                    db,
                    "auth.second_factor_failed",
                    subject=f"user:{self.actor.user_id}",
                    how=self.proof.method,
                )
