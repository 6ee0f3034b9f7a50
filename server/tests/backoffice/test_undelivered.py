"""Letters nobody took and answers nobody could read are seen by admins, sent again, or given up."""

import pytest

from backoffice.staff import WHY, a_colleague, audited, outcome, proves_again
from newcomers import newcomer
from papers import DocumentSystem, a_candidate, documents, submit, uploaded
from tutorium.platform.ids import new_id
from world import World

LETTERS, MESSAGES = "/backoffice/jobs/letters", "/backoffice/jobs/messages"


async def test_a_letter_nobody_took_is_sent_again_and_another_is_given_up(world: World) -> None:
    admin = await a_colleague(world)
    await world.fault("mindbox", "validation_error")
    first, second = await newcomer(world), await newcomer(world)
    await world.settle()
    answer = await admin.get(LETTERS)
    assert first.email not in answer.text
    assert second.email not in answer.text
    found = [each for each in answer.json()["items"] if each["operation"] == "Auth.ConfirmEmail"]
    assert len(found) == 2
    assert {each["reason"] for each in found} == {"ValidationError  /customer/email"}
    await world.no_faults()
    later, sooner = (each["id"] for each in found)
    assert (await admin.post(f"{LETTERS}/{sooner}/retry")).status_code == 202
    assert len(await world.letters(first.email, "Auth.ConfirmEmail")) == 1
    assert outcome(await admin.post(f"{LETTERS}/{sooner}/retry")) == (404, "not_found")
    assert outcome(await admin.post(f"{LETTERS}/{later}/drop", {"reason": "мало"})) == (400, "malformed")
    dropped = [(await admin.post(f"{LETTERS}/{later}/drop", {"reason": WHY})).status_code for _ in range(2)]
    assert dropped == [200, 404]
    assert await world.letters(second.email, "Auth.ConfirmEmail") == []
    left = (await admin.get(LETTERS)).json()["items"]
    assert not {sooner, later} & {each["id"] for each in left}
    [row] = await audited(world, "notifications.dropped")
    assert (str(row["actor_id"]), row["reason"], row["subject"]) == (admin.id, WHY, f"message:{later}")
    assert row["data"] == {"operation": "Auth.ConfirmEmail"}


async def test_an_answer_nobody_can_read_is_read_again_and_given_up(world: World) -> None:
    admin = await a_colleague(world)
    system, tutor = await DocumentSystem.at_work(world), await a_candidate(world)
    await uploaded(world, tutor, "identity", "selfie")
    await submit(world, tutor)
    request = next(each for each in await system.requests() if each["document_type"] == "identity")
    await world.fault("document-system", "malformed")
    await system.answer(request["case_id"], "verified")
    await world.no_faults()
    await world.settle()
    [message] = (await admin.get(MESSAGES)).json()["items"]
    assert message["reason"] == "malformed"
    assert (await admin.post(f"{MESSAGES}/{message['id']}/retry")).status_code == 202
    await world.settle()
    [again] = (await admin.get(MESSAGES)).json()["items"]
    assert again["reason"] == "malformed"
    await proves_again(world, admin)
    answers = [
        (await admin.post(f"{MESSAGES}/{again['id']}/drop", {"reason": WHY})).status_code for _ in range(2)
    ]
    assert answers == [200, 404]
    assert (await admin.get(MESSAGES)).json() == {"items": []}
    assert (await documents(tutor))["identity"]["state"] != "approved"
    [sent] = await audited(world, "backoffice.message_sent_again")
    [row] = await audited(world, "backoffice.message_dropped")
    assert (str(sent["actor_id"]), sent["subject"]) == (admin.id, f"message:{message['id']}")
    assert (row["reason"], row["data"]["why"]) == (WHY, "malformed")


@pytest.mark.parametrize("role", ["support", "moderator", "finance"])
async def test_only_admins_see_and_touch_them(world: World, role: str) -> None:
    colleague = await a_colleague(world, role)  # type: ignore[arg-type]
    for path in (LETTERS, MESSAGES):
        assert outcome(await colleague.get(path)) == (403, "forbidden")
        assert outcome(await colleague.post(f"{path}/{new_id()}/retry")) == (403, "forbidden")
        refused = await colleague.post(f"{path}/{new_id()}/drop", {"reason": WHY})
        assert outcome(refused) == (403, "forbidden")
