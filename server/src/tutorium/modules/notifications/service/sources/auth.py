"""Values that auth knows."""

from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.auth import api as auth
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import UNKNOWN_DEVICE
from tutorium.modules.notifications.model.values import in_words
from tutorium.modules.notifications.service.sources.common import Values, link


async def confirm_link(message: Message, _: PersonCard) -> Values:
    return {"link": link(f"/confirm-email?token={await auth.link_token(token_id=message.about)}")}


async def reset_link(message: Message, _: PersonCard) -> Values:
    return {"link": link(f"/reset-password?token={await auth.link_token(token_id=message.about)}")}


async def change_link(message: Message, _: PersonCard) -> Values:
    """To the new address, which is nobody's yet."""
    token = await auth.link_token(token_id=message.about)
    change = await _email_change(message)
    return {"email": change.new_email, "link": link(f"/confirm-new-email?token={token}")}


async def changed_email(message: Message, _: PersonCard) -> Values:
    """To the address that holds no more."""
    return {"email": (await _email_change(message)).old_email, "link": link("/")}


async def _email_change(message: Message) -> auth.EmailChangeCard:
    change = await auth.email_change(change_id=message.about)
    if change is None:
        raise LetterRejected("the change of address is gone")
    return change


async def account(message: Message, _: PersonCard) -> Values:
    pages = {"Auth.PasswordChanged": "/forgot-password", "Auth.AlreadyRegistered": "/sign-in"}
    return {"link": link(pages.get(message.operation, "/settings/security"))}


async def sign_in(message: Message, person: PersonCard) -> Values:
    begun = await auth.sign_in(session_id=message.about)
    if begun is None:
        raise LetterRejected("the session is gone")
    return {
        "device": begun.device or UNKNOWN_DEVICE[person.locale],
        "address": begun.address,
        "time": in_words(
            begun.at,
            timezone=person.timezone,
            locale=person.locale,
            short=message.channel == "centre",
        ),
        "link": link("/settings/security"),
    }


async def phone_code(message: Message, _: PersonCard) -> Values:
    """A text message says no more than the code: it is shown on locked screens."""
    code = await auth.phone_code(code_id=message.about)
    if code is None:
        raise LetterRejected("the code is of no use any more")
    return {"phone": code.phone, "code": code.digits}
