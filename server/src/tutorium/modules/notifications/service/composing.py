"""The words of a message, made at the moment it is sent."""

from urllib.parse import urlsplit

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message, Recipient
from tutorium.modules.notifications.model.table import ROWS
from tutorium.modules.notifications.model.wordings import WORDINGS
from tutorium.modules.notifications.service.sources import SOURCES
from tutorium.platform.settings import settings


class Composed(msgspec.Struct, frozen=True):
    """A message as it goes out; `values` are what filled its words."""

    to: Recipient
    subject: str
    text: str
    notice: str
    values: dict[str, str]


async def compose(message: Message) -> Composed:
    """The message in its reader's language, with times on his clock; LetterRejected when there is nobody to
    read it or nothing to say any more.
    """
    user = await auth.user(user_id=message.recipient_id)
    person = await accounts.person(user_id=message.recipient_id)
    if user is None or person is None:
        raise LetterRejected("the recipient is gone")
    wording = WORDINGS[message.operation][person.locale]
    values = await SOURCES[ROWS[message.operation].source](message, person)
    email, phone = values.pop("email", user.email), values.pop("phone", "")
    host = urlsplit(settings().public_url).hostname or ""
    named = {"name": person.full_name, "host": host} | values
    return Composed(
        to=Recipient(phone=phone) if message.channel == "sms" else Recipient(email=email),
        subject=wording.subject.format(**named),
        text=wording.text.format(**named),
        notice=wording.notice.format(**named),
        values=values if message.channel == "sms" else {"name": person.full_name} | values,
    )
