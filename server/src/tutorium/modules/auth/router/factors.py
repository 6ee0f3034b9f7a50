"""Setting up and removing second factors. Those who have none yet may do so with the password alone."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.auth import errors
from tutorium.modules.auth.router.common import TotpCode, session_cookie
from tutorium.modules.auth.router.proofs import PasskeyOptions
from tutorium.modules.auth.service import codes, directory, passkeys
from tutorium.platform.identity import Identity
from tutorium.platform.web import ROLES, Input, delete, get, patch, post, routes_of

PasskeyName = Annotated[str, msgspec.Meta(pattern=r"^\S(.*\S)?$", max_length=60)]


class NewAuthenticator(msgspec.Struct, frozen=True):
    """Shown once: the secret as text, as a link and as a picture."""

    secret: str
    otpauth_uri: str
    qr_svg: str


class ConfirmTotp(Input, frozen=True):
    code: TotpCode


class RecoveryCodes(msgspec.Struct, frozen=True):
    """Shown once. Empty when there were codes already: those go on working."""

    recovery_codes: list[str]


class PasskeyView(msgspec.Struct, frozen=True):
    passkey_id: UUID
    name: str
    backed_up: bool
    created_at: datetime
    last_used_at: datetime | None


class Passkeys(msgspec.Struct, frozen=True):
    items: list[PasskeyView]


class NewPasskey(Input, frozen=True):
    credential: dict[str, Any]
    name: PasskeyName


class NamePasskey(Input, frozen=True):
    name: PasskeyName


class PasskeyMade(msgspec.Struct, frozen=True):
    passkey_id: UUID
    recovery_codes: list[str]


@post(
    "/auth/totp",
    access=ROLES,
    level="one_factor",
    fresh=True,
    status_code=201,
    refusals=[errors.FactorExists],
)
async def start_totp(identity: Identity) -> NewAuthenticator:
    """Begin to set up an authenticator app; it counts once its first code is confirmed."""
    made = await codes.start_totp(identity)
    return NewAuthenticator(made.secret, made.uri, made.qr_svg)


@post(
    "/auth/totp/confirm",
    access=ROLES,
    level="one_factor",
    fresh=True,
    refusals=[
        errors.CodeWrong,
        errors.FactorAbsent,
        errors.FactorExists,
        errors.TooManyAttempts,
        errors.PasswordResetRequired,
    ],
)
async def confirm_totp(identity: Identity, data: ConfirmTotp) -> Response[RecoveryCodes]:
    """Finish setting up the app with its first code; other sessions end."""
    changed = await codes.confirm_totp(identity, data.code)
    return Response(RecoveryCodes(changed.recovery_codes), cookies=[session_cookie(changed.token)])


@delete("/auth/totp", access=ROLES, fresh=True, refusals=[errors.FactorAbsent, errors.LastFactor])
async def remove_totp(identity: Identity) -> Response[None]:
    """Remove the authenticator app; other sessions end."""
    changed = await codes.remove_totp(identity)
    return Response(None, status_code=204, cookies=[session_cookie(changed.token)])


@post("/auth/recovery-codes", access=ROLES, fresh=True, status_code=201, refusals=[errors.FactorAbsent])
async def renew_recovery_codes(identity: Identity) -> RecoveryCodes:
    """Ten new recovery codes; the old ones count no more."""
    return RecoveryCodes(await codes.renew_recovery_codes(identity))


@get("/auth/passkeys", access=ROLES, level="one_factor")
async def list_passkeys(identity: Identity) -> Passkeys:
    """The user's passkeys."""
    return Passkeys(
        [
            PasskeyView(each.id, each.name, each.backed_up, each.created_at, each.last_used_at)
            for each in await passkeys.passkeys_of(identity)
        ]
    )


@post(
    "/auth/passkeys/options",
    access=ROLES,
    level="one_factor",
    fresh=True,
    refusals=[errors.TooManyPasskeys],
)
async def passkey_registration_options(identity: Identity) -> PasskeyOptions:
    """A challenge for making a passkey."""
    [user] = await directory.users([identity.user_id])
    return PasskeyOptions(await passkeys.registration_options(identity, full_name=user.full_name))


@post(
    "/auth/passkeys",
    access=ROLES,
    level="one_factor",
    fresh=True,
    status_code=201,
    refusals=[errors.PasskeyRefused],
)
async def register_passkey(identity: Identity, data: NewPasskey) -> Response[PasskeyMade]:
    """Keep a passkey the browser has made; other sessions end."""
    passkey_id, changed = await passkeys.register(identity, data.credential, name=data.name)
    return Response(
        PasskeyMade(passkey_id, changed.recovery_codes),
        status_code=201,
        cookies=[session_cookie(changed.token)],
    )


@patch("/auth/passkeys/{passkey_id:uuid}", access=ROLES, status_code=204)
async def rename_passkey(identity: Identity, passkey_id: UUID, data: NamePasskey) -> None:
    """Give a passkey another name."""
    await passkeys.rename(identity, passkey_id, data.name)


@delete(
    "/auth/passkeys/{passkey_id:uuid}",
    access=ROLES,
    fresh=True,
    refusals=[errors.LastFactor, errors.LastSignInMethod],
)
async def remove_passkey(identity: Identity, passkey_id: UUID) -> Response[None]:
    """Remove a passkey; other sessions end."""
    changed = await passkeys.remove(identity, passkey_id)
    return Response(None, status_code=204, cookies=[session_cookie(changed.token)])


router = routes_of(globals())
