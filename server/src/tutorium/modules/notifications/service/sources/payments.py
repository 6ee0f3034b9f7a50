"""Values that payments knows."""

from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import DECLINED, REASONS, REFUSALS
from tutorium.modules.notifications.model.values import in_rubles, on_day
from tutorium.modules.notifications.service.sources.common import Values, link
from tutorium.modules.payments import api as payments


async def payment(message: Message, person: PersonCard) -> Values:
    found = await payments.payment(payment_id=message.about)
    if found is None:
        raise LetterRejected("the payment is gone")
    return {
        "amount": in_rubles(found.amount_kopecks, locale=person.locale),
        "reason": REASONS.get(found.reason or "", DECLINED)[person.locale],
        "link": link("/payments"),
    }


async def refund(message: Message, person: PersonCard) -> Values:
    found = await payments.refunds_by_id(refund_ids=[message.about])
    if not found:
        raise LetterRejected("the refund is gone")
    [known] = found
    deadline = known.deadline_at
    return {
        "amount": in_rubles(known.amount_kopecks, locale=person.locale),
        "reason": REFUSALS[known.answer][person.locale] if known.answer else "",
        "deadline": on_day(deadline, timezone=person.timezone, locale=person.locale) if deadline else "",
        "link": link("/payments"),
    }
