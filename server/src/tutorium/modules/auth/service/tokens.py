"""One-time tokens of letters: derived from their id with our key, so only the letter ever holds one."""

import base64
import hashlib
import hmac
from datetime import timedelta
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import TokenInvalid, TooManyLetters
from tutorium.modules.auth.model import LETTERS_PER_DAY, LETTERS_PER_HOUR, TOKEN_LIFE, Purpose
from tutorium.platform import clock
from tutorium.platform.db import Db
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings


def link_token(token_id: UUID) -> str:
    """The token that goes into the link of a letter."""
    key = settings().secret_key.encode()
    return base64.urlsafe_b64encode(hmac.digest(key, b"link\x1f" + token_id.bytes, hashlib.sha256)).decode()[
        :43
    ]


def token_hash(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


async def issue_token(db: Db, user_id: UUID, purpose: Purpose) -> UUID:
    """A new token's id; TooManyLetters when the user has been sent enough of them lately."""
    now = clock.now()
    sent = await queries.tokens.letters_sent(
        db, user_id, purpose, hour_ago=now - timedelta(hours=1), day_ago=now - timedelta(days=1)
    )
    if sent and (sent.within_hour >= LETTERS_PER_HOUR or sent.within_day >= LETTERS_PER_DAY):
        raise TooManyLetters(retry_after=3600)
    return await new_token(db, user_id, purpose)


async def new_token(db: Db, user_id: UUID, purpose: Purpose) -> UUID:
    """A new token's id, however many there were before: for those who do not ask for themselves."""
    now = clock.now()
    token_id = new_id()
    await queries.tokens.insert_token(
        db,
        token_id=token_id,
        user_id=user_id,
        purpose=purpose,
        token_hash=token_hash(link_token(token_id)),
        now=now,
        expires_at=now + TOKEN_LIFE[purpose],
    )
    return token_id


async def use_token(db: Db, token: str, purpose: Purpose) -> UUID:
    """Whose token it is, which nobody can use again; TokenInvalid otherwise.

    The user is locked first, as everywhere: whoever changes a user voids his tokens, too.
    """
    hashed, now = token_hash(token), clock.now()
    owner = await queries.tokens.token_user(db, hashed, purpose, now=now)
    if owner is not None:
        await queries.users.lock_user(db, owner)
    user_id = await queries.tokens.use_token(db, hashed, purpose, now=now)
    if user_id is None:
        raise TokenInvalid
    return user_id
