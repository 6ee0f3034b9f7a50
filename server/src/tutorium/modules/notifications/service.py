"""Queueing letters when something happens, and sending them with the words of the moment."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.lessons import api as lessons
from tutorium.modules.notifications import providers, queries
from tutorium.modules.notifications.errors import LetterCompulsory, LetterRejected, MindboxSilent
from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.model import (
    COMPULSORY,
    KINDS,
    LETTERS,
    TOPICS,
    Audience,
    Kind,
    Message,
    Recipient,
    Topic,
    in_rubles,
    in_words,
)
from tutorium.modules.notifications.model.phrases import (
    AS_MINUTES,
    DECLINED,
    EDIT_REASONS,
    REASONS,
    UNKNOWN_DEVICE,
)
from tutorium.modules.notifications.model.wordings import WORDINGS, Wording
from tutorium.modules.payments import api as payments
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import FieldError
from tutorium.platform.events import publish
from tutorium.platform.identity import Locale
from tutorium.platform.ids import id_of
from tutorium.platform.settings import settings

Values = dict[str, str]
log = structlog.get_logger("notifications")


async def queue_letters(
    db: Db, event: str, *, about: UUID, to: Mapping[Audience, UUID], fact: object = ""
) -> None:
    """One letter to each audience of the event; a fact that was told is not told again.

    `fact` tells apart facts about the same thing, such as two changes of one password.
    """
    letter = LETTERS[event]
    for recipient_id in dict.fromkeys(to[audience] for audience in letter.audiences):
        message = Message(
            id=id_of(event, about, fact, recipient_id, letter.operation),
            operation=letter.operation,
            recipient_id=recipient_id,
            about=about,
            state="queued",
        )
        if await queries.insert_message(db, message, now=clock.now()):
            await publish(db, MessageQueued(message_id=message.id))


async def tell_about_lesson(event: str, lesson_id: UUID) -> None:
    """Letters to the payer and the tutor of the lesson, as the table says."""
    lesson = await lessons.lesson_facts(lesson_id=lesson_id)
    if lesson is not None:
        async with transaction() as db:
            people: dict[Audience, UUID] = {"payer": lesson.payer_id, "tutor": lesson.tutor_id}
            await queue_letters(db, event, about=lesson_id, to=people)


async def tell_about_payment(event: str, payment_id: UUID) -> None:
    """A letter to the payer."""
    payment = await payments.payment(payment_id=payment_id)
    if payment is not None:
        async with transaction() as db:
            await queue_letters(db, event, about=payment_id, to={"payer": payment.payer_id})


async def muted_kinds(user_id: UUID) -> frozenset[Kind]:
    """The kinds of letters this person does not want."""
    async with connection() as db:
        return frozenset(each.kind for each in await queries.muted(db, user_id))


async def choose_letters(user_id: UUID, *, muted: frozenset[Kind]) -> None:
    """Send this person all letters but those; LetterCompulsory for one that nobody can do without."""
    if compulsory := sorted(muted & COMPULSORY):
        raise LetterCompulsory(errors=tuple(FieldError(kind, "compulsory", "") for kind in compulsory))
    async with transaction() as db:
        await queries.mute(db, user_id, sorted(muted), now=clock.now())


async def send(message_id: UUID) -> None:
    """Send a queued letter, if its reader wants it.

    What cannot be sent ever is marked dead; MindboxSilent asks for another try.
    """
    async with connection() as db:
        message = await queries.message(db, message_id)
    if message is None or message.state != "queued":
        return
    if KINDS[message.operation] in await muted_kinds(message.recipient_id):
        async with transaction() as db:
            await queries.note_muted(db, message.id)
        return
    try:
        to, parameters = await _compose(message)
        await providers.send_letter(
            operation=message.operation, transaction_id=message.id, to=to, parameters=parameters
        )
    except LetterRejected as error:
        log.error("letter_rejected", operation=message.operation, reason=str(error))
        async with transaction() as db:
            await queries.note_failure(db, message.id, str(error), final=True)
        await _tell_onwards(message)
        return
    except MindboxSilent as error:
        async with transaction() as db:
            await queries.note_failure(db, message.id, str(error), final=False)
        raise
    async with transaction() as db:
        await queries.note_sent(db, message.id, now=clock.now())
    await _tell_onwards(message)


async def _tell_onwards(message: Message) -> None:
    """Whoever is leaving has had his last letter, or will not get it: his address is needed no more."""
    if message.operation == "Accounts.Leaving":
        await accounts.erasure_told(user_id=message.recipient_id)


async def copy(user_id: UUID) -> dict[str, Any]:
    """Which letters the person was sent."""
    async with connection() as db:
        return {
            "messages": await queries.messages_copy(db, user_id),
            "muted": await queries.muted_copy(db, user_id),
        }


async def erase(user_id: UUID) -> dict[str, int]:
    """Forget the letters to the person. May be repeated."""
    async with transaction() as db:
        return {
            "messages": await queries.delete_messages(db, user_id),
            "muted": await queries.delete_muted(db, user_id),
        }


async def _compose(message: Message) -> tuple[Recipient, Values]:
    """Where it goes, and the letter in the recipient's language, with times on his clock."""
    user = await auth.user(user_id=message.recipient_id)
    person = await accounts.person(user_id=message.recipient_id)
    if user is None or person is None:
        raise LetterRejected("the recipient is gone")
    wording = WORDINGS[message.operation][person.locale]
    if TOPICS[message.operation] == "phone_code":
        return await _phone_code(message, wording)
    values = {"name": person.full_name} | await _SOURCES[TOPICS[message.operation]](message, person)
    texts = {"subject": wording.subject.format(**values), "text": wording.text.format(**values)}
    return Recipient(email=values.pop("email", user.email)), values | texts


async def _phone_code(message: Message, wording: Wording) -> tuple[Recipient, Values]:
    """A text message says no more than the code: it is shown on locked screens."""
    code = await auth.phone_code(code_id=message.about)
    if code is None:
        raise LetterRejected("the code is of no use any more")
    host = urlsplit(settings().public_url).hostname or ""
    text = wording.text.format(code=code.digits, host=host)
    return Recipient(phone=code.phone), {"code": code.digits, "text": text}


async def _confirm_link(message: Message, _: accounts.PersonCard) -> Values:
    return {"link": _link(f"/confirm-email?token={await auth.link_token(token_id=message.about)}")}


async def _reset_link(message: Message, _: accounts.PersonCard) -> Values:
    return {"link": _link(f"/reset-password?token={await auth.link_token(token_id=message.about)}")}


async def _change_link(message: Message, _: accounts.PersonCard) -> Values:
    """To the new address, which is nobody's yet."""
    token = await auth.link_token(token_id=message.about)
    return {
        "email": (await _email_change(message)).new_email,
        "link": _link(f"/confirm-new-email?token={token}"),
    }


async def _changed_email(message: Message, _: accounts.PersonCard) -> Values:
    """To the address that holds no more."""
    return {"email": (await _email_change(message)).old_email, "link": _link("/")}


async def _email_change(message: Message) -> auth.EmailChangeCard:
    change = await auth.email_change(change_id=message.about)
    if change is None:
        raise LetterRejected("the change of address is gone")
    return change


async def _account(message: Message, _: accounts.PersonCard) -> Values:
    pages = {"Auth.PasswordChanged": "/forgot-password", "Auth.AlreadyRegistered": "/sign-in"}
    return {"link": _link(pages.get(message.operation, "/settings/security"))}


async def _sign_in(message: Message, person: accounts.PersonCard) -> Values:
    begun = await auth.sign_in(session_id=message.about)
    if begun is None:
        raise LetterRejected("the session is gone")
    return {
        "device": begun.device or UNKNOWN_DEVICE[person.locale],
        "address": begun.address,
        "time": in_words(begun.at, timezone=person.timezone, locale=person.locale),
        "link": _link("/settings/security"),
    }


async def _invitation(message: Message, _: accounts.PersonCard) -> Values:
    """The one letter that goes to an address instead of a user; `name` is whoever invites."""
    found = await accounts.invitation(guardianship_id=message.about)
    if found is None:
        raise LetterRejected("the invitation is gone")
    token = await auth.link_token(token_id=message.about)
    return {"email": found.email, "link": _link(f"/guardianship?token={token}")}


async def _guardianship(_: Message, __: accounts.PersonCard) -> Values:
    return {"link": _link("/family")}


async def _leaving(_: Message, __: accounts.PersonCard) -> Values:
    return {"link": _link("/legal/privacy_policy")}


async def _lesson(message: Message, person: accounts.PersonCard) -> Values:
    lesson = await lessons.lesson_facts(lesson_id=message.about)
    if lesson is None:
        raise LetterRejected("the lesson is gone")
    tutor = await accounts.person(user_id=lesson.tutor_id)
    learner = await accounts.person(user_id=lesson.learner_id) or await accounts.child(
        guardian_id=lesson.payer_id, child_id=lesson.learner_id
    )
    names = {s.subject: s.name for s in await accounts.subjects(locale=person.locale)}
    pages = {"Lessons.Expired": f"/tutors/{lesson.tutor_id}", "Lessons.LatePayment": "/payments"}
    return {
        "lesson_subject": names.get(lesson.subject, lesson.subject),
        "lesson_time": in_words(lesson.starts_at, timezone=person.timezone, locale=person.locale),
        "minutes": str(lesson.minutes),
        "tutor_name": tutor.full_name if tutor else "",
        "learner_name": learner.full_name if learner else "",
        "price": in_rubles(lesson.price_kopecks, locale=person.locale),
        "charged": in_rubles(lesson.charged_kopecks or 0, locale=person.locale),
        "returned": _returned(lesson, person.locale),
        "link": _link(pages.get(message.operation, f"/lessons/{lesson.lesson_id}")),
    }


def _returned(lesson: lessons.LessonFacts, locale: Locale) -> str:
    paid = 0 if lesson.paid_with == "none" else lesson.price_kopecks
    amount = in_rubles(paid - (lesson.charged_kopecks or 0), locale=locale)
    return f"{amount} {AS_MINUTES[locale]}" if lesson.paid_with == "credits" else amount


async def _payment(message: Message, person: accounts.PersonCard) -> Values:
    payment = await payments.payment(payment_id=message.about)
    if payment is None:
        raise LetterRejected("the payment is gone")
    return {
        "amount": in_rubles(payment.amount_kopecks, locale=person.locale),
        "reason": REASONS.get(payment.reason or "", DECLINED)[person.locale],
        "link": _link("/payments"),
    }


async def _refund(message: Message, person: accounts.PersonCard) -> Values:
    found = await payments.refunds_by_id(refund_ids=[message.about])
    if not found:
        raise LetterRejected("the refund is gone")
    return {
        "amount": in_rubles(found[0].amount_kopecks, locale=person.locale),
        "link": _link("/payments"),
    }


async def _profile_edit(message: Message, person: accounts.PersonCard) -> Values:
    edit = await accounts.review(review_id=message.about)
    if edit is None:
        raise LetterRejected("the edit is gone")
    approved = edit.state == "approved"
    return {
        "reason": EDIT_REASONS[edit.reason_code or "other"][person.locale],
        "note": edit.note,
        "link": _link(f"/tutors/{edit.tutor_id}" if approved else "/tutor/profile"),
    }


_SOURCES: dict[Topic, Callable[[Message, accounts.PersonCard], Awaitable[Values]]] = {
    "confirm_link": _confirm_link,
    "reset_link": _reset_link,
    "change_link": _change_link,
    "changed_email": _changed_email,
    "account": _account,
    "profile_edit": _profile_edit,
    "sign_in": _sign_in,
    "invitation": _invitation,
    "guardianship": _guardianship,
    "leaving": _leaving,
    "lesson": _lesson,
    "payment": _payment,
    "refund": _refund,
}


def _link(path: str) -> str:
    return f"{settings().public_url}{path}"
