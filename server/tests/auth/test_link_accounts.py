"""Linking identity providers to an account, and unlinking them."""

import asyncio

import pytest

from auth import external
from auth.external import account_at, audited, come_back, consent, finish, somebody
from auth.factors import options_of, register_passkey, second_factor
from authenticator import Authenticator
from newcomers import the_same_browser, token_of
from people import Person, a_student
from world import World

BOTH = pytest.mark.parametrize("provider", ["yandex", "vk"])


async def linked(person: Person) -> list[str]:
    """The providers linked to somebody's account."""
    return [item["provider"] for item in (await person.get("/auth/external/links")).json()["items"]]


@BOTH
async def test_linking_is_asked_for_and_told_by_a_letter(world: World, provider: str) -> None:
    person = await a_student(world)
    answer = await external.link(world, person, provider, await account_at(world, provider))
    assert answer.json() == {"outcome": "linked", "next": ""}
    assert await linked(person) == [provider]
    [row] = await audited(world, "auth.provider_linked")
    assert (row["subject"], str(row["actor_id"])) == (f"user:{person.id}", person.id)
    assert len(await world.letters(person.email, "Auth.SignInMethodsChanged")) == 1
    assert (await person.get("/auth/session")).status_code == 200


async def test_linking_again_changes_nothing(world: World) -> None:
    person = await a_student(world)
    account = await account_at(world, "vk")
    for _ in range(2):
        assert (await external.link(world, person, "vk", account)).json()["outcome"] == "linked"
    assert len(await audited(world, "auth.provider_linked")) == 1


async def test_what_is_linked_to_somebody_stays_his(world: World) -> None:
    _, account = await somebody(world)
    other = await a_student(world)
    answer = await external.link(world, other, "yandex", account)
    assert (answer.status_code, answer.json()["code"]) == (409, "auth.external_linked_elsewhere")
    assert await linked(other) == []


async def test_a_second_account_of_one_provider_is_refused(world: World) -> None:
    person, _ = await somebody(world)
    answer = await external.link(world, person, "yandex", await account_at(world, "yandex"))
    assert (answer.status_code, answer.json()["code"]) == (409, "auth.external_another_linked")


async def test_of_many_who_link_one_account_at_once_one_gets_it(world: World) -> None:
    account = await account_at(world, "yandex")
    people = [await a_student(world) for _ in range(3)]
    brought = []
    for person in people:
        url = (await person.post("/auth/external/links/yandex")).json()["url"]
        brought.append(await consent(world, person, url, account))
    answers = await asyncio.gather(*(map(lambda who, what: finish(who, "yandex", what), people, brought)))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409]
    assert len(await world.fetch("SELECT * FROM auth.external_link")) == 1


async def test_a_return_links_only_for_the_one_who_left(world: World) -> None:
    person, other = await a_student(world), await a_student(world)
    url = (await person.post("/auth/external/links/vk")).json()["url"]
    brought = await consent(world, person, url, await account_at(world, "vk"))
    own = person.http.headers["cookie"].split("; ")
    foreign = next(c for c in other.http.headers["cookie"].split("; ") if c.startswith("__Host-sid"))
    person.http.headers["cookie"] = "; ".join([*(c for c in own if "external" in c), foreign])
    assert (await finish(person, "vk", brought)).json()["code"] == "auth.external_expired"
    assert await linked(other) == []


async def test_a_denial_links_nothing(world: World) -> None:
    person = await a_student(world)
    url = (await person.post("/auth/external/links/vk")).json()["url"]
    answer = await finish(person, "vk", await consent(world, person, url, None))
    assert answer.json()["code"] == "auth.external_denied"
    assert await linked(person) == []


async def test_linking_and_unlinking_ask_for_a_fresh_proof(world: World) -> None:
    person, _ = await somebody(world)
    await world.travel(minutes=11)
    for answer in (
        await person.post("/auth/external/links/vk"),
        await person.delete("/auth/external/links/yandex"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "auth.step_up_required")


async def test_signing_in_through_the_provider_once_more_is_a_fresh_proof(world: World) -> None:
    person, account = await somebody(world)
    await world.travel(minutes=11)
    assert (await person.post("/auth/external/links/vk")).status_code == 403
    await come_back(world, person, "yandex", account)
    assert (await person.post("/auth/external/links/vk")).status_code == 200


async def test_unlinking_ends_the_other_sessions_and_that_way_in(world: World) -> None:
    person = await a_student(world)
    account = await account_at(world, "yandex")
    await external.link(world, person, "yandex", account)
    elsewhere = world.visitor()
    await come_back(world, elsewhere, "yandex", account)
    assert (await elsewhere.get("/auth/session")).status_code == 200
    assert (await person.delete("/auth/external/links/yandex")).status_code == 204
    assert (await person.get("/auth/session")).status_code == 200
    assert (await elsewhere.get("/auth/session")).status_code == 401
    assert await linked(person) == []
    assert len(await audited(world, "auth.provider_unlinked")) == 1
    assert len(await world.letters(person.email, "Auth.SignInMethodsChanged")) == 2
    again = await come_back(world, world.visitor(), "yandex", account)
    assert again.json()["outcome"] == "registration"
    assert (await person.delete("/auth/external/links/yandex")).status_code == 404


async def test_one_way_to_sign_in_always_remains(world: World) -> None:
    person, _ = await somebody(world)
    last = await person.delete("/auth/external/links/yandex")
    assert (last.status_code, last.json()["code"]) == (409, "auth.last_sign_in_method")
    await external.link(world, person, "vk", await account_at(world, "vk"))
    copies = [the_same_browser(world, person) for _ in range(2)]
    answers = await asyncio.gather(
        *(
            copies[n % 2].delete(f"/auth/external/links/{provider}")
            for n, provider in enumerate(["yandex", "vk"] * 5)
        )
    )
    statuses = [answer.status_code for answer in answers]
    assert statuses.count(204) == 1
    assert set(statuses) <= {204, 404, 409}
    assert len(await linked(person)) == 1


async def test_a_passkey_is_a_way_to_sign_in_too(world: World) -> None:
    person, _ = await somebody(world)
    assert (await register_passkey(person, Authenticator(world.url))).status_code == 201
    assert (await person.delete("/auth/external/links/yandex")).status_code == 204
    [key] = (await person.get("/auth/passkeys")).json()["items"]
    last = await person.delete(f"/auth/passkeys/{key['passkey_id']}")
    assert (last.status_code, last.json()["code"]) == (409, "auth.last_sign_in_method")


async def test_with_a_second_factor_a_provider_is_only_the_first_step(world: World) -> None:
    person, account = await somebody(world)
    key = Authenticator(world.url)
    await register_passkey(person, key)
    browser = world.visitor()
    assert (await come_back(world, browser, "yandex", account)).json()["outcome"] == "second_factor"
    assert (await browser.get("/auth/session")).json()["code"] == "auth.second_factor_required"
    credential = key.sign(await options_of(browser, "/auth/passkeys/proof-options"))
    assert (await second_factor(browser, method="passkey", credential=credential)).status_code == 200
    assert (await browser.get("/auth/session")).json()["level"] == "two_factors"


async def test_with_a_password_the_last_provider_may_go(world: World) -> None:
    person, _ = await somebody(world)
    await person.post("/auth/password/forgot", {"email": person.email})
    token = await token_of(world, "Auth.ResetPassword", person)
    password = "верблюд-синий-чайник-42"
    await person.post("/auth/password/reset", {"token": token, "password": password})
    assert (
        await person.post("/auth/login", {"email": person.email, "password": password})
    ).status_code == 200
    assert await linked(person) == ["yandex"], "a confirmed address keeps its links over a reset"
    assert (await person.delete("/auth/external/links/yandex")).status_code == 204
