"""Confirming a phone number."""

from typing import Annotated

import msgspec

from tutorium.modules.auth import errors
from tutorium.modules.auth.model.phone import CODE_LIFE, RESEND_AFTER
from tutorium.modules.auth.service import phones
from tutorium.platform.errors import StepUpRequired
from tutorium.platform.identity import Identity
from tutorium.platform.web import ROLES, Input, delete, post, refuse_unless_fresh, routes_of


class SendPhoneCode(Input, frozen=True):
    phone: Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


class PhoneCodeSent(msgspec.Struct, frozen=True):
    phone: str
    expires_in_seconds: int
    resend_in_seconds: int


class ConfirmPhone(Input, frozen=True):
    code: Annotated[str, msgspec.Meta(pattern="^[0-9]{6}$")]


class PhoneState(msgspec.Struct, frozen=True):
    phone: str
    phone_confirmed: bool


@post(
    "/auth/phone",
    access=ROLES,
    status_code=202,
    refusals=[errors.PhoneNotSupported, errors.TooManyCodes, errors.CodesUnavailable, StepUpRequired],
)
async def send_phone_code(identity: Identity, data: SendPhoneCode) -> PhoneCodeSent:
    """Send a code to a number; who has a confirmed one proves again who he is before he changes it."""
    if await phones.phone_of(identity.user_id) is not None:
        refuse_unless_fresh(identity)
    phone = await phones.send_code(identity, data.phone)
    return PhoneCodeSent(phone, int(CODE_LIFE.total_seconds()), int(RESEND_AFTER.total_seconds()))


@post("/auth/phone/confirm", access=ROLES, refusals=[errors.PhoneCodeWrong, errors.PhoneCodeExpired])
async def confirm_phone(identity: Identity, data: ConfirmPhone) -> PhoneState:
    """Confirm the number with the code of the message."""
    return PhoneState(await phones.confirm(identity, data.code), phone_confirmed=True)


@delete("/auth/phone", access=ROLES, fresh=True)
async def remove_phone(identity: Identity) -> None:
    """Remove one's phone number."""
    await phones.remove(identity)


router = routes_of(globals())
