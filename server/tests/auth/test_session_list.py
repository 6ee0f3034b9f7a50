"""Where one is signed in, and the letter about a device nobody has seen before."""

from auth.factors import SESSION, audited
from newcomers import login, newcomer, the_same_browser
from people import Person, someone
from tutorium.modules.auth.model.devices import device_of
from world import World

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0"
FIREFOX_LATER = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.1 Mobile/15E148 Safari/604.1"
)
YANDEX = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0"
    " YaBrowser/24.10 Mobile Safari/537.36"
)


async def signed_in_with(world: World, person: Person, agent: str) -> Person:
    browser = world.visitor(**{"user-agent": agent})
    assert (await login(browser, email=person.email)).status_code == 200
    return browser


async def test_the_list_names_devices_and_marks_this_one(world: World) -> None:
    person = await newcomer(world)
    here = await signed_in_with(world, person, FIREFOX)
    await signed_in_with(world, person, PHONE)
    items = (await here.get("/auth/sessions")).json()["items"]
    named = {(item["browser"], item["system"], item["current"]) for item in items}
    assert named == {("Firefox", "Windows", True), ("Safari", "iPhone", False), ("", "", False)}
    assert {item["address"] for item in items} == {"127.0.0.1"}


async def test_another_session_can_be_ended_and_is_gone_at_once(world: World) -> None:
    person = await newcomer(world)
    there = await signed_in_with(world, person, PHONE)
    items = (await person.get("/auth/sessions")).json()["items"]
    other = next(item for item in items if not item["current"])
    ended = await person.delete(f"/auth/sessions/{other['session_id']}")
    assert ended.status_code == 204
    assert (await there.get(SESSION)).status_code == 401
    assert (await person.delete(f"/auth/sessions/{other['session_id']}")).status_code == 404
    assert [i["current"] for i in (await person.get("/auth/sessions")).json()["items"]] == [True]
    assert await audited(world, "auth.session_ended") == [
        {"subject": f"user:{person.id}", "session": other["session_id"]}
    ]


async def test_nobody_ends_the_session_of_another(world: World) -> None:
    one, other = await newcomer(world), await newcomer(world)
    [theirs] = (await other.get("/auth/sessions")).json()["items"]
    assert (await one.delete(f"/auth/sessions/{theirs['session_id']}")).status_code == 404
    assert (await other.get(SESSION)).status_code == 200


async def test_all_others_can_be_ended_together(world: World) -> None:
    person = await newcomer(world)
    others = [await signed_in_with(world, person, agent) for agent in (FIREFOX, PHONE, YANDEX)]
    assert (await person.delete("/auth/sessions")).status_code == 204
    assert (await person.get(SESSION)).status_code == 200
    for other in others:
        assert (await other.get(SESSION)).status_code == 401


async def test_a_session_that_expired_is_not_listed(world: World) -> None:
    person = await newcomer(world)
    await world.travel(days=20)
    await login(person)
    assert len((await person.get("/auth/sessions")).json()["items"]) == 1


async def test_a_new_device_is_told_by_letter_a_known_one_is_not(world: World) -> None:
    person = await someone(world)
    assert await world.letters(person.email, "Auth.NewDevice") == []
    await signed_in_with(world, person, FIREFOX)
    [letter] = await world.letters(person.email, "Auth.NewDevice")
    assert "Firefox, Windows" in letter["parameters"]["text"]
    assert "127.0.0.1" in letter["parameters"]["text"]
    await signed_in_with(world, person, FIREFOX_LATER)
    await login(the_same_browser(world, person))
    assert len(await world.letters(person.email, "Auth.NewDevice")) == 1


async def test_signing_in_and_out_and_failing_is_written_down(world: World) -> None:
    person = await newcomer(world)
    await login(world.visitor(), password="not-my-password", email=person.email)
    await person.post("/auth/logout")
    await login(world.visitor(), email="nobody@example.test")
    rows = await world.fetch(
        "SELECT action, subject, address FROM platform.audit WHERE action LIKE 'auth.%' ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("auth.signed_in", f"user:{person.id}", "127.0.0.1"),
        ("auth.sign_in_failed", f"user:{person.id}", "127.0.0.1"),
        ("auth.signed_out", f"user:{person.id}", "127.0.0.1"),
        ("auth.sign_in_failed", "user:unknown", "127.0.0.1"),
    ]


def test_browsers_are_told_apart_from_those_they_descend_from() -> None:
    assert device_of(YANDEX).label == "Яндекс Браузер, Android"
    assert device_of(FIREFOX) == device_of(FIREFOX_LATER)
    assert device_of("curl/8").label == ""
