"""Signing in with Yandex ID and VK ID."""

import asyncio
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from auth import external
from auth.external import account_at, audited, come_back, consent, finish, register, somebody, start
from newcomers import the_same_browser
from people import a_student
from tutorium.modules.auth import providers
from tutorium.platform import remote, settings
from world import World

BOTH = pytest.mark.parametrize("provider", ["yandex", "vk"])


async def test_both_providers_are_offered(world: World) -> None:
    assert (await world.visitor().get("/auth/external")).json() == {"items": ["yandex", "vk"]}


async def test_a_provider_without_an_id_is_not_there(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VK_ID_CLIENT_ID")
    settings.settings.cache_clear()
    try:
        visitor = world.visitor()
        assert (await visitor.get("/auth/external")).json() == {"items": ["yandex"]}
        for path in ("start", "finish"):
            assert (await visitor.post(f"/auth/external/vk/{path}")).status_code == 404
        assert (await visitor.get("/auth/external/vk/callback")).status_code == 404
    finally:
        monkeypatch.undo()
        settings.settings.cache_clear()


async def test_the_wish_carries_a_state_and_a_challenge_and_the_browser_a_locked_cookie(
    world: World,
) -> None:
    answer = await world.visitor().post("/auth/external/yandex/start")
    query = parse_qs(urlsplit(answer.json()["url"]).query)
    assert query["code_challenge_method"] == ["S256"]
    assert len(query["code_challenge"][0]) == 43
    assert len(query["state"][0]) >= 43
    cookie = answer.headers["set-cookie"].lower()
    assert cookie.startswith("__host-external=")
    for part in ("httponly", "secure", "samesite=lax", "path=/", "max-age=600"):
        assert part in cookie


@BOTH
async def test_who_is_linked_signs_in_at_once(world: World, provider: str) -> None:
    person = await a_student(world)
    account = await account_at(world, provider)
    await external.link(world, person, provider, account)
    another = world.visitor()
    answer = await come_back(world, another, provider, account, next_path="/payments")
    assert answer.json() == {"outcome": "signed_in", "next": "/payments"}
    assert (await another.get("/auth/session")).json()["user_id"] == person.id
    row = (await audited(world, "auth.signed_in"))[-1]
    assert (row["subject"], str(row["actor_id"])) == (f"user:{person.id}", person.id)
    assert row["data"]["how"] == provider


async def test_a_session_through_a_provider_replaces_the_one_of_this_browser(world: World) -> None:
    person, account = await somebody(world)
    old = the_same_browser(world, person)
    assert (await come_back(world, person, "yandex", account)).json()["outcome"] == "signed_in"
    assert (await person.get("/auth/session")).status_code == 200
    assert (await old.get("/auth/session")).status_code == 401


@BOTH
async def test_a_denial_is_said_and_changes_nothing(world: World, provider: str) -> None:
    person = world.visitor()
    answer = await come_back(world, person, provider, None, next_path="/payments")
    assert (answer.status_code, answer.json()["code"]) == (422, "auth.external_denied")
    assert answer.json()["next"] == "/payments", "the next try leads there, too"
    assert (await person.get("/auth/session")).status_code == 401
    assert await world.fetch("SELECT * FROM auth.user") == []


async def test_another_error_of_the_provider_is_no_denial(world: World) -> None:
    person = world.visitor()
    url = await start(person, "yandex")
    brought = await consent(world, person, url, None)
    answer = await finish(person, "yandex", brought | {"error": "unauthorized_client"})
    assert answer.json()["code"] == "auth.external_refused"


async def test_the_same_return_used_many_times_at_once_makes_one_session(world: World) -> None:
    person, account = await somebody(world)
    url = await start(person, "yandex")
    brought = await consent(world, person, url, account)
    browsers = [the_same_browser(world, person) for _ in range(20)]
    answers = await asyncio.gather(*(finish(each, "yandex", brought) for each in browsers))
    assert sorted(answer.status_code for answer in answers) == [200] + [422] * 19
    assert {a.json()["code"] for a in answers if a.status_code == 422} == {"auth.external_expired"}
    opened = await world.fetch("SELECT * FROM auth.session WHERE ended_at IS NULL")
    assert len(opened) == 1


async def test_a_return_works_only_in_the_browser_that_left(world: World) -> None:
    account = await account_at(world, "yandex")
    person, thief = world.visitor(), world.visitor()
    brought = await consent(world, person, await start(person, "yandex"), account)
    await start(thief, "yandex")
    for browser in (thief, world.visitor()):
        assert (await finish(browser, "yandex", brought)).json()["code"] == "auth.external_expired"
    assert (await finish(person, "yandex", brought)).json()["outcome"] == "registration"


@pytest.mark.parametrize("change", [{"state": "x" * 43}, {"state": ""}])
async def test_a_state_that_was_not_given_is_refused(world: World, change: dict[str, str]) -> None:
    person = world.visitor()
    url = await start(person, "yandex")
    brought = await consent(world, person, url, await account_at(world, "yandex"))
    assert (await finish(person, "yandex", brought | change)).json()["code"] == "auth.external_expired"


async def test_a_state_of_one_provider_is_none_of_the_other(world: World) -> None:
    person = world.visitor()
    brought = await consent(world, person, await start(person, "vk"), await account_at(world, "vk"))
    assert (await finish(person, "yandex", brought)).json()["code"] == "auth.external_expired"


async def test_a_code_of_somebody_elses_wish_fails_on_its_verifier(world: World) -> None:
    """An attacker's code put into the victim's return: state and cookie fit, the PKCE verifier does not."""
    attacker, victim = world.visitor(), world.visitor()
    account = await account_at(world, "yandex")
    stolen = await consent(world, attacker, await start(attacker, "yandex"), account)
    own = await consent(world, victim, await start(victim, "yandex"), account)
    answer = await finish(victim, "yandex", own | {"code": stolen["code"]})
    assert answer.json()["code"] == "auth.external_refused"


async def test_ten_minutes_are_enough(world: World) -> None:
    person = world.visitor()
    brought = await consent(world, person, await start(person, "vk"), await account_at(world, "vk"))
    await world.travel(minutes=10)
    assert (await finish(person, "vk", brought)).json()["code"] == "auth.external_expired"


@BOTH
@pytest.mark.parametrize(
    "kind",
    ["error_500", "too_many_429", "reset", "malformed_json", "profile_error_500", "profile_malformed_json"],
)
async def test_a_provider_that_does_not_answer_is_said(world: World, provider: str, kind: str) -> None:
    person = world.visitor()
    url = await start(person, provider)
    brought = await consent(world, person, url, await account_at(world, provider))
    await world.fault(external.SYSTEM[provider], kind)
    answer = await finish(person, provider, brought)
    assert (answer.status_code, answer.json()["code"]) == (503, "auth.external_unavailable")
    assert answer.headers["retry-after"]


async def test_a_provider_that_keeps_silent_is_given_up_before_the_gateway_does(world: World) -> None:
    person = world.visitor()
    brought = await consent(world, person, await start(person, "yandex"), await account_at(world, "yandex"))
    await world.fault("yandex-id", "profile_timeout")
    answer = await finish(person, "yandex", brought)
    assert answer.json()["code"] == "auth.external_unavailable"
    assert 2 * providers.SECONDS_TO_ANSWER < remote.CALL_SECONDS


async def test_a_silent_profile_is_asked_for_once_more_but_a_code_is_sent_once(world: World) -> None:
    """The fault is over before the second question comes, two seconds after the first."""
    outcomes = []
    for kind in ("profile_timeout", "timeout"):
        person = world.visitor()
        account = await account_at(world, "yandex")
        brought = await consent(world, person, await start(person, "yandex"), account)
        await world.fault("yandex-id", kind, seconds=providers.SECONDS_TO_ANSWER - 0.5)
        outcomes.append((await finish(person, "yandex", brought)).status_code)
    assert outcomes == [200, 503]


@pytest.mark.parametrize("kind", ["other_state", "other_user"])
async def test_what_vk_answers_must_fit(world: World, kind: str) -> None:
    person = world.visitor()
    brought = await consent(world, person, await start(person, "vk"), await account_at(world, "vk"))
    await world.fault("vk-id", kind)
    assert (await finish(person, "vk", brought)).json()["code"] == "auth.external_refused"


async def test_vks_wrapped_return_is_understood_and_a_contradiction_refused(world: World) -> None:
    await world.fault("vk-id", "payload")
    account = await account_at(world, "vk")
    person = world.visitor()
    brought = await consent(world, person, await start(person, "vk"), account)
    assert set(brought) == {"payload"}
    for broken in (brought | {"state": "another"}, {"payload": "{"}):
        assert (await finish(person, "vk", broken)).json()["code"] == "auth.external_refused"
    assert (await finish(person, "vk", brought)).json()["outcome"] == "registration"


async def test_a_blocked_user_is_refused(world: World) -> None:
    _, account = await somebody(world)
    await world.fetch("UPDATE auth.user SET blocked_at = now()")
    answer = await come_back(world, world.visitor(), "yandex", account)
    assert (answer.status_code, answer.json()["code"]) == (403, "auth.blocked")


@pytest.mark.parametrize(
    "path", ["//evil.test", "https://evil.test", "/\\evil.test", "javascript:alert(1)", "/a b", "evil"]
)
async def test_nobody_is_sent_to_another_site(world: World, path: str) -> None:
    answer = await world.visitor().post("/auth/external/yandex/start", {"next": path})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


async def test_the_callback_leads_to_our_own_page_whatever_it_is_given(world: World) -> None:
    person = world.visitor()
    answer = await person.get(
        "/auth/external/yandex/callback", next="https://evil.test", code="a#b&c", redirect="//evil.test"
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/external/yandex#code=a%23b%26c")
    assert answer.headers["cache-control"] == "no-store"
    assert (await person.get("/auth/external/google/callback")).status_code == 404


async def test_nothing_in_the_database_opens_anything(world: World) -> None:
    person = world.visitor()
    url = await start(person, "yandex")
    brought = await consent(world, person, url, await account_at(world, "yandex"))
    secrets = [brought["state"], brought["code"], person.http.headers["cookie"].partition("=")[2]]
    await finish(person, "yandex", brought)
    await register(person)
    await world.settle()
    for table in await world.fetch(
        "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables"
        " WHERE schemaname IN ('auth', 'notifications', 'platform')"
    ):
        rows = await world.fetch(f"SELECT t::text AS line FROM {table['name']} t")  # noqa: S608
        assert not any(secret in row["line"] for row in rows for secret in secrets), table["name"]


def test_birthdays_are_read_in_both_spellings_and_doubted() -> None:
    read = providers._date
    assert read("1994-03-08") == read("08.03.1994") == date(1994, 3, 8)
    assert [read(text) for text in ("0000-03-08", "1994-00-00", "", "08.03", "soon", "1994-02-30")] == (
        [None] * 6
    )
