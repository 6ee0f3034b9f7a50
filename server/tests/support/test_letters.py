"""What customers and leads hear of tickets."""

from people import a_student, a_supporter, an_admin, sign_in
from support.desk import a_ticket, answers, mine, says
from world import World


async def test_an_answer_a_reminder_and_a_question_about_the_help_come_by_mail(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    ticket = await a_ticket(student)
    await answers(agent, ticket, "Секретная подробность", after="ask")
    [answered] = await world.letters(student.email, "Support.Answered")
    assert answered["parameters"]["link"].endswith(f"/tickets/{ticket['id']}")
    assert str(ticket["number"]) in str(answered)
    assert "Секретная" not in str(answered)
    await world.travel(hours=72, seconds=1)
    assert len(await world.letters(student.email, "Support.AnswerAwaited")) == 1
    await says(student, ticket, "Вот подробности")
    await sign_in(agent)
    await answers(agent, ticket, "Готово", after="resolve", resolution="fixed")
    assert len(await world.letters(student.email, "Support.Resolved")) == 1
    assert len(await world.letters(student.email, "Support.Answered")) == 1
    await world.travel(hours=24, seconds=1)
    assert len(await world.letters(student.email, "Support.RatingAsked")) == 1


async def test_nobody_is_asked_for_what_he_has_said_or_settled_himself(world: World) -> None:
    student, agent = await a_student(world), await a_supporter(world)
    rated, own = await a_ticket(student), await a_ticket(student)
    await answers(agent, rated, after="resolve", resolution="answered")
    await student.post(f"/support/tickets/{rated['id']}/rating", {"rating": 4})
    await student.post(f"/support/tickets/{own['id']}/close")
    assert (await mine(student, own))["state"] == "resolved"
    assert len(await world.letters(student.email, "Support.Resolved")) == 1
    await world.travel(hours=24, seconds=1)
    asked = await world.letters(student.email, "Support.RatingAsked")
    assert [str(own["number"]) in str(each) for each in asked] == [True]


async def test_whoever_has_a_ticket_is_warned_first_and_the_lead_after_him(world: World) -> None:
    student, agent, lead = await a_student(world), await a_supporter(world), await an_admin(world)
    ticket = await a_ticket(student, category="safety")
    await agent.post(f"/backoffice/tickets/{ticket['id']}/take")
    told = (
        "SELECT recipient_id::text AS who, operation FROM notifications.message"
        " WHERE operation LIKE 'Support.Deadline%' ORDER BY created_at"
    )
    await world.travel(minutes=11.5)
    assert [tuple(row) for row in await world.fetch(told)] == [(agent.id, "Support.DeadlineNear")]
    await world.travel(minutes=2.2)
    assert (lead.id, "Support.DeadlineNear") in [tuple(row) for row in await world.fetch(told)]
    await world.travel(minutes=2)
    missed = {row["who"] for row in await world.fetch(told) if row["operation"] == "Support.DeadlineMissed"}
    assert missed == {agent.id, lead.id}


async def test_thirty_messages_an_hour_are_enough_for_anybody(world: World) -> None:
    student = await a_student(world)
    ticket = await a_ticket(student)
    for number in range(29):
        assert (await says(student, ticket, f"Ещё {number}")).status_code == 201
    refused = await says(student, ticket, "Тридцать первое")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    await world.travel(hours=1, seconds=1)
    assert (await says(student, ticket, "Через час")).status_code == 201
