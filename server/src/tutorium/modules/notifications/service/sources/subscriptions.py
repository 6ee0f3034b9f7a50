"""Values that subscriptions know."""

from datetime import datetime

from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import HOW_PAID
from tutorium.modules.notifications.model.values import in_rubles, on_day
from tutorium.modules.notifications.service.sources.common import Values, link
from tutorium.modules.subscriptions import api as subscriptions


async def subscription(message: Message, person: PersonCard) -> Values:
    found = await subscriptions.subscription_facts(subscription_id=message.about)
    if found is None:
        raise LetterRejected("the subscription is gone")
    tutor = await accounts.person(user_id=found.tutor_id)

    def day(moment: datetime | None) -> str:
        return on_day(moment, timezone=person.timezone, locale=person.locale) if moment else ""

    return {
        "tutor_name": tutor.full_name if tutor else "",
        "amount": in_rubles(found.price_kopecks, locale=person.locale),
        "charge_date": day(found.charge_at),
        "period_end": day(found.period_end),
        "ends_date": day(found.ends_at),
        "free_minutes": str(found.free_minutes),
        "how": HOW_PAID[_how(found)][person.locale].format(retry=day(found.retry_at)),
        "link": link("/subscriptions"),
    }


def _how(found: subscriptions.SubscriptionFacts) -> str:
    if found.retry_at is not None:
        return "retry"
    return "card" if found.collection_mode == "auto" and found.state == "active" else "by_hand"
