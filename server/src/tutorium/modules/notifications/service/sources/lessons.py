"""Values that lessons knows."""

from tutorium.modules.accounts import api as accounts
from tutorium.modules.accounts.api import PersonCard
from tutorium.modules.lessons import api as lessons
from tutorium.modules.notifications.errors import LetterRejected
from tutorium.modules.notifications.model import Message
from tutorium.modules.notifications.model.phrases import AS_MINUTES
from tutorium.modules.notifications.model.values import in_rubles, in_words
from tutorium.modules.notifications.service.sources.common import Values, link
from tutorium.platform.identity import Locale


async def lesson(message: Message, person: PersonCard) -> Values:
    found = await lessons.lesson_facts(lesson_id=message.about)
    if found is None:
        raise LetterRejected("the lesson is gone")
    tutor = await accounts.person(user_id=found.tutor_id)
    learner = await accounts.person(user_id=found.learner_id) or await accounts.child(
        guardian_id=found.payer_id, child_id=found.learner_id
    )
    names = {s.subject: s.name for s in await accounts.subjects(locale=person.locale)}
    pages = {"Lessons.Expired": f"/tutors/{found.tutor_id}", "Lessons.LatePayment": "/payments"}
    return {
        "lesson_subject": names.get(found.subject, found.subject),
        "lesson_time": in_words(
            found.starts_at,
            timezone=person.timezone,
            locale=person.locale,
            short=message.channel == "centre",
        ),
        "minutes": str(found.minutes),
        "tutor_name": tutor.full_name if tutor else "",
        "learner_name": learner.full_name if learner else "",
        "price": in_rubles(found.price_kopecks, locale=person.locale),
        "charged": in_rubles(found.charged_kopecks or 0, locale=person.locale),
        "returned": _returned(found, person.locale),
        "link": link(pages.get(message.operation, f"/lessons/{found.lesson_id}")),
    }


def _returned(found: lessons.LessonFacts, locale: Locale) -> str:
    paid = 0 if found.paid_with == "none" else found.price_kopecks
    amount = in_rubles(paid - (found.charged_kopecks or 0), locale=locale)
    return f"{amount} {AS_MINUTES[locale]}" if found.paid_with == "credits" else amount
