"""Promised times as the product keeps them: the clock is ours, everything else is real."""

from datetime import datetime, timedelta

from backoffice.staff import audited, outcome
from people import Person, a_student, a_supporter, an_admin, sign_in
from support.desk import WHY, a_ticket, answers, at_desk, clock_of, did, mine, moves, says
from tutorium.modules.support.service import measures
from tutorium.platform import clock
from world import World


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _breaches(kind: str, priority: str) -> float:
    return float(measures.breaches.labels(kind, priority)._value.get())


async def _until(world: World, moment: str) -> None:
    """Move the clock to just after a moment."""
    left = _moment(moment) - clock.now() + timedelta(seconds=1)
    await world.travel(seconds=left.total_seconds())


async def test_the_resolution_stands_still_while_the_customer_owes_an_answer(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, category="safety")
    before = clock_of(await at_desk(agent, ticket), "resolution")
    assert _moment(before["due_at"]) - _moment(ticket["created_at"]) == timedelta(hours=4)
    await world.travel(minutes=10)
    asked = (await answers(agent, ticket, "Когда это было?", after="ask")).json()
    assert asked["state"] == "pending_customer"
    standing = clock_of(asked, "resolution")
    assert (standing["due_at"], standing["spent_minutes"]) == (None, 10)
    await world.travel(hours=40)
    await sign_in(agent)
    assert clock_of(await at_desk(agent, ticket), "resolution")["spent_minutes"] == 10
    answered = (await says(student, ticket, "Вчера вечером")).json()
    assert answered["state"] == "open"
    runs = clock_of(await at_desk(agent, ticket), "resolution")
    left = _moment(runs["due_at"]) - clock.now()
    assert timedelta(hours=3, minutes=49) < left <= timedelta(hours=3, minutes=50)
    assert not runs["breached"]


async def test_the_first_answer_keeps_its_own_deadline(world: World) -> None:
    """A note is no answer, a move is none, and a new message does not begin it anew."""
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, category="safety")
    first = clock_of(await at_desk(agent, ticket), "first_answer")
    await agent.post(f"/backoffice/tickets/{ticket['id']}/take")
    await world.travel(minutes=5)
    await says(student, ticket, "Ещё подробности")
    await moves(agent, ticket, "pending_internal")
    shown = await at_desk(agent, ticket)
    assert clock_of(shown, "first_answer")["due_at"] == first["due_at"]
    assert not any(each["kind"] == "next_answer" for each in shown["clocks"])
    assert (await mine(student, ticket))["answer_due_at"] == first["due_at"]
    done = clock_of((await answers(agent, ticket)).json(), "first_answer")
    assert (done["due_at"], done["breached"]) == (None, False)
    assert done["done_at"] is not None
    assert (await mine(student, ticket))["answer_due_at"] is None


async def test_the_next_answer_is_counted_from_the_customers_message_only(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, category="safety")
    await answers(agent, ticket)
    await answers(agent, ticket, "И ещё одно.")
    assert (await mine(student, ticket))["answer_due_at"] is None
    await world.travel(minutes=7)
    promised = (await says(student, ticket, "Понял, а дальше?")).json()["answer_due_at"]
    assert timedelta(minutes=29) < _moment(promised) - clock.now() <= timedelta(minutes=30)
    await world.travel(minutes=7)
    assert (await says(student, ticket, "Вы тут?")).json()["answer_due_at"] == promised
    await answers(agent, ticket, "Тут.")
    assert (await mine(student, ticket))["answer_due_at"] is None


async def test_a_promise_that_runs_out_is_told_three_times_and_counted(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    before = _breaches("first_answer", "p1")
    ticket = await a_ticket(student, category="safety")
    told = "SELECT told FROM support.clock WHERE ticket_id = $1 AND kind = 'first_answer'"
    for minutes, percent in ((11, 0), (0.5, 75), (2.5, 90), (1.5, 100)):
        await world.travel(minutes=minutes)
        [row] = await world.fetch(told, ticket["id"])
        assert row["told"] == percent, minutes
    assert _breaches("first_answer", "p1") == before + 1
    shown = await at_desk(agent, ticket)
    assert clock_of(shown, "first_answer")["breached"]
    assert did(shown)[-1] == "breached_first_answer"


async def test_a_kept_promise_is_never_breached(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    before = _breaches("first_answer", "p1") + _breaches("resolution", "p1")
    ticket = await a_ticket(student, category="account_taken")
    await answers(agent, ticket, after="resolve", resolution="fixed")
    await world.travel(days=2)
    assert _breaches("first_answer", "p1") + _breaches("resolution", "p1") == before
    assert not any("breached" in action for action in did(await _desk(agent, ticket)))


async def _desk(agent: Person, ticket: dict[str, str]) -> dict[str, object]:
    await sign_in(agent)
    return await at_desk(agent, ticket)


async def test_a_deadline_on_a_calendar_is_kept_to_the_moment(world: World) -> None:
    """Whatever the hour it is now: the promise of a question is kept or broken at its own moment."""
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    due = ticket["answer_due_at"]
    before = _breaches("first_answer", "p4")
    await world.travel(seconds=(_moment(due) - clock.now()).total_seconds() - 30)
    assert _breaches("first_answer", "p4") == before
    await _until(world, due)
    assert _breaches("first_answer", "p4") == before + 1
    await sign_in(agent)
    shown = await at_desk(agent, ticket)
    assert clock_of(shown, "first_answer")["breached"]
    assert not clock_of(shown, "resolution")["breached"]


async def test_silence_is_reminded_of_and_then_taken_for_an_answer(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await answers(agent, ticket, "Какой у вас браузер?", after="ask")
    await world.travel(hours=72, seconds=1)
    await sign_in(agent)
    assert did(await at_desk(agent, ticket))[-1] == "reminded"
    await world.travel(hours=96)
    shown = await mine(student, ticket)
    assert (shown["state"], shown["resolution"]) == ("resolved", "no_reply")
    await world.travel(hours=73)
    assert (await mine(student, ticket))["state"] == "closed"


async def test_an_answer_in_time_makes_the_timers_idle(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await answers(agent, ticket, "Какой у вас браузер?", after="ask")
    await world.travel(hours=50)
    await says(student, ticket, "Обычный")
    await world.travel(days=8)
    await sign_in(agent)
    shown = await at_desk(agent, ticket)
    assert shown["state"] == "open"
    assert "reminded" not in did(shown)


async def test_only_a_lead_lets_a_ticket_wait_for_a_date(world: World) -> None:
    student, agent, lead = await a_student(world), await a_supporter(world), await an_admin(world)
    ticket = await a_ticket(student, category="safety")
    await answers(agent, ticket)
    until = (clock.now() + timedelta(days=3)).isoformat()
    assert outcome(await moves(agent, ticket, "on_hold", until=until)) == (403, "support.lead_required")
    far = (clock.now() + timedelta(days=11)).isoformat()
    assert outcome(await moves(lead, ticket, "on_hold", until=far)) == (422, "support.hold_too_long")
    held = (await moves(lead, ticket, "on_hold", until=until, reason="Ждём ответа банка")).json()
    assert (held["state"], clock_of(held, "resolution")["due_at"]) == ("on_hold", None)
    await world.travel(days=3, seconds=1)
    await sign_in(agent)
    shown = await at_desk(agent, ticket)
    assert (shown["state"], shown["hold_until"]) == ("open", None)
    assert clock_of(shown, "resolution")["spent_minutes"] < 2


async def test_another_priority_moves_the_deadlines_and_says_why(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    body = {"category": "safety", "priority": "p1", "reason": WHY}
    shown = (await agent.post(f"/backoffice/tickets/{ticket['id']}/classify", body)).json()
    assert (shown["category"], shown["priority"]) == ("safety", "p1")
    due = _moment(clock_of(shown, "first_answer")["due_at"])
    assert due - _moment(ticket["created_at"]) <= timedelta(minutes=15, seconds=1)
    [row] = await audited(world, "support.ticket_classified")
    assert WHY in row["reason"]
    await world.travel(minutes=16)
    assert did(await at_desk(agent, ticket))[-1] == "breached_first_answer"


async def test_the_law_has_clocks_of_its_own_that_never_stop(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    refund, data = (
        await a_ticket(student, category="refund"),
        await a_ticket(student, category="personal_data"),
    )
    shown = (await answers(agent, refund, "На какую карту?", after="ask")).json()
    legal = clock_of(shown, "legal_refund")
    left = _moment(legal["due_at"]) - _moment(refund["created_at"])
    assert timedelta(days=10) < left <= timedelta(days=11)
    assert clock_of(shown, "resolution")["due_at"] is None
    term = clock_of(await at_desk(agent, data), "legal_personal_data")
    assert _moment(term["due_at"]) - _moment(data["created_at"]) > timedelta(days=13)
    before = _breaches("legal_refund", "p3")
    await _until(world, legal["due_at"])
    assert _breaches("legal_refund", "p3") == before + 1
    await sign_in(agent)
    shown = await at_desk(agent, refund)
    assert shown["state"] == "open"
    assert "unanswered" in did(shown)
    assert did(shown)[-1] == "breached_legal_refund"


async def test_a_reopened_demand_keeps_its_term(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student, category="refund")
    term = clock_of(await at_desk(agent, ticket), "legal_refund")["due_at"]
    await answers(agent, ticket, "Вернём сегодня", after="resolve", resolution="refunded")
    await world.travel(hours=50)
    assert (await says(student, ticket, "Денег нет")).json()["state"] == "open"
    await sign_in(agent)
    assert clock_of(await at_desk(agent, ticket), "legal_refund")["due_at"] == term
