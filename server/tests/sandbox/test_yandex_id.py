"""Yandex ID's stand-in, driven by social-auth-core and by hand."""

from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from social_core.exceptions import AuthCanceled, AuthException, AuthSessionError

from sandbox.oauth_client import answer, begin, finish, granted, returned, yandex
from sandbox.stand import APP_URL, YANDEX_ID, YANDEX_SECRET, Sandbox

CALLBACK = f"{APP_URL}/api/v1/auth/external/yandex/callback"


async def code_for(sandbox: Sandbox, **query: str) -> str:
    asked = {"response_type": "code", "client_id": YANDEX_ID, "state": "s"} | query
    address = f"{sandbox.url}/yandex-id/authorize?{urlencode(asked)}"
    return (await answer(sandbox, address, **granted("1001", "email")))["code"]


async def redeem(sandbox: Sandbox, **form: str) -> httpx.Response:
    secrets = {"client_id": YANDEX_ID, "client_secret": YANDEX_SECRET}
    body = {"grant_type": "authorization_code"} | secrets | form
    return await sandbox.http.post("/yandex-id/token", data=body)


async def info(sandbox: Sandbox, token: str) -> httpx.Response:
    return await sandbox.http.get("/yandex-id/info", headers={"Authorization": f"OAuth {token}"})


async def test_an_independent_client_signs_somebody_in(sandbox: Sandbox) -> None:
    backend = yandex(sandbox)
    address = await begin(backend)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    back = await answer(sandbox, address, **granted("1001", "email", "phone"))
    assert back["state"] == asked["state"][0]
    person = await finish(backend, back)
    assert (person["id"], person["default_email"]) == ("1001", "maria.volkova@yandex.test")
    assert person["default_phone"]["number"] == "+79161234567"
    assert (person["birthday"], person["token_type"]) == ("1994-03-08", "bearer")
    assert person["scope"].split() == [
        "login:info",
        "login:birthday",
        "login:email",
        "login:default_phone",
    ]


async def test_an_independent_client_hears_of_a_denial(sandbox: Sandbox) -> None:
    backend = yandex(sandbox)
    back = await answer(sandbox, await begin(backend), decision="deny")
    assert back["error"] == "access_denied"
    with pytest.raises(AuthCanceled):
        await finish(backend, back)


async def test_an_independent_client_lives_without_an_address(sandbox: Sandbox) -> None:
    for form in (granted("1002", "email", "phone"), granted("1001")):
        backend = yandex(sandbox)
        person = await finish(backend, await answer(sandbox, await begin(backend), **form))
        assert "default_email" not in person
        assert backend.get_user_details(person)["email"] == ""


async def test_an_independent_client_notices_a_foreign_state(sandbox: Sandbox) -> None:
    backend = yandex(sandbox)
    back = await answer(sandbox, await begin(backend), **granted("1001"))
    with pytest.raises(AuthSessionError):
        await finish(backend, back | {"state": "x" * len(back["state"])})


async def test_an_independent_client_with_another_verifier_gets_nothing(sandbox: Sandbox) -> None:
    backend = yandex(sandbox)
    back = await answer(sandbox, await begin(backend), **granted("1001"))
    key = backend.transaction_key(back["state"])
    backend.strategy.session[key]["code_verifier"] = "v" * 43
    with pytest.raises(AuthException):
        await finish(backend, back)


async def test_a_code_works_once_and_for_ten_minutes(sandbox: Sandbox) -> None:
    code = await code_for(sandbox)
    assert len(code) == 16
    assert (await redeem(sandbox, code=code)).status_code == 200
    again = await redeem(sandbox, code=code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")
    late = await code_for(sandbox)
    await sandbox.travel(minutes=11)
    assert (await redeem(sandbox, code=late)).json()["error"] == "invalid_grant"


async def test_the_secret_is_checked_in_the_form_and_as_basic(sandbox: Sandbox) -> None:
    wrong = await redeem(sandbox, code=await code_for(sandbox), client_secret="guess")
    assert (wrong.status_code, wrong.json()["error"]) == (400, "invalid_client")
    body = {"grant_type": "authorization_code", "code": await code_for(sandbox)}
    basic = await sandbox.http.post("/yandex-id/token", data=body, auth=(YANDEX_ID, YANDEX_SECRET))
    assert basic.status_code == 200


async def test_a_refreshed_token_is_the_same_one_and_a_dead_one_is_401(sandbox: Sandbox) -> None:
    tokens = (await redeem(sandbox, code=await code_for(sandbox))).json()
    renewed = await redeem(sandbox, grant_type="refresh_token", refresh_token=tokens["refresh_token"])
    assert renewed.json()["access_token"] == tokens["access_token"]
    assert (await info(sandbox, tokens["access_token"])).status_code == 200
    bearer = {"Authorization": f"Bearer {tokens['access_token']}"}
    assert (await sandbox.http.get("/yandex-id/info", headers=bearer)).status_code == 401
    await sandbox.http.delete("/yandex-id/_control/tokens")
    assert (await info(sandbox, tokens["access_token"])).status_code == 401


@pytest.mark.parametrize(
    "changes",
    [
        {"client_id": "somebody"},
        {"redirect_uri": "http://evil.test/callback"},
        {"response_type": "token"},
        {"code_challenge": "short", "code_challenge_method": "S256"},
        {"code_challenge": "c" * 43, "code_challenge_method": "plain"},
        {"state": "s" * 1025},
    ],
)
async def test_a_wish_that_is_wrong_leads_nowhere(sandbox: Sandbox, changes: dict[str, str]) -> None:
    asked = {"response_type": "code", "client_id": YANDEX_ID, "redirect_uri": CALLBACK} | changes
    shown = await sandbox.http.get("/yandex-id/authorize", params=asked)
    assert shown.status_code == 400
    assert "location" not in shown.headers


async def test_people_can_be_added_and_are_offered(sandbox: Sandbox) -> None:
    person: dict[str, Any] = {"id": "77", "first_name": "Юлия", "last_name": "Ель", "email": "j@ya.test"}
    assert (await sandbox.http.post("/yandex-id/_control/persons", json=person)).status_code == 201
    assert person in (await sandbox.http.get("/yandex-id/_control/persons")).json()["items"]
    asked = {"response_type": "code", "client_id": YANDEX_ID, "state": "s"}
    shown = await sandbox.http.get("/yandex-id/authorize", params=asked)
    assert "Юлия Ель" in shown.text
    broken = await sandbox.http.post("/yandex-id/_control/persons", json={"id": "78"})
    assert broken.status_code == 400


async def test_a_scope_that_was_not_asked_for_is_not_given(sandbox: Sandbox) -> None:
    asked = {"response_type": "code", "client_id": YANDEX_ID, "state": "s", "scope": "login:info"}
    shown = await sandbox.http.post("/yandex-id/authorize", params=asked, data=granted("1001", "email"))
    tokens = (await redeem(sandbox, code=returned(shown)["code"])).json()
    assert tokens["scope"] == "login:info"
    assert "default_email" not in (await info(sandbox, tokens["access_token"])).json()


async def test_faults_strike_the_end_they_are_named_after(sandbox: Sandbox) -> None:
    await sandbox.fault("profile_error_500", "yandex-id")
    tokens = await redeem(sandbox, code=await code_for(sandbox))
    assert tokens.status_code == 200
    token = tokens.json()["access_token"]
    assert (await info(sandbox, token)).status_code == 500
    await sandbox.no_faults("yandex-id")
    assert (await info(sandbox, token)).status_code == 200
    await sandbox.fault("error_500", "yandex-id")
    assert (await redeem(sandbox, code=await code_for(sandbox))).status_code == 500
    assert (await info(sandbox, token)).status_code == 200
    await sandbox.no_faults("yandex-id")
    unknown = await sandbox.http.post("/yandex-id/_control/faults", json={"kind": "earthquake"})
    assert unknown.status_code == 400
