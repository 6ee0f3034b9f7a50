"""The second step of signing in, signing in with a passkey alone, and proving again who one is."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Response

from tutorium.modules.auth import errors
from tutorium.modules.auth.model.factors import Method
from tutorium.modules.auth.router.common import LoggedIn, Password, logged_in, session_cookie
from tutorium.modules.auth.service import passkeys, proofs
from tutorium.platform.errors import FieldError, Malformed
from tutorium.platform.identity import Identity
from tutorium.platform.web import ANYONE, ROLES, Input, get, post, routes_of

Code = Annotated[str, msgspec.Meta(min_length=6, max_length=40)]


class SecondFactor(Input, frozen=True):
    """`code` goes with "totp" and "recovery_code", `credential` with "passkey"."""

    method: Method
    code: Code | None = None
    credential: dict[str, Any] | None = None


class StepUp(Input, frozen=True):
    """`password` is for those without a second factor."""

    method: Method | Literal["password"]
    code: Code | None = None
    credential: dict[str, Any] | None = None
    password: Password | None = None


class PasskeyLogin(Input, frozen=True):
    credential: dict[str, Any]


class FactorsView(msgspec.Struct, frozen=True):
    totp: bool
    passkeys: int
    recovery_codes_left: int
    password: bool


class PasskeyOptions(msgspec.Struct, frozen=True):
    """What `PublicKeyCredential.parse…OptionsFromJSON` of the browser takes."""

    options: dict[str, Any]


PROOF_REFUSALS = [
    errors.CodeWrong,
    errors.PasskeyRefused,
    errors.TooManyAttempts,
    errors.PasswordResetRequired,
]


@get("/auth/factors", access=ROLES, level="pending")
async def factors(identity: Identity) -> FactorsView:
    """What the user can prove himself with."""
    found = await proofs.factors_of(identity)
    return FactorsView(found.totp, found.passkeys, found.recovery_codes_left, found.password)


@post(
    "/auth/login/second-factor",
    access=ROLES,
    level="pending",
    refusals=[*PROOF_REFUSALS, errors.NothingPending],
)
async def finish_sign_in(identity: Identity, data: SecondFactor) -> Response[LoggedIn]:
    """Finish signing in with the second factor; a new token comes in the cookie."""
    return logged_in(await proofs.finish_sign_in(identity, _proof(data.method, data.code, data.credential)))


@post("/auth/login/passkey/options", access=ANYONE)
async def passkey_sign_in_options() -> PasskeyOptions:
    """A challenge for signing in with a passkey, whoever it belongs to."""
    return PasskeyOptions(await passkeys.sign_in_options())


@post("/auth/login/passkey", access=ANYONE, refusals=[errors.PasskeyRefused, errors.Blocked])
async def passkey_sign_in(holder: Identity | None, data: PasskeyLogin) -> Response[LoggedIn]:
    """Sign in with a passkey and nothing else."""
    return logged_in(await proofs.sign_in_with_passkey(data.credential, previous=holder))


@post(
    "/auth/passkeys/proof-options",
    access=ROLES,
    level="pending",
    refusals=[errors.FactorAbsent],
)
async def passkey_proof_options(identity: Identity) -> PasskeyOptions:
    """A challenge for a passkey of this user: for the second step, and for step-up."""
    return PasskeyOptions(await passkeys.proof_options(identity))


@post(
    "/auth/step-up",
    access=ROLES,
    level="one_factor",
    status_code=204,
    refusals=[*PROOF_REFUSALS, errors.StepUpByFactor, errors.CurrentPasswordWrong, errors.Busy],
)
async def step_up(identity: Identity, data: StepUp) -> Response[None]:
    """Prove again who one is: opens sensitive actions for ten minutes; a new token comes in the cookie."""
    if data.method == "password":
        if data.password is None:
            raise _missing("password")
        token = await proofs.step_up_with_password(identity, data.password)
    else:
        token = await proofs.step_up(identity, _proof(data.method, data.code, data.credential))
    return Response(None, status_code=204, cookies=[session_cookie(token)])


def _proof(method: Method, code: str | None, credential: dict[str, Any] | None) -> proofs.Proof:
    if method == "passkey" and credential is None:
        raise _missing("credential")
    if method != "passkey" and code is None:
        raise _missing("code")
    return proofs.Proof(method, code or "", credential or {})


def _missing(field: str) -> Malformed:
    return Malformed(errors=(FieldError(field, "required", ""),))


router = routes_of(globals())
