"""The cast of the access matrix: a victim who owns one of everything, and strangers who own nothing of it.

Whatever an identifier in a path, a body or a query may name is declared in IDS, with whom it is shown to;
whatever a route needs besides is in `bodies` and QUERIES. A route that names something new fails the matrix
until it is declared here.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Literal

import msgspec

from accounts.pictures import picture, upload
from auth.factors import at_the_second_step, register_passkey
from authenticator import Authenticator
from backoffice.staff import act
from catalog.test_write_review import taught
from lessons.booking import a_scheduled_lesson, noon
from newcomers import the_same_browser
from papers import scan
from papers import upload as send_document
from people import (
    EVERY_DAY,
    PASSWORD,
    TUTOR_PROFILE,
    Person,
    a_financier,
    a_guardian,
    a_moderator,
    a_student,
    a_supporter,
    a_tutor,
    agree,
    an_admin,
    set_up_authenticator,
    sign_in,
)
from subscriptions.lots import buy_too_late
from subscriptions.subscribers import AUTOPAY, PLAN, subscribe
from support.desk import ARTICLE, a_ticket, letter
from support.test_attachments import a_file
from tutorium.platform import clock
from tutorium.platform.ids import new_id
from world import World

Seen = Literal["public", "owner", "parties", "desk", "staff", "word"]
"""Who sees what an identifier names: everybody; its owner; both sides of it; its owner and,
at the desk, the staff; the staff its route declares.
A word of our own vocabulary names nothing of anybody's."""

IDS: dict[str, Seen] = {
    "tutor_id": "public",
    "photo_id": "public",
    "lesson_id": "parties",
    "payment_id": "desk",
    "refund_id": "desk",
    "lot_id": "owner",
    "subscription_id": "owner",
    "method_id": "owner",
    "learner_id": "owner",
    "child_id": "owner",
    "guardianship_id": "parties",
    "session_id": "owner",
    "passkey_id": "owner",
    "user_id": "staff",
    "actor_id": "staff",
    "review_id": "staff",
    "case_id": "staff",
    "document_id": "owner",
    "token": "word",
    "ticket_id": "desk",
    "attachment_id": "owner",
    "assignee_id": "staff",
    "macro_id": "staff",
    "slug": "public",
    "job_id": "staff",
    "letter_id": "staff",
    "parked_id": "staff",
    "change_id": "staff",
    "provider": "word",
    "kind": "word",
    "key": "word",
}
NOT_OURS = {"device_id": "an identifier of the provider's, in what it sends back"}
"""Names that end in `_id` and name nothing here."""

VERSION = "2026-11-25"
WHY = "Проверка доступа: обращение 4512"
QUERIES: dict[str, dict[str, Any]] = {
    "listSlots": {"from": "TOMORROW", "to": "NEXT_DAY", "minutes": 60},
    "userCard": {"reason": WHY},
    "affectedPeople": {},
    "uploadAttachment": {"name": "снимок.png"},
}
"""Query parameters without which an operation says nothing; identifiers are added by their names."""

FORMS: dict[str, dict[str, Any]] = {
    "uploadDocument": {"data": {"kind": "identity"}, "files": {"file": ("scan.jpg", scan(), "image/jpeg")}},
}
"""What operations take that are sent a form instead of JSON."""

CANARIES = (
    "Соловьёвская-Канарейкина",
    "Птенцов-Канарейкин",
    "щегол-под-проверкой",
    "зяблик-о-рефанде",
    "чижик-в-обращении",
)
"""Words that stand in the victims' data and nowhere else; those of a published review are seen by all."""

ROLES = ("student", "tutor", "guardian", "support", "moderator", "finance", "admin")


class Cast(msgspec.Struct):
    """Everybody, and the identifiers of what the victims own."""

    victim: Person
    victim_tutor: Person
    victim_guardian: Person
    strangers: dict[str, Person]
    """By role: each lets himself in where the role may, and owns nothing of the victims."""
    outsiders: dict[str, Person]
    """By why nobody lets them in: signed out, revoked, blocked, pending."""
    ids: dict[str, str]
    secrets: tuple[str, ...]
    """What stands in the victims' data and may be in no stranger's answer."""

    def owner(self, name: str) -> Person:
        """Whose the thing with this identifier is."""
        of_guardian = ("learner_id", "child_id", "guardianship_id")
        if name == "document_id":
            return self.victim_tutor
        return self.victim_guardian if name in of_guardian else self.victim


async def a_cast(world: World) -> Cast:
    """Everybody, made through HTTP."""
    tutor, rival = await a_tutor(world), await a_student(world)
    victim = await a_student(world, full_name=f"Анна {CANARIES[0]}")
    await taught(world, victim, tutor, 2)
    for person in (victim, tutor, rival):
        await sign_in(person)
    await victim.post(f"/catalog/tutors/{tutor.id}/reviews", {"rating": 5, "text": "Всем видный отзыв"})
    for teacher in (tutor, await a_tutor(world)):  # minutes are left with each, and money for them
        await buy_too_late(world, victim, rival, teacher)
    lots = (await victim.get("/subscriptions/credits")).json()["items"]
    free, repaid = (lot["lot_id"] for lot in lots if lot["free"])
    refund = (await victim.post("/payments/refunds", {"lot_id": repaid}, key=str(new_id()))).json()
    lesson = await a_scheduled_lesson(world, victim, tutor, noon(5), minutes=90)
    await world.webhooks_delivered()
    for person in (victim, tutor):
        await sign_in(person)
    subscription = await subscribe(world, victim, tutor, autopay_version=AUTOPAY)
    await victim.put(f"/catalog/favourites/{tutor.id}", {})
    edit = TUTOR_PROFILE | {"headline": f"Математика, {CANARIES[2]}"}
    assert (await tutor.put("/accounts/me/tutor-profile", edit)).status_code == 200
    await agree(tutor, "tutor_documents")
    document = (await send_document(tutor, "diploma")).json()
    await world.settle()
    guardian = await a_guardian(world)
    child = {"full_name": f"Миша {CANARIES[1]}", "birth_date": "2016-03-02"}
    learner = (await guardian.post("/accounts/me/children", child)).json()
    invitation = {"email": f"{new_id()}@example.test", "consent_version": VERSION}
    bond = (await guardian.post("/accounts/me/guardianships", invitation, key="a bond")).json()
    photo = (await upload(victim, picture())).json()["photo_url"]
    passkey = (await register_passkey(victim, Authenticator(world.url), CANARIES[3])).json()
    await set_up_authenticator(victim)
    revoked = the_same_browser(world, victim)
    await sign_in(victim)  # in the same browser: the session it had is over
    del victim.http.headers["cookie"]
    await sign_in(victim)  # in another browser: the session before it lives on
    moderator = await a_moderator(world)
    [review] = (await moderator.get("/backoffice/profile-reviews")).json()["items"]
    word = {"text": f"Прошу помочь, {CANARIES[-1]}", "lesson_id": lesson["id"]}
    ticket = await a_ticket(victim, **word)
    file = await a_file(victim, name=f"{CANARIES[-1]}.png")
    sessions = (await victim.get("/auth/sessions")).json()["items"]
    another = next(each for each in sessions if not each["current"])
    ids = {
        "tutor_id": tutor.id,
        "photo_id": photo.rsplit("/", 1)[-1],
        "lesson_id": lesson["id"],
        "payment_id": lesson["payment"]["payment_id"],
        "refund_id": refund["id"],
        "lot_id": free,
        "subscription_id": subscription["id"],
        "method_id": subscription["method"]["id"],
        "learner_id": learner["id"],
        "child_id": learner["id"],
        "guardianship_id": bond["id"],
        "session_id": another["session_id"],
        "passkey_id": passkey["passkey_id"],
        "user_id": victim.id,
        "actor_id": victim.id,
        "review_id": review["id"],
        "case_id": document["id"],
        "document_id": document["id"],
        "token": "nobody-has-this",
        "ticket_id": ticket["id"],
        "attachment_id": file["id"],
        "assignee_id": victim.id,
        "macro_id": str(new_id()),
        "slug": "book-lesson",
        "job_id": "1",
        "letter_id": str(new_id()),
        "parked_id": str(new_id()),
        "provider": "yandex",
        "kind": "marketing",
        "key": "payments.refund_days",
    }
    strangers = {
        "student": await a_student(world),
        "tutor": await a_tutor(world),
        "guardian": await a_guardian(world),
        "support": await a_supporter(world),
        "moderator": moderator,
        "finance": await a_financier(world),
        "admin": await an_admin(world),
    }
    limit = "/backoffice/policy/payments.refund_auto_kopecks"
    changed = await strangers["admin"].post(limit, {"value": 900_000, "reason": WHY})
    assert changed.status_code == 200, changed.text
    proposed = changed.json()["setting"]["waiting"]
    ids["change_id"] = proposed["id"]
    blocked = await a_student(world)
    assert (await act(strangers["admin"], blocked, "block")).status_code == 200
    await world.settle()
    return Cast(
        victim=victim,
        victim_tutor=tutor,
        victim_guardian=guardian,
        strangers=strangers,
        outsiders={
            "signed out": world.visitor(),
            "revoked": revoked,
            "blocked": blocked,
            "pending": await at_the_second_step(world, victim),
        },
        ids=ids,
        secrets=(
            *CANARIES,
            victim.email,
            tutor.email,
            guardian.email,
            victim.id,
            guardian.id,
            *(ids[name] for name, seen in IDS.items() if seen in ("owner", "parties", "desk")),
            repaid,
            invitation["email"],
        ),
    )


def bodies() -> dict[str, Any]:
    """A body nothing is wrong with for every operation that takes one; identifiers come by their names."""
    because = {"reason": WHY}
    credential = {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}
    person = {
        "role": "student",
        "full_name": "Пётр Чужой",
        "birth_date": "1990-05-01",
        "timezone": "Europe/Moscow",
        "locale": "ru",
        "consents": [
            {"kind": "offer", "text_version": "2026-11-01"},
            {"kind": "personal_data", "text_version": "2026-11-01"},
        ],
    }
    return {
        "register": person | {"email": f"{new_id()}@example.test", "password": PASSWORD},
        "registerExternally": person,
        "confirmEmail": {"token": "nobody-has-this"},
        "login": {"email": f"{new_id()}@example.test", "password": PASSWORD},
        "finishSignIn": {"method": "totp", "code": "000000"},
        "passkeySignIn": {"credential": credential},
        "registerPasskey": {"credential": credential, "name": "Телефон"},
        "renamePasskey": {"name": "Чужой"},
        "stepUp": {"method": "password", "password": "не тот пароль"},
        "confirmTotp": {"code": "000000"},
        "forgotPassword": {"email": f"{new_id()}@example.test"},
        "resetPassword": {"token": "nobody-has-this", "password": PASSWORD},
        "changePassword": {"current_password": "не тот пароль", "new_password": PASSWORD},
        "changeEmail": {"email": f"{new_id()}@example.test"},
        "confirmEmailChange": {"token": "nobody-has-this"},
        "startExternalSignIn": {"next": "/settings"},
        "linkExternal": {"next": "/settings"},
        "finishExternalSignIn": {"code": "x", "state": "y"},
        "sendPhoneCode": {"phone": "+7 900 555-01-01"},
        "confirmPhone": {"code": "000000"},
        "changeAccount": {"full_name": "Пётр Чужой"},
        "saveTutorProfile": TUTOR_PROFILE,
        "addChild": {"full_name": "Петя Чужой", "birth_date": "2016-03-02"},
        "changeChild": {"full_name": "Петя Другой"},
        "consentForChild": {"text_version": VERSION},
        "inviteToGuardianship": {"email": f"{new_id()}@example.test", "consent_version": VERSION},
        "showInvitation": {"token": "nobody-has-this"},
        "acceptInvitation": {"token": "nobody-has-this"},
        "declineInvitation": {"token": "nobody-has-this"},
        "giveConsent": {"kind": "marketing", "text_version": VERSION},
        "eraseMyAccount": {"email": f"{new_id()}@example.test"},
        "takePaymentNotice": {"event": "payment.succeeded", "object": {"id": "nothing-of-ours"}},
        "subscribe": PLAN,
        "paySubscription": {},
        "topUpSubscription": {"lessons": 1},
        "cancelSubscription": {"reason_code": "other"},
        "undoCancelSubscription": {},
        "setSubscriptionCollection": {"mode": "manual"},
        "refundSubscription": {},
        "quoteSubscriptionRefund": {},
        "quoteRefund": {},
        "requestRefund": {},
        "setAvailability": {"weekly": EVERY_DAY},
        "bookLesson": {"subject": "math", "starts_at": noon(9).isoformat(), "minutes": 60},
        "cancelLesson": {"reason_code": "other"},
        "confirmLesson": {},
        "quoteCancel": {},
        "writeReview": {"rating": 1, "text": "Чужой отзыв"},
        "readNotices": {"ids": [str(new_id())]},
        "choosePreferences": {"items": [{"kind": "lesson_booked", "email": False}]},
        "blockUser": because,
        "unblockUser": because,
        "endUserSessions": because,
        "approveRefund": because,
        "rejectRefund": because | {"answer": "other"},
        "refundPaidByHand": because | {"reference": "П-118"},
        "checkRefunds": because | {"wary": True},
        "changePolicy": because | {"value": 9},
        "dropJob": because,
        "dropLetter": because,
        "dropMessage": because,
        "setRoles": because | {"roles": ["student"]},
        "saveAnswers": {"teaches_minors": True},
        "uploadDocument": {"kind": "diploma", "file": "x"},
        "approveDocument": {},
        "askForAnother": {"reason_codes": ["other"]},
        "rejectDocument": {"reason_codes": ["other"]},
        "askTutorForChanges": {"reason_code": "other"},
        "rejectTutor": {"reason_code": "other"},
        "openTicket": letter(),
        "writeMessage": {"text": "Чужое сообщение"},
        "rateTicket": {"rating": 1, "comment": "Чужая оценка"},
        "answerTicket": {"text": "Ответ", "after": "ask"},
        "writeNote": {"text": "Заметка"},
        "assignTicket": {},
        "moveTicket": {"state": "pending_internal", "reason": WHY},
        "classifyTicket": because | {"category": "question", "priority": "p4"},
        "addMacro": {"name": str(new_id()), "text": "Готовый ответ"},
        "changeMacro": {"name": str(new_id()), "text": "Готовый ответ"},
        "writeArticle": ARTICLE | {"slug": f"a{new_id().hex}"},
        "changeArticle": ARTICLE,
        "rejectReview": {"reason_code": "other", "note": "Чужое решение"},
    }


def query(operation: str) -> dict[str, Any]:
    """The query parameters of an operation, with moments from now."""
    moments = {"TOMORROW": clock.now() + timedelta(days=1), "NEXT_DAY": clock.now() + timedelta(days=2)}
    return {
        name: moments[value].isoformat() if value in moments else value
        for name, value in QUERIES.get(operation, {}).items()
    }
