"""Passkeys: making, using, naming and removing them.

A challenge lies in PostgreSQL for five minutes and is spent by the first answer, right or wrong. The
authenticator must have checked who holds it (a fingerprint, a PIN): possession and knowledge in one.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import structlog
import webauthn
from webauthn.helpers import base64url_to_bytes, options_to_json_dict, parse_client_data_json
from webauthn.helpers import structs as wire

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import FactorAbsent, PasskeyRefused, TooManyPasskeys
from tutorium.modules.auth.events import PasskeyAdded, PasskeyRemoved
from tutorium.modules.auth.model.factors import (
    CHALLENGE_LIFE,
    ISSUER,
    MOST_PASSKEYS,
    ChallengePurpose,
    Passkey,
)
from tutorium.modules.auth.service import changes
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.settings import settings

log = structlog.get_logger("auth")
TIMEOUT = int(CHALLENGE_LIFE.total_seconds() * 1000)


class Used(msgspec.Struct, frozen=True):
    """A passkey that has just signed a challenge of ours, and what it says of itself."""

    passkey: Passkey
    sign_count: int
    backed_up: bool


async def registration_options(actor: Identity, *, full_name: str) -> dict[str, Any]:
    """What the browser needs to make a passkey; TooManyPasskeys when there are enough."""
    async with connection() as db:
        known = await queries.passkeys.passkeys_of(db, actor.user_id)
    if len(known) >= MOST_PASSKEYS:
        raise TooManyPasskeys(most=MOST_PASSKEYS)
    options = webauthn.generate_registration_options(
        rp_id=_relying_party(),
        rp_name=ISSUER,
        user_id=actor.user_id.bytes,
        user_name=actor.email,
        user_display_name=full_name,
        challenge=await _challenge("register", actor.session_id),
        timeout=TIMEOUT,
        attestation=wire.AttestationConveyancePreference.NONE,
        authenticator_selection=wire.AuthenticatorSelectionCriteria(
            resident_key=wire.ResidentKeyRequirement.REQUIRED,
            user_verification=wire.UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[wire.PublicKeyCredentialDescriptor(id=each.credential_id) for each in known],
    )
    return options_to_json_dict(options)


async def sign_in_options() -> dict[str, Any]:
    """What the browser needs to offer the passkeys it knows, whoever's they are."""
    return _request(await _challenge("sign_in", None), [])


async def proof_options(actor: Identity) -> dict[str, Any]:
    """What the browser needs to use a passkey of this user; FactorAbsent without one."""
    async with connection() as db:
        known = await queries.passkeys.passkeys_of(db, actor.user_id)
    if not known:
        raise FactorAbsent
    return _request(await _challenge("prove", actor.session_id), known)


async def register(actor: Identity, credential: dict[str, Any], *, name: str) -> tuple[UUID, changes.Changed]:
    """The passkey the browser has made is a second factor from now on."""
    challenge = await _spend(credential, "register", actor.session_id)
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_relying_party(),
            expected_origin=_origin(),
            require_user_verification=True,
        )
    except Exception as error:
        raise _refused(error) from error
    now = clock.now()
    passkey = Passkey(
        new_id(),
        actor.user_id,
        made.credential_id,
        made.credential_public_key,
        made.sign_count,
        made.credential_backed_up,
        name,
        now,
        None,
    )
    backup_eligible = made.credential_device_type == wire.CredentialDeviceType.MULTI_DEVICE
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        if not await queries.passkeys.insert_passkey(db, passkey, backup_eligible=backup_eligible):
            raise PasskeyRefused
        await publish(db, PasskeyAdded(user_id=actor.user_id, at=now))
        return passkey.id, await changes.added(db, actor, "passkey")


async def verified(credential: dict[str, Any], purpose: ChallengePurpose, *, session_id: UUID | None) -> Used:
    """The passkey that answered the challenge; PasskeyRefused when it is unknown or the answer wrong."""
    challenge = await _spend(credential, purpose, session_id)
    async with connection() as db:
        passkey = await queries.passkeys.passkey_by_credential(db, _credential_id(credential))
    if passkey is None:
        raise PasskeyRefused
    try:
        answer = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=_relying_party(),
            expected_origin=_origin(),
            credential_public_key=passkey.public_key,
            credential_current_sign_count=0,  # compared in note_use: a lower one warns and does not lock out
            require_user_verification=True,
        )
    except Exception as error:
        raise _refused(error) from error
    return Used(passkey, answer.new_sign_count, answer.credential_backed_up)


async def note_use(db: Db, used: Used) -> None:
    """The passkey was used. A counter that did not grow may mean a copy: it is told, nobody is locked."""
    known = used.passkey
    if not await queries.passkeys.note_use(
        db, known.id, sign_count=used.sign_count, backed_up=used.backed_up, now=clock.now()
    ):
        raise PasskeyRefused
    if (known.sign_count or used.sign_count) and used.sign_count <= known.sign_count:
        log.warning("passkey_counter_regressed", user_id=str(known.user_id))
        await audit.record(
            db, "auth.passkey_counter_regressed", subject=f"user:{known.user_id}", passkey=str(known.id)
        )


async def passkeys_of(actor: Identity) -> list[Passkey]:
    """The user's passkeys, the oldest first."""
    async with connection() as db:
        return await queries.passkeys.passkeys_of(db, actor.user_id)


async def rename(actor: Identity, passkey_id: UUID, name: str) -> None:
    """Another name for a passkey of the user's."""
    async with transaction() as db:
        if not await queries.passkeys.rename_passkey(db, passkey_id, actor.user_id, name):
            raise NotFound


async def remove(actor: Identity, passkey_id: UUID) -> changes.Changed:
    """The passkey counts no more."""
    async with transaction() as db:
        await queries.users.lock_user(db, actor.user_id)
        if not await queries.passkeys.delete_passkey(db, passkey_id, actor.user_id):
            raise NotFound
        await publish(db, PasskeyRemoved(user_id=actor.user_id, at=clock.now()))
        return await changes.removed(db, actor, "passkey")


async def _challenge(purpose: ChallengePurpose, session_id: UUID | None) -> bytes:
    challenge = secrets.token_bytes(32)
    async with connection() as db:
        await queries.challenges.insert_challenge(
            db, challenge, purpose, session_id=session_id, expires_at=clock.now() + CHALLENGE_LIFE
        )
    return challenge


async def _spend(credential: dict[str, Any], purpose: ChallengePurpose, session_id: UUID | None) -> bytes:
    """The challenge the credential answers, which nobody can answer again."""
    try:
        said = base64url_to_bytes(credential["response"]["clientDataJSON"])
        challenge = parse_client_data_json(said).challenge
    except Exception as error:
        raise _refused(error) from error
    async with connection() as db:
        if not await queries.challenges.use_challenge(
            db, challenge, purpose, session_id=session_id, now=clock.now()
        ):
            raise PasskeyRefused
    return challenge


def _credential_id(credential: dict[str, Any]) -> bytes:
    try:
        return base64url_to_bytes(credential["id"])
    except Exception as error:
        raise _refused(error) from error


def _refused(error: Exception) -> PasskeyRefused:
    """What a stranger sends may choke the parser in any way: it is a refusal, and the log says which."""
    log.info("passkey_refused", reason=type(error).__name__)
    return PasskeyRefused()


def _request(challenge: bytes, known: list[Passkey]) -> dict[str, Any]:
    options = webauthn.generate_authentication_options(
        rp_id=_relying_party(),
        challenge=challenge,
        timeout=TIMEOUT,
        allow_credentials=[wire.PublicKeyCredentialDescriptor(id=each.credential_id) for each in known],
        user_verification=wire.UserVerificationRequirement.REQUIRED,
    )
    return options_to_json_dict(options)


def _relying_party() -> str:
    return urlsplit(settings().public_url).hostname or ""


def _origin() -> str:
    address = urlsplit(settings().public_url)
    return f"{address.scheme}://{address.netloc}"
