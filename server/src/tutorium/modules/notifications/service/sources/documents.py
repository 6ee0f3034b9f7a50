"""Values that documents knows."""

from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.documents import api as documents
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import DOCUMENTS, NEXT_STEPS, OUTCOMES
from tutorium.modules.notifications.model.values import in_full
from tutorium.modules.notifications.service.sources.common import Values, link

PAGE = "/tutor/verification"


async def verification(message: Message, person: PersonCard) -> Values:
    """As it stands now: a verdict that no longer holds is not told."""
    found = await documents.verification(tutor_id=message.about)
    if found is None or found.state not in OUTCOMES:
        raise LetterRejected("the application stands elsewhere by now")
    return {
        "outcome": OUTCOMES[found.state][person.locale],
        "next_step": NEXT_STEPS[found.state][person.locale],
        "link": link(PAGE),
    }


async def document(message: Message, person: PersonCard) -> Values:
    found = await documents.document_card(document_id=message.about)
    if found is None:
        raise LetterRejected("the document is gone")
    return {
        "document": DOCUMENTS[found.kind][person.locale],
        "valid_until": in_full(found.valid_until, locale=person.locale) if found.valid_until else "",
        "link": link(PAGE),
    }
