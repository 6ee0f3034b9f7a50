"""Forgetting, resetting and changing the password."""

from tutorium.modules.auth import errors
from tutorium.modules.auth.router.common import Email, Password, Token
from tutorium.modules.auth.service import passwords
from tutorium.platform.identity import Identity
from tutorium.platform.web import ANYONE, ROLES, Input, post, routes_of


class ForgotPassword(Input, frozen=True):
    email: Email


class ResetPassword(Input, frozen=True):
    token: Token
    password: Password


class ChangePassword(Input, frozen=True):
    current_password: Password
    new_password: Password


@post("/auth/password/forgot", access=ANYONE, status_code=202)
async def forgot_password(data: ForgotPassword) -> None:
    """Ask for a letter with a reset link; the answer does not tell whether the address is known."""
    await passwords.request_reset(email=data.email)


@post(
    "/auth/password/reset",
    access=ANYONE,
    status_code=204,
    refusals=[errors.TokenInvalid, errors.PasswordWeak, errors.Busy],
)
async def reset_password(data: ResetPassword) -> None:
    """Set a new password with the token of the letter; all sessions end."""
    await passwords.reset_password(token=data.token, password=data.password)


@post(
    "/auth/password/change",
    access=ROLES,
    fresh=True,
    status_code=204,
    refusals=[
        errors.CurrentPasswordWrong,
        errors.PasswordWeak,
        errors.TooManyAttempts,
        errors.PasswordResetRequired,
        errors.Busy,
    ],
)
async def change_password(identity: Identity, data: ChangePassword) -> None:
    """Change the password; all other sessions end."""
    await passwords.change_password(identity, current=data.current_password, new=data.new_password)


router = routes_of(globals())
