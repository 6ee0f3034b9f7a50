"""Codes on paper, for the day the phone is lost."""

import asyncio
import re

from auth.factors import at_the_second_step, audited, second_factor, with_authenticator
from newcomers import newcomer, the_same_browser
from people import set_up_authenticator, someone
from world import World


async def test_a_recovery_code_signs_in_once_and_its_owner_is_told(world: World) -> None:
    person = await someone(world)
    codes = await set_up_authenticator(person)
    assert all(re.fullmatch(r"([A-Z2-7]{4}-){3}[A-Z2-7]{4}", code) for code in codes), "80 bits each"
    browser = await at_the_second_step(world, person)
    typed = codes[3].lower().replace("-", " ")
    assert (await second_factor(browser, method="recovery_code", code=typed)).status_code == 200
    assert (await browser.get("/auth/factors")).json()["recovery_codes_left"] == 9
    again = await second_factor(
        await at_the_second_step(world, person), method="recovery_code", code=codes[3]
    )
    assert (again.status_code, again.json()["code"]) == (422, "auth.code_wrong")
    assert len(await world.letters(person.email, "Auth.RecoveryCodeUsed")) == 1
    assert await audited(world, "auth.recovery_code_used") == [{"subject": f"user:{person.id}"}]


async def test_a_recovery_code_works_once_however_many_try(world: World) -> None:
    person, codes = await with_authenticator(world)
    browsers = [await at_the_second_step(world, person) for _ in range(5)]
    copies = [the_same_browser(world, browsers[n % 5]) for n in range(50)]
    answers = await asyncio.gather(
        *(second_factor(each, method="recovery_code", code=codes[0]) for each in copies)
    )
    assert [answer.status_code for answer in answers].count(200) == 1
    assert {answer.status_code for answer in answers} <= {200, 401, 422, 429}


async def test_new_codes_make_the_old_ones_worthless(world: World) -> None:
    person, old = await with_authenticator(world)
    renewed = await person.post("/auth/recovery-codes")
    new = renewed.json()["recovery_codes"]
    assert (renewed.status_code, len(new), set(old) & set(new)) == (201, 10, set())
    browser = await at_the_second_step(world, person)
    assert (await second_factor(browser, method="recovery_code", code=old[0])).status_code == 422
    assert (await second_factor(browser, method="recovery_code", code=new[0])).status_code == 200
    assert len(await audited(world, "auth.recovery_codes_renewed")) == 1


async def test_the_codes_of_one_user_are_worthless_to_another(world: World) -> None:
    _, codes = await with_authenticator(world)
    other, _ = await with_authenticator(world)
    browser = await at_the_second_step(world, other)
    assert (await second_factor(browser, method="recovery_code", code=codes[0])).status_code == 422


async def test_without_a_second_factor_there_are_no_recovery_codes(world: World) -> None:
    answer = await (await newcomer(world)).post("/auth/recovery-codes")
    assert (answer.status_code, answer.json()["code"]) == (409, "auth.factor_absent")
