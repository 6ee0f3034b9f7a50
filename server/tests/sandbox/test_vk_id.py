"""VK ID's stand-in, driven by social-auth-core and by hand."""

import asyncio
import base64
import hashlib
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from social_core.exceptions import AuthCanceled, AuthException

from sandbox.oauth_client import answer, begin, finish, granted, vk
from sandbox.stand import APP_URL, VK_ID, Sandbox

CALLBACK = f"{APP_URL}/api/v1/auth/external/vk/callback"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
WISH = {
    "response_type": "code",
    "client_id": VK_ID,
    "redirect_uri": CALLBACK,
    "state": "state",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}


async def back_from(sandbox: Sandbox, **changes: str) -> dict[str, str]:
    address = f"{sandbox.url}/vk-id/authorize?{urlencode(WISH | changes)}"
    return await answer(sandbox, address, **granted("1001", "email"))


async def redeem(sandbox: Sandbox, back: dict[str, str], **changes: str) -> dict[str, Any]:
    body = {
        "grant_type": "authorization_code",
        "code": back["code"],
        "code_verifier": VERIFIER,
        "client_id": VK_ID,
        "device_id": back["device_id"],
        "redirect_uri": CALLBACK,
        "state": "another random state",
    }
    told = await sandbox.http.post("/vk-id/oauth2/auth", data=body | changes)
    assert told.status_code == 200, "errors come with 200, too"
    found: dict[str, Any] = told.json()
    return found


async def test_an_independent_client_signs_somebody_in(sandbox: Sandbox) -> None:
    backend = vk(sandbox)
    address = await begin(backend)
    assert parse_qs(urlsplit(address).query)["code_challenge_method"] == ["S256"]
    back = await answer(sandbox, address, **granted("1001", "email", "phone"))
    assert (back["type"], back["expires_in"]) == ("code_v2", "600")
    assert back["device_id"]
    person = await finish(backend, back)
    assert (person["id"], person["email"]) == ("1001", "maria.volkova@yandex.test")
    assert (person["phone"], person["birthday"]) == ("79161234567", "08.03.1994")
    assert person["expires_in"] == 3600


async def test_an_independent_client_reads_the_wrapped_callback(sandbox: Sandbox) -> None:
    await sandbox.fault("payload", "vk-id")
    backend = vk(sandbox)
    back = await answer(sandbox, await begin(backend), **granted("1003", "email"))
    assert set(back) == {"payload"}
    person = await finish(backend, back)
    assert person["email"] == "olga.kim@yandex.test"


async def test_an_independent_client_hears_of_a_denial(sandbox: Sandbox) -> None:
    backend = vk(sandbox)
    back = await answer(sandbox, await begin(backend), decision="deny")
    with pytest.raises(AuthCanceled):
        await finish(backend, back)


async def test_an_independent_client_lives_without_an_address(sandbox: Sandbox) -> None:
    backend = vk(sandbox)
    person = await finish(backend, await answer(sandbox, await begin(backend), **granted("1002", "email")))
    assert not person.get("email")


@pytest.mark.parametrize(
    ("kind", "complaint"),
    [
        ("other_state", "state_mismatch"),
        ("other_user", "invalid_claim"),
        ("error_500", "unavailable"),
        ("profile_error_500", "unavailable"),
    ],
)
async def test_an_independent_client_notices_what_does_not_fit(
    sandbox: Sandbox, kind: str, complaint: str
) -> None:
    await sandbox.fault(kind, "vk-id")
    backend = vk(sandbox)
    back = await answer(sandbox, await begin(backend), **granted("1001", "email"))
    with pytest.raises(AuthException) as refused:
        await finish(backend, back)
    assert refused.value.code == complaint
    await sandbox.no_faults("vk-id")


async def test_an_independent_client_renews_its_token_once(sandbox: Sandbox) -> None:
    backend = vk(sandbox)
    person = await finish(backend, await answer(sandbox, await begin(backend), **granted("1001", "email")))
    kept = {"device_id": person["device_id"], "redirect_uri": person["redirect_uri"]}
    renewed = await asyncio.to_thread(backend.refresh_token, person["refresh_token"], **kept)
    assert renewed["access_token"] != person["access_token"]
    with pytest.raises(AuthException):
        await asyncio.to_thread(backend.refresh_token, person["refresh_token"], **kept)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_verifier": "w" * 43},
        {"code_verifier": "short"},
        {"device_id": "another"},
        {"redirect_uri": "http://evil.test/"},
        {"client_id": "1"},
        {"state": ""},
    ],
)
async def test_a_code_is_bound_to_what_it_was_made_for(sandbox: Sandbox, changes: dict[str, str]) -> None:
    assert "error" in await redeem(sandbox, await back_from(sandbox), **changes)


async def test_a_code_works_once_and_needs_no_secret(sandbox: Sandbox) -> None:
    back = await back_from(sandbox)
    tokens = await redeem(sandbox, back)
    assert tokens["state"] == "another random state"
    assert tokens["user_id"] == 1001
    assert (await redeem(sandbox, back))["error"] == "invalid_grant"


@pytest.mark.parametrize("missing", ["code_challenge", "state", "redirect_uri"])
async def test_without_pkce_and_state_nothing_begins(sandbox: Sandbox, missing: str) -> None:
    asked = {name: value for name, value in WISH.items() if name != missing}
    assert (await sandbox.http.get("/vk-id/authorize", params=asked)).status_code == 400


async def test_a_dead_token_is_an_error_with_200(sandbox: Sandbox) -> None:
    tokens = await redeem(sandbox, await back_from(sandbox))
    await sandbox.http.delete("/vk-id/_control/tokens")
    body = {"access_token": tokens["access_token"], "client_id": VK_ID}
    told = await sandbox.http.post("/vk-id/oauth2/user_info", data=body)
    assert (told.status_code, told.json()["error"]) == (200, "invalid_token")
