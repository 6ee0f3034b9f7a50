"""The desk: queues, search, assignment, notes, macros, what is audited."""

import asyncio

from backoffice.staff import a_colleague, audited, outcome
from people import Person, a_moderator, a_student, a_supporter, an_admin
from support.desk import WHY, a_ticket, answers, at_desk, did, mine, moves, notes
from tutorium.platform.ids import new_id
from world import World


async def _queue(agent: Person, **filters: object) -> list[int]:
    answer = await agent.get("/backoffice/tickets", **filters)
    assert answer.status_code == 200, answer.text
    return [each["number"] for each in answer.json()["items"]]


async def test_queues_stand_in_the_order_of_their_deadlines(world: World) -> None:
    student, agent, other = (
        await a_student(world),
        await a_supporter(world),
        await a_colleague(world, "support"),
    )
    late = await a_ticket(student, category="idea")
    soon = await a_ticket(student, category="safety")
    middle = await a_ticket(student, category="double_charge")
    assert await _queue(agent) == [soon["number"], middle["number"], late["number"]]
    assert await _queue(agent, queue="mine") == []
    await agent.post(f"/backoffice/tickets/{middle['id']}/take")
    assert await _queue(agent, queue="mine") == [middle["number"]]
    assert await _queue(other, queue="mine") == []
    assert await _queue(agent, queue="unassigned") == [soon["number"], late["number"]]
    counts = (await agent.get("/backoffice/tickets")).json()["counts"]
    assert counts == {"mine": 1, "unassigned": 2, "all": 3}
    waiting = (await agent.get("/backoffice/waiting")).json()
    assert waiting["tickets"] == 2


async def test_a_queue_is_read_page_by_page(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    written = {
        (await a_ticket(student, category=category))["number"]
        for category in ("idea", "question", "safety", "refund", "question")
    }
    resolved = await a_ticket(student)
    await answers(agent, resolved, after="resolve", resolution="answered")
    seen: list[int] = []
    cursor = None
    while True:
        page = (await agent.get("/backoffice/tickets", limit=2, cursor=cursor)).json()
        seen += [each["number"] for each in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert (len(seen), set(seen)) == (5, written)
    assert await _queue(agent, state="resolved") == [resolved["number"]]
    assert (await agent.get("/backoffice/tickets", cursor="gibberish")).status_code == 400


async def test_tickets_are_found_by_number_name_and_any_form_of_a_word(world: World) -> None:
    student = await a_student(world, full_name="Ефросинья Тестова")
    agent = await a_supporter(world)
    ticket = await a_ticket(student, text="Не приходят письма о занятиях на почту.", subject="Тишина")
    await a_ticket(await a_student(world), text="Совсем о другом.")
    for words in (str(ticket["number"]), f"№ {ticket['number']}", "Ефросинья", "письмо", "тишиной"):
        assert await _queue(agent, q=words) == [ticket["number"]], words
    await notes(agent, ticket, "Проверил почтовый провайдер")
    assert await _queue(agent, q="провайдера") == [ticket["number"]]
    assert await _queue(agent, q="дельфин") == []
    assert await _queue(agent, q="письмо", priority="p1") == []
    assert await _queue(agent, q="письмо", category="question") == [ticket["number"]]


async def test_of_two_agents_who_take_at_once_one_wins(world: World) -> None:
    student = await a_student(world)
    agents = [await a_colleague(world, "support") for _ in range(3)]
    ticket = await a_ticket(student)
    path = f"/backoffice/tickets/{ticket['id']}/take"
    answered = await asyncio.gather(*(each.post(path) for each in agents))
    assert sorted(each.status_code for each in answered) == [200, 409, 409]
    assert {each.json()["code"] for each in answered if each.status_code == 409} == {"support.ticket_taken"}
    winner = next(agent for agent, each in zip(agents, answered, strict=True) if each.status_code == 200)
    shown = await at_desk(winner, ticket)
    assert (shown["assignee_id"], shown["state"]) == (winner.id, "open")
    assert did(shown) == ["opened", "taken", "opened"]
    assert (await winner.post(path)).status_code == 200


async def test_a_ticket_is_given_to_an_agent_and_to_nobody(world: World) -> None:
    student, agent, other = (
        await a_student(world),
        await a_supporter(world),
        await a_colleague(world, "support"),
    )
    moderator = await a_moderator(world)
    ticket = await a_ticket(student)
    path = f"/backoffice/tickets/{ticket['id']}/assign"
    listed = {each["user_id"] for each in (await agent.get("/backoffice/agents")).json()["items"]}
    assert {agent.id, other.id} <= listed
    assert moderator.id not in listed
    given = (await agent.post(path, {"assignee_id": other.id})).json()
    assert (given["assignee_id"], given["state"]) == (other.id, "open")
    for stranger in (moderator.id, student.id, str(new_id())):
        refused = await agent.post(path, {"assignee_id": stranger})
        assert outcome(refused) == (422, "support.agent_unknown")
    stale = await agent.post(path, {"assignee_id": None}, **{"if-match": '"1"'})
    assert outcome(stale) == (409, "version_mismatch")
    free = await agent.post(path, {"assignee_id": None}, **{"if-match": f'"{given["version"]}"'})
    assert free.json()["assignee_id"] is None
    [row, _] = await audited(world, "support.ticket_assigned") + await audited(
        world, "support.ticket_unassigned"
    )
    assert str(row["actor_id"]) == agent.id
    assert row["subject"] == f"user:{student.id}"


async def test_an_answer_takes_the_ticket_and_may_end_it(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    missing = await answers(agent, ticket, after="resolve")
    assert outcome(missing) == (422, "support.resolution_missing")
    shown = (
        await answers(agent, ticket, "Нажмите «Перенести».", after="resolve", resolution="answered")
    ).json()
    assert (shown["state"], shown["assignee_id"], shown["resolution"]) == ("resolved", agent.id, "answered")
    seen = await mine(student, ticket)
    assert [(each["author_role"], each["author_name"]) for each in seen["messages"]] == [
        ("customer", ""),
        ("agent", "Вера"),
    ]
    assert seen["allowed_actions"] == ["reply", "reopen", "rate"]
    wrong = await moves(agent, ticket, "open")
    assert outcome(wrong) == (409, "support.illegal_transition")


async def test_notes_are_never_shown_to_the_customer(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    before = await mine(student, ticket)
    shown = (await notes(agent, ticket, "Похоже на мошенника")).json()
    assert [each["internal"] for each in shown["messages"]] == [False, True]
    after = await mine(student, ticket)
    assert after["messages"] == before["messages"]
    assert "мошенника" not in (await student.get("/accounts/me/export")).text
    for role in ("moderator", "finance"):
        colleague = await a_colleague(world, role)
        assert (await colleague.get(f"/backoffice/tickets/{ticket['id']}")).status_code == 403


async def test_a_look_at_anothers_ticket_is_audited(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await at_desk(agent, ticket)
    [look] = await audited(world, "backoffice.ticket_opened")
    assert (look["subject"], str(look["actor_id"])) == (f"user:{student.id}", agent.id)
    await agent.post(f"/backoffice/tickets/{ticket['id']}/take")
    await at_desk(agent, ticket)
    assert len(await audited(world, "backoffice.ticket_opened")) == 1


async def test_ready_answers_are_kept_by_their_names(world: World) -> None:
    agent = await a_colleague(world, "support")
    body = {"name": "Возврат отправлен", "text": "{customer}, деньги уже в пути."}
    made = await agent.post("/backoffice/macros", body)
    assert made.status_code == 201
    assert outcome(await agent.post("/backoffice/macros", body)) == (409, "support.macro_exists")
    path = f"/backoffice/macros/{made.json()['id']}"
    changed = (await agent.put(path, body | {"name": "Возврат"})).json()["items"]
    assert [each["name"] for each in changed] == ["Возврат"]
    second = (await agent.post("/backoffice/macros", body)).json()
    taken = await agent.put(f"/backoffice/macros/{second['id']}", body | {"name": "Возврат"})
    assert outcome(taken) == (409, "support.macro_exists")
    assert (await agent.delete(path)).status_code == 204
    assert (await agent.delete(path)).status_code == 404
    assert (await agent.put(path, body | {"name": "Нет такого"})).status_code == 404
    left = (await agent.get("/backoffice/macros")).json()["items"]
    assert [each["name"] for each in left] == ["Возврат отправлен"]


async def test_what_an_agent_may_do_with_a_ticket_is_told(world: World) -> None:
    student, agent, lead = await a_student(world), await a_supporter(world), await an_admin(world)
    ticket = await a_ticket(student)
    assert (await at_desk(agent, ticket))["moves"] == ["open"]
    await agent.post(f"/backoffice/tickets/{ticket['id']}/take")
    assert (await at_desk(agent, ticket))["moves"] == ["pending_customer", "pending_internal", "resolved"]
    assert "on_hold" in (await at_desk(lead, ticket))["moves"]
    body = {"category": "question", "priority": "p4", "reason": WHY}
    assert (await agent.post(f"/backoffice/tickets/{new_id()}/classify", body)).status_code == 404
