"""Showing by a code in a text message that a phone number is one's own.

The digits of a code follow from its id and our key, so they are stored nowhere and only the message holds
them. Messages cost money and can be sent to others' numbers: they are counted per number, user and network,
and for everybody together, one request after the other.
"""

import hashlib
import hmac
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import (
    CodesUnavailable,
    PhoneCodeExpired,
    PhoneCodeWrong,
    PhoneNotSupported,
    TooManyCodes,
)
from tutorium.modules.auth.events import PhoneChanged, PhoneCodeRequested
from tutorium.modules.auth.model.phone import (
    CODE_LIFE,
    PER_DAY,
    PER_HOUR,
    PER_NETWORK_AND_HOUR,
    RESEND_AFTER,
    TRIES,
    CodesSent,
    PhoneCode,
    mobile_number,
    network_of,
)
from tutorium.platform import audit, clock, metrics
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.request import origin
from tutorium.platform.settings import settings

ISSUING = 0x5A5
"""The advisory lock of the one who counts and sends."""

log = structlog.get_logger("auth")


async def phone_of(user_id: UUID) -> str | None:
    """The user's confirmed number."""
    async with connection() as db:
        [user] = await queries.users.users(db, [user_id])
    return user.phone


async def send_code(actor: Identity, text: str) -> str:
    """A code goes to the number, which is answered as it will be stored.

    PhoneNotSupported, TooManyCodes or CodesUnavailable otherwise; whether the number is somebody's plays no
    part in the answer.
    """
    phone = mobile_number(text)
    if phone is None:
        raise PhoneNotSupported(errors=(FieldError("phone", "not_supported", ""),))
    now, network = clock.now(), network_of(origin().address)
    code = PhoneCode(new_id(), actor.user_id, phone, now + CODE_LIFE, 0)
    async with transaction(system=True) as db:  # the limits count everybody's codes
        await queries.phones.wait_for_turn(db, ISSUING)
        sent = await queries.phones.codes_sent(
            db,
            user_id=actor.user_id,
            phone=phone,
            network=network,
            hour_ago=now - timedelta(hours=1),
            day_ago=now - timedelta(days=1),
        )
        if sent is not None:
            _refuse_too_many(sent, now)
        await queries.phones.void_codes(db, actor.user_id, now=now)
        await queries.phones.insert_code(db, code, network=network, now=now)
        await publish(db, PhoneCodeRequested(user_id=actor.user_id, code_id=code.id))
    metrics.sms_codes.labels("sent").inc()
    return phone


async def confirm(actor: Identity, digits: str) -> str:
    """The number is the user's. A code is tried five times at most, right or wrong, and works once."""
    now = clock.now()
    async with transaction() as db:
        code = await queries.phones.take_try(db, actor.user_id, tries=TRIES, now=now)
        if code is not None and hmac.compare_digest(digits_of(code.id).encode(), digits.encode()):
            await queries.phones.use_code(db, code.id, now=now)
            user = await queries.users.lock_user(db, actor.user_id)
            await queries.phones.set_phone(db, actor.user_id, code.phone, now=now)
            await audit.record(db, "auth.phone_confirmed", subject=f"user:{actor.user_id}")
            if user is not None and user.phone not in (None, code.phone):
                await audit.record(db, "auth.phone_changed", subject=f"user:{actor.user_id}")
                await publish(db, PhoneChanged(user_id=actor.user_id, at=now))
            return code.phone
        if code is not None and code.tries == TRIES:
            await audit.record(db, "auth.phone_code_exhausted", subject=f"user:{actor.user_id}")
    if code is None:
        raise PhoneCodeExpired
    raise PhoneCodeWrong(errors=(FieldError("code", "wrong", ""),), tries_left=TRIES - code.tries)


async def remove(actor: Identity) -> None:
    """The user has no phone number here; removing none changes nothing."""
    now = clock.now()
    async with transaction() as db:
        user = await queries.users.lock_user(db, actor.user_id)
        if user is None or user.phone is None:
            return
        await queries.phones.set_phone(db, actor.user_id, None, now=now)
        await queries.phones.void_codes(db, actor.user_id, now=now)
        await audit.record(db, "auth.phone_removed", subject=f"user:{actor.user_id}")
        await publish(db, PhoneChanged(user_id=actor.user_id, at=now))


async def code_to_send(code_id: UUID) -> PhoneCode | None:
    """A code that still can be used."""
    async with connection() as db:
        code = await queries.phones.code(db, code_id)
    return code if code and code.expires_at > clock.now() else None


def digits_of(code_id: UUID) -> str:
    """The six digits of a code; they go into the message and nowhere else."""
    key = settings().secret_key.encode()
    number = int.from_bytes(hmac.digest(key, b"phone\x1f" + code_id.bytes, hashlib.sha256))
    return f"{number % 1_000_000:06}"


def _refuse_too_many(sent: CodesSent, now: datetime) -> None:
    if sent.latest is not None and sent.latest > now - RESEND_AFTER:
        _too_many("resend", sent.latest + RESEND_AFTER - now)
    if sent.within_day >= PER_DAY:
        _too_many("number", timedelta(days=1))
    if sent.within_hour >= PER_HOUR:
        _too_many("number", timedelta(hours=1))
    if sent.to_network_within_hour >= PER_NETWORK_AND_HOUR:
        _too_many("network", timedelta(hours=1))
    if sent.to_all_within_day >= settings().sms_daily_budget:
        metrics.sms_codes.labels("budget").inc()
        log.error("sms_budget_spent", count=sent.to_all_within_day)
        raise CodesUnavailable(retry_after=3600)


def _too_many(limit: str, wait: timedelta) -> None:
    metrics.sms_codes.labels(limit).inc()
    raise TooManyCodes(retry_after=max(1, round(wait.total_seconds())))
