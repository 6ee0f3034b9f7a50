"""What every change of the factors brings with it: codes for the day they fail, signing out elsewhere."""

import hashlib
import hmac
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import LastFactor, LastSignInMethod
from tutorium.modules.auth.model.factors import new_recovery_codes, plain_code
from tutorium.modules.auth.service import sessions
from tutorium.platform import audit, clock
from tutorium.platform.db import Db
from tutorium.platform.identity import Identity
from tutorium.platform.settings import settings

Kind = Literal["totp", "passkey"]


class Changed(msgspec.Struct, frozen=True):
    """The session's new token, and the recovery codes where there were none: both are shown once."""

    token: str
    recovery_codes: list[str]


async def added(db: Db, actor: Identity, kind: Kind) -> Changed:
    """The user has just shown a new factor: this session has two now, and the others end."""
    factors = await queries.codes.factors(db, actor.user_id)
    codes = []
    if factors is None or not factors.recovery_codes_left:
        codes = await write_recovery_codes(db, actor.user_id)
    await audit.record(db, "auth.factor_added", subject=f"user:{actor.user_id}", factor=kind)
    await sessions.sign_out_elsewhere(db, actor.user_id, spared=actor.session_id)
    return Changed(await sessions.prove(db, actor, level="two_factors"), codes)


async def removed(db: Db, actor: Identity, kind: Kind) -> Changed:
    """A factor is gone: recovery codes go with the last one, which staff must keep; other sessions end."""
    factors = await queries.codes.factors(db, actor.user_id)
    if factors is None or not factors.any:
        if actor.is_staff:
            raise LastFactor
        await queries.codes.delete_recovery_codes(db, actor.user_id)
    if factors is None or not factors.opens:
        raise LastSignInMethod
    await audit.record(db, "auth.factor_removed", subject=f"user:{actor.user_id}", factor=kind)
    await sessions.sign_out_elsewhere(db, actor.user_id, spared=actor.session_id)
    return Changed(await sessions.prove(db, actor, level=actor.level), [])


async def write_recovery_codes(db: Db, user_id: UUID) -> list[str]:
    """Ten new codes in place of the old ones; only their hashes are stored."""
    codes = new_recovery_codes()
    hashes = [recovery_hash(user_id, plain_code(code)) for code in codes]
    await queries.codes.replace_recovery_codes(db, user_id, hashes, now=clock.now())
    return codes


def recovery_hash(user_id: UUID, code: str) -> bytes:
    """What is stored of a recovery code: 80 random bits under a key that is not in the database."""
    key = settings().secret_key.encode()
    return hmac.digest(key, b"recovery\x1f" + user_id.bytes + code.encode(), hashlib.sha256)
