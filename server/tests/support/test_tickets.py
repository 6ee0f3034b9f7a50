"""A customer's tickets: writing, context, the thread, settling, rating."""

import asyncio

import pytest

from backoffice.staff import outcome
from lessons.booking import a_scheduled_lesson, noon
from papers import a_candidate, uploaded
from people import Person, a_student, a_supporter, a_tutor, sign_in
from subscriptions.subscribers import a_pair, subscribe
from support.desk import a_key, a_ticket, answers, at_desk, did, letter, mine, moves, notes, says
from tutorium.platform import clock
from tutorium.platform.ids import new_id
from world import World


async def test_a_ticket_says_when_it_will_be_answered(world: World) -> None:
    student = await a_student(world)
    categories = (await student.get("/support/categories")).json()["items"]
    promised = {each["category"]: each["answer_due_at"] for each in categories}
    ticket = await a_ticket(student, category="safety")
    assert (ticket["state"], ticket["allowed_actions"]) == ("new", ["reply", "close"])
    assert [(each["number"], each["author_role"], each["text"]) for each in ticket["messages"]] == [
        (1, "customer", letter()["text"])
    ]
    assert ticket["answer_due_at"] >= promised["safety"]
    assert ticket["number"] > 1000
    assert (await student.get("/support/tickets")).json()["items"][0]["id"] == ticket["id"]


async def test_a_ticket_carries_the_lesson_and_the_payment_it_is_about(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon())
    about = {"lesson_id": lesson["id"], "payment_id": lesson["payment"]["payment_id"]}
    ticket = await a_ticket(student, **about)
    assert {name: ticket[name] for name in about} == about
    agent = await a_supporter(world)
    shown = await at_desk(agent, ticket)
    assert shown["lesson"]["tutor_name"] == tutor.name
    assert shown["payment"]["amount_kopecks"] == lesson["price_kopecks"]
    assert shown["customer"]["full_name"] == student.name
    theirs = await tutor.post("/support/tickets", letter(lesson_id=lesson["id"]), key=a_key())
    assert theirs.status_code == 201
    for body in ({"payment_id": about["payment_id"]}, {"lesson_id": lesson["id"]}):
        who = tutor if "payment_id" in body else await a_student(world)
        refused = await who.post("/support/tickets", letter(**body), key=a_key())
        assert outcome(refused) == (422, "support.context_unknown")


async def test_a_ticket_carries_the_document_it_is_about(world: World) -> None:
    tutor, agent = await a_candidate(world), await a_supporter(world)
    paper = (await uploaded(world, tutor, "diploma"))["diploma"]
    ticket = await a_ticket(tutor, category="verification", document_id=paper["id"])
    assert ticket["document_id"] == (await mine(tutor, ticket))["document_id"] == paper["id"]
    shown = await at_desk(agent, ticket)
    facts = {"id": paper["id"], "tutor_id": tutor.id, "kind": "diploma", "state": paper["state"]}
    assert shown["document"] == facts
    assert (shown["lesson"], shown["payment"]) == (None, None)
    queue = (await agent.get("/backoffice/tickets")).json()["items"]
    assert [each["id"] for each in queue] == [ticket["id"]]
    own = (await tutor.get("/support/tickets")).json()["items"]
    assert [each["id"] for each in own] == [ticket["id"]]
    for who, document_id in ((await a_tutor(world), paper["id"]), (tutor, str(new_id()))):
        refused = await who.post("/support/tickets", letter(document_id=document_id), key=a_key())
        assert outcome(refused) == (422, "support.context_unknown")


async def test_a_ticket_carries_the_subscription_it_is_about(world: World) -> None:
    tutor, student = await a_pair(world)
    agent, subscription = await a_supporter(world), await subscribe(world, student, tutor)
    ticket = await a_ticket(student, category="billing", subscription_id=subscription["id"])
    assert ticket["subscription_id"] == (await mine(student, ticket))["subscription_id"] == subscription["id"]
    shown = await at_desk(agent, ticket)
    assert (shown["lesson"], shown["payment"], shown["document"]) == (None, None, None)
    same = ("id", "state", "subject", "tutor_name", "learner_name", "minutes_per_cycle", "free_minutes")
    facts = {name: subscription[name] for name in (*same, "price_kopecks", "ends_at")}
    assert shown["subscription"] == facts | {"next_charge": subscription["next_charges"][0]}
    for who, subscription_id in (
        (tutor, subscription["id"]),
        (await a_student(world), subscription["id"]),
        (student, str(new_id())),
    ):
        refused = await who.post("/support/tickets", letter(subscription_id=subscription_id), key=a_key())
        assert outcome(refused) == (422, "support.context_unknown")


async def test_a_lesson_that_runs_now_is_urgent(world: World) -> None:
    tutor, student, agent = await a_tutor(world), await a_student(world), await a_supporter(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon(3))
    early = await a_ticket(student, category="lesson", lesson_id=lesson["id"])
    assert (await at_desk(agent, early))["priority"] == "p3"
    await world.travel(seconds=(noon(3) - clock.now()).total_seconds() - 3600)
    await sign_in(student)
    await sign_in(agent)
    now = await a_ticket(student, category="lesson", lesson_id=lesson["id"])
    assert (await at_desk(agent, now))["priority"] == "p2"


async def test_a_command_sent_twice_is_one_ticket_and_one_message(world: World) -> None:
    student = await a_student(world)
    first, second = [await student.post("/support/tickets", letter(), key="once") for _ in range(2)]
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    path = f"/support/tickets/{first.json()['id']}/messages"
    for _ in range(2):
        assert (await student.post(path, {"text": "Ещё одно"}, key="message")).status_code == 201
    numbers = [each["number"] for each in (await mine(student, first.json()))["messages"]]
    assert numbers == [1, 2]


async def test_messages_sent_at_once_are_numbered_without_gaps(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await asyncio.gather(
        *(says(student, ticket, f"Сообщение {number}") for number in range(6)),
        *(answers(agent, ticket, f"Ответ {number}") for number in range(4)),
        *(notes(agent, ticket, f"Заметка {number}") for number in range(3)),
    )
    shown = await at_desk(agent, ticket)
    for internal, expected in ((False, 11), (True, 3)):
        numbers = [each["number"] for each in shown["messages"] if each["internal"] is internal]
        assert sorted(numbers) == list(range(1, expected + 1))
    texts = {each["text"] for each in (await mine(student, ticket))["messages"]}
    assert not any("Заметка" in text for text in texts)
    assert len(texts) == 11


async def test_nobody_else_sees_a_ticket(world: World) -> None:
    student, stranger = await a_student(world), await a_student(world)
    ticket = await a_ticket(student)
    path = f"/support/tickets/{ticket['id']}"
    assert (await stranger.get(path)).status_code == 404
    assert (await stranger.post(f"{path}/close")).status_code == 404
    assert (await says(stranger, ticket, "Чужое")).status_code == 404
    assert (await stranger.get("/support/tickets")).json()["items"] == []


async def test_the_customer_settles_it_himself_and_takes_it_back(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    closed = (await student.post(f"/support/tickets/{ticket['id']}/close")).json()
    assert (closed["state"], closed["resolution"]) == ("resolved", "by_customer")
    assert closed["answer_due_at"] is None
    again = await student.post(f"/support/tickets/{ticket['id']}/close")
    assert outcome(again) == (409, "support.illegal_transition")
    back = (await student.post(f"/support/tickets/{ticket['id']}/reopen")).json()
    assert back["state"] == "open"
    assert back["answer_due_at"] is not None
    shown = await at_desk(agent, ticket)
    assert shown["reopen_count"] == 1
    assert did(shown) == ["opened", "resolved", "reopened"]


async def test_a_reply_opens_a_resolved_ticket_within_three_days(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await answers(agent, ticket, after="resolve", resolution="answered")
    await world.travel(hours=71)
    assert (await says(student, ticket, "Не помогло")).json()["state"] == "open"
    await sign_in(agent)
    await answers(agent, ticket, after="resolve", resolution="fixed")
    await world.travel(hours=72, seconds=1)
    shown = await mine(student, ticket)
    assert (shown["state"], shown["resolution"], shown["allowed_actions"]) == ("closed", "fixed", ["rate"])
    assert outcome(await says(student, ticket, "Поздно")) == (409, "support.ticket_closed")
    reopened = await student.post(f"/support/tickets/{ticket['id']}/reopen")
    assert outcome(reopened) == (409, "support.ticket_closed")


async def test_help_is_rated_once(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    path, body = f"/support/tickets/{ticket['id']}/rating", {"rating": 5, "comment": "Быстро и понятно"}
    assert outcome(await student.post(path, body)) == (409, "support.rating_early")
    await answers(agent, ticket, after="resolve", resolution="answered")
    rated = (await student.post(path, body)).json()
    assert (rated["rating"], rated["allowed_actions"]) == (5, ["reply", "reopen"])
    assert outcome(await student.post(path, {"rating": 1})) == (409, "support.rated_already")
    shown = await at_desk(agent, ticket)
    assert (shown["rating"], shown["rating_comment"]) == (5, "Быстро и понятно")


@pytest.mark.parametrize(
    "wrong", [{"category": "gossip"}, {"subject": " "}, {"text": ""}, {"text": "x" * 5001}]
)
async def test_a_ticket_without_sense_is_refused(world: World, wrong: dict[str, str]) -> None:
    student = await a_student(world)
    answer = await student.post("/support/tickets", letter(**wrong), key=a_key())
    assert answer.status_code == 400


async def test_leaving_settles_tickets_and_takes_their_words_away(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, subject="Тайна моего имени")
    await answers(agent, ticket, "Секретный ответ")
    await notes(agent, ticket, "Заметка о человеке")
    copied = (await student.get("/accounts/me/export")).status_code
    assert copied == 200
    await _leave(world, student)
    shown = await at_desk(agent, ticket)
    assert (shown["state"], shown["subject"], shown["resolution"]) == ("resolved", "", "by_customer")
    assert {each["text"] for each in shown["messages"]} == {""}


async def _leave(world: World, person: Person) -> None:
    answer = await person.post("/accounts/me/erase", {"email": person.email})
    assert answer.status_code < 300, answer.text
    await world.settle()


async def test_a_ticket_waits_for_finance_with_its_clock_running(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, category="refund")
    await answers(agent, ticket)
    shown = (await moves(agent, ticket, "pending_internal", reason="Ждём возврат от финансов")).json()
    assert shown["state"] == "pending_internal"
    resolution = next(each for each in shown["clocks"] if each["kind"] == "resolution")
    assert resolution["due_at"] is not None
