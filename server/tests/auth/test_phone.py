"""Confirming a phone number by a code in a text message."""

import asyncio
import io
import itertools
import json
import logging
from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auth.external import audited
from people import Person, a_student
from tutorium.modules.auth.errors import TooManyCodes
from tutorium.modules.auth.model.phone import PER_NETWORK_AND_HOUR, mobile_number, network_of
from tutorium.modules.auth.service import phones
from tutorium.platform import clock, metrics, settings
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id
from tutorium.platform.request import Origin, came_from
from world import World

_numbers = itertools.count(1)


@pytest.fixture
def phone() -> str:
    """A number nobody has written to: the sandbox keeps its messages from test to test."""
    return f"+7916{next(_numbers):07}"


async def ask(person: Person, phone: str) -> tuple[int, str]:
    """Ask for a code: status and code of the answer."""
    answer = await person.post("/auth/phone", {"phone": phone})
    return answer.status_code, answer.json().get("code", "")


async def code_sent(world: World, phone: str) -> str:
    """The digits of the latest message."""
    return str((await world.text_messages(phone))[0]["parameters"]["code"])


async def confirm(person: Person, code: str) -> tuple[int, str]:
    """Send the digits: status and code of the answer."""
    answer = await person.post("/auth/phone/confirm", {"code": code})
    return answer.status_code, answer.json().get("code", "")


async def confirmed(world: World, phone: str) -> Person:
    """A student with a confirmed number."""
    person = await a_student(world)
    assert (await ask(person, phone))[0] == 202
    assert (await confirm(person, await code_sent(world, phone)))[0] == 200
    return person


def another(code: str) -> str:
    """Six digits, but not these."""
    return f"{(int(code) + 1) % 1_000_000:06}"


async def phone_of(person: Person) -> tuple[str | None, bool]:
    """What the account shows."""
    account = (await person.get("/accounts/me")).json()
    return account["phone"], account["phone_confirmed"]


async def test_a_code_in_a_message_confirms_the_number(world: World, phone: str) -> None:
    person = await a_student(world)
    assert await phone_of(person) == (None, False)
    spaced = f"8 ({phone[2:5]}) {phone[5:8]}-{phone[8:10]}-{phone[10:]}"
    answer = await person.post("/auth/phone", {"phone": spaced})
    assert answer.json() == {"phone": phone, "expires_in_seconds": 300, "resend_in_seconds": 60}
    assert await phone_of(person) == (None, False)
    [message] = await world.text_messages(phone)
    assert set(message["parameters"]) == {"code", "text"}
    code = message["parameters"]["code"]
    assert message["parameters"]["text"].splitlines()[-1] == f"@localhost #{code}"
    answer = await person.post("/auth/phone/confirm", {"code": code})
    assert answer.json() == {"phone": phone, "phone_confirmed": True}
    assert await phone_of(person) == (phone, True)
    [row] = await audited(world, "auth.phone_confirmed")
    assert (row["subject"], row["data"]) == (f"user:{person.id}", {})
    assert await world.letters(person.email, "Auth.PhoneChanged") == []


async def test_of_many_right_codes_at_once_one_counts(world: World, phone: str) -> None:
    person = await a_student(world)
    await ask(person, phone)
    code = await code_sent(world, phone)
    answers = await asyncio.gather(*(confirm(person, code) for _ in range(50)))
    assert sorted(answers) == [(200, "")] + [(422, "auth.phone_code_expired")] * 49
    assert len(await audited(world, "auth.phone_confirmed")) == 1


async def test_of_many_wrong_codes_at_once_five_are_looked_at(world: World, phone: str) -> None:
    person = await a_student(world)
    await ask(person, phone)
    wrong = another(await code_sent(world, phone))
    answers = await asyncio.gather(*(confirm(person, wrong) for _ in range(20)))
    assert sorted(answers) == [(422, "auth.phone_code_expired")] * 15 + [(422, "auth.phone_code_wrong")] * 5
    assert await confirm(person, await code_sent(world, phone)) == (422, "auth.phone_code_expired")
    [row] = await audited(world, "auth.phone_code_exhausted")
    assert row["subject"] == f"user:{person.id}"


async def test_a_wrong_code_says_how_many_tries_are_left(world: World, phone: str) -> None:
    person = await a_student(world)
    await ask(person, phone)
    code = await code_sent(world, phone)
    answer = await person.post("/auth/phone/confirm", {"code": another(code)})
    assert (answer.json()["tries_left"], answer.json()["errors"][0]["field"]) == (4, "code")
    assert (await confirm(person, code))[0] == 200


async def test_a_code_lives_five_minutes(world: World, phone: str) -> None:
    person = await a_student(world)
    await ask(person, phone)
    code = await code_sent(world, phone)
    await world.travel(minutes=5)
    assert await confirm(person, code) == (422, "auth.phone_code_expired")


async def test_a_new_code_makes_the_old_one_useless(world: World, phone: str) -> None:
    person = await a_student(world)
    await ask(person, phone)
    first = await code_sent(world, phone)
    await world.travel(seconds=60)
    await ask(person, phone)
    second = await code_sent(world, phone)
    assert first != second
    assert (await confirm(person, first))[1] == "auth.phone_code_wrong"
    assert (await confirm(person, second))[0] == 200


async def test_a_code_is_of_no_use_to_somebody_else(world: World, phone: str) -> None:
    person, other = await a_student(world), await a_student(world)
    await ask(person, phone)
    assert await confirm(other, await code_sent(world, phone)) == (422, "auth.phone_code_expired")


async def test_a_number_that_is_somebodys_is_answered_like_any_other(world: World, phone: str) -> None:
    await confirmed(world, phone)
    await world.travel(minutes=2)
    person = await a_student(world)
    answers = [await person.post("/auth/phone", {"phone": phone})]
    await world.travel(minutes=2)
    answers.append(await person.post("/auth/phone", {"phone": "+79169999999"}))
    shown = [{**answer.json(), "phone": ""} for answer in answers]
    assert shown[0] == shown[1]
    assert [answer.status_code for answer in answers] == [202, 202]


@pytest.mark.parametrize(
    "phone",
    ["+74951234567", "+77011234567", "+15551234567", "9161234567", "+7916123456", "hello", "+79161234567#"],
)
async def test_only_russian_mobile_numbers_get_messages(world: World, phone: str) -> None:
    assert await ask(await a_student(world), phone) == (422, "auth.phone_not_supported")
    assert await world.fetch("SELECT * FROM auth.phone_code") == []


async def test_a_minute_passes_before_the_next_code(world: World, phone: str) -> None:
    person = await a_student(world)
    assert await ask(person, phone) == (202, "")
    refused = await person.post("/auth/phone", {"phone": phone})
    assert (refused.status_code, refused.json()["code"]) == (429, "auth.too_many_codes")
    assert 0 < int(refused.headers["retry-after"]) <= 60
    assert await ask(person, "+79160000000") == (429, "auth.too_many_codes"), "another number does not help"
    other = await a_student(world)
    assert await ask(other, phone) == (429, "auth.too_many_codes"), "neither does another account"
    await world.travel(seconds=60)
    assert await ask(other, phone) == (202, "")


async def test_of_many_requests_at_once_one_sends_a_code(world: World, phone: str) -> None:
    people = [await a_student(world) for _ in range(3)]
    answers = await asyncio.gather(*(ask(person, phone) for person in people for _ in range(5)))
    assert sorted(answers) == [(202, "")] + [(429, "auth.too_many_codes")] * 14
    assert len(await world.text_messages(phone)) == 1


async def test_five_codes_an_hour_and_ten_a_day_go_to_a_number(world: World, phone: str) -> None:
    person = await a_student(world)
    statuses = []
    for _ in range(3):
        for _ in range(6):
            statuses.append((await ask(person, phone))[0])
            await world.travel(seconds=61)
        await world.travel(minutes=60)
    assert statuses == [202] * 5 + [429] + [202] * 5 + [429] + [429] * 6
    await world.travel(days=1)
    assert (await ask(person, phone))[0] == 202


async def test_twenty_codes_an_hour_go_to_a_network(world: World, phone: str) -> None:
    person = await a_student(world)
    for n in range(PER_NETWORK_AND_HOUR):
        await world.fetch(
            "INSERT INTO auth.phone_code VALUES ($1, $2, $3, '203.0.113.0/24', $4, $4)",
            new_id(),
            UUID(person.id),
            f"+790000000{n:02}",
            clock.now(),
        )
    other = await a_student(world)
    identity = Identity(
        UUID(other.id),
        new_id(),
        frozenset({"student"}),
        "",
        True,
        date(1990, 1, 1),
        "ru",
        "one_factor",
        datetime.now(UTC),
    )
    with came_from(Origin(address="203.0.113.77")), pytest.raises(TooManyCodes):
        await phones.send_code(identity, phone)
    with came_from(Origin(address="203.0.114.77")):
        assert await phones.send_code(identity, phone) == phone


async def test_when_the_budget_is_spent_nobody_gets_a_code_and_an_alarm_is_raised(
    world: World, phone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS_DAILY_BUDGET", "1")
    settings.settings.cache_clear()
    before = metrics.sms_codes.labels("budget")._value.get()
    try:
        assert await ask(await a_student(world), phone) == (202, "")
        answer = await (await a_student(world)).post("/auth/phone", {"phone": "+79160000001"})
        assert (answer.status_code, answer.json()["code"]) == (503, "auth.codes_unavailable")
        assert answer.headers["retry-after"] == "3600"
        assert metrics.sms_codes.labels("budget")._value.get() == before + 1
    finally:
        monkeypatch.undo()
        settings.settings.cache_clear()


async def test_changing_and_removing_a_number_ask_for_a_fresh_proof(world: World, phone: str) -> None:
    person = await confirmed(world, phone)
    await world.travel(minutes=11)
    assert await ask(person, "+79160000002") == (403, "auth.step_up_required")
    assert (await person.delete("/auth/phone")).status_code == 403
    fresh = await a_student(world)
    await world.travel(minutes=11)
    assert await ask(fresh, "+79160000003") == (202, ""), "a first number needs none"


async def test_another_number_replaces_the_first_and_that_is_told(world: World, phone: str) -> None:
    person = await confirmed(world, phone)
    other = phone.replace("+7916", "+7926")
    await world.travel(minutes=2)
    await ask(person, other)
    assert await phone_of(person) == (phone, True)
    await confirm(person, await code_sent(world, other))
    assert await phone_of(person) == (other, True)
    assert len(await audited(world, "auth.phone_changed")) == 1
    assert len(await world.letters(person.email, "Auth.PhoneChanged")) == 1


async def test_a_removed_number_is_gone(world: World, phone: str) -> None:
    person = await confirmed(world, phone)
    for _ in range(2):
        assert (await person.delete("/auth/phone")).status_code == 204
    assert await phone_of(person) == (None, False)
    assert len(await audited(world, "auth.phone_removed")) == 1
    assert len(await world.letters(person.email, "Auth.PhoneChanged")) == 1


async def test_a_message_that_comes_too_late_is_not_sent(world: World, phone: str) -> None:
    person = await a_student(world)
    await world.fault("mindbox", "error_503")
    await ask(person, phone)
    await world.travel(minutes=6)
    await world.no_faults()
    await world.travel(hours=1)
    assert await world.text_messages(phone) == []
    [row] = await world.fetch("SELECT state FROM notifications.message WHERE operation = 'Auth.PhoneCode'")
    assert row["state"] == "dead"


async def test_the_code_lies_nowhere_and_the_number_in_no_log(
    world: World, phone: str, caplog: pytest.LogCaptureFixture
) -> None:
    heard = io.StringIO()
    handler = logging.StreamHandler(heard)
    for known in logging.getLogger().handlers:
        if known.formatter is not None and "structlog" in type(known.formatter).__module__:
            handler.setFormatter(known.formatter)
    logging.getLogger("tutorium-test").addHandler(handler)
    logging.getLogger().addHandler(handler)
    try:
        person = await confirmed(world, phone)
    finally:
        logging.getLogger().removeHandler(handler)
    code = (await world.text_messages(phone))[0]["parameters"]["code"]
    for table in await world.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    ):
        rows = await world.fetch(f"SELECT to_jsonb(t)::text AS line FROM {table['name']} t")  # noqa: S608
        assert not any(f'"{code}"' in row["line"] for row in rows), table["name"]
    ours = [line for line in heard.getvalue().splitlines() if line.startswith("{")]
    assert any("/auth/phone" in line for line in ours)
    assert not any(phone[1:] in line or code in json.loads(line).values() for line in ours)
    exposed = metrics.exposition()[0].decode()
    assert phone[1:] not in exposed
    assert person.id


async def test_old_codes_are_forgotten(world: World, phone: str) -> None:
    await confirmed(world, phone)
    await world.travel(days=1, minutes=1)
    await world.run_schedule("auth.forget_old")
    assert await world.fetch("SELECT * FROM auth.phone_code") == []


@given(st.uuids())
def test_digits_are_six_and_always_the_same(code_id: UUID) -> None:
    digits = phones.digits_of(code_id)
    assert len(digits) == 6
    assert digits.isdecimal()
    assert digits == phones.digits_of(code_id)


@given(st.text(alphabet="0123456789 +-()", max_size=20))
def test_a_number_is_russian_and_mobile_or_none(text: str) -> None:
    found = mobile_number(text)
    assert found is None or (found.startswith("+79") and len(found) == 12 and mobile_number(found) == found)


@given(st.ip_addresses())
def test_a_network_holds_its_address(address: object) -> None:
    network = network_of(str(address))
    assert network == "" or network.endswith(("/24", "/56"))
