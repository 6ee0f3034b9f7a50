"""Changing the e-mail address."""

from tutorium.modules.auth import errors
from tutorium.modules.auth.router.common import Email, Token
from tutorium.modules.auth.service import emails
from tutorium.platform.identity import Identity
from tutorium.platform.web import ANYONE, ROLES, Input, post, routes_of


class ChangeEmail(Input, frozen=True):
    email: Email


class ConfirmEmailChange(Input, frozen=True):
    token: Token


@post(
    "/auth/email/change",
    access=ROLES,
    fresh=True,
    status_code=202,
    refusals=[errors.EmailUnchanged, errors.TooManyLetters],
)
async def change_email(identity: Identity, data: ChangeEmail) -> None:
    """Ask for another address: a letter with a link goes there; the old one holds until it is followed."""
    await emails.request_change(identity, email=data.email)


@post(
    "/auth/email/change/confirm",
    access=ANYONE,
    status_code=204,
    refusals=[errors.TokenInvalid, errors.EmailTaken],
)
async def confirm_email_change(visitor: Identity | None, data: ConfirmEmailChange) -> None:
    """Change the address with the token of the letter; all other sessions end."""
    await emails.confirm_change(data.token, here=visitor)


router = routes_of(globals())
