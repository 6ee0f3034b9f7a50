"""Values that support knows."""

from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.service.sources.common import Values, link
from tutorium.modules.support import api as support

AT_THE_DESK = frozenset({"Support.DeadlineNear", "Support.DeadlineMissed"})


async def ticket(message: Message, _: PersonCard) -> Values:
    """Its words stay in the ticket: a letter only says where they are."""
    number = await support.ticket_number(ticket_id=message.about)
    if number is None:
        raise LetterRejected("the ticket is gone")
    place = "/desk/tickets" if message.operation in AT_THE_DESK else "/tickets"
    return {"number": str(number), "link": link(f"{place}/{message.about}")}
