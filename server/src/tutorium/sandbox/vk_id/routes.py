"""VK ID as an application calls it (contracts/06 §2). Its errors come with HTTP 200."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, Router, post
from litestar.datastructures import State
from litestar.di import Provide

from tutorium.sandbox.faults import faulty_wire
from tutorium.sandbox.sign_in import consent, grants, store
from tutorium.sandbox.sign_in.control import control_routes
from tutorium.sandbox.sign_in.provider import (
    CODE_LIVES,
    PROFILE_ANSWERS,
    TOKEN_ANSWERS,
    WIRE_FAULTS,
    IdProvider,
    OAuthError,
)
from tutorium.sandbox.sign_in.store import Approval

_Request = Request[Any, Any, State]
_LIVES = timedelta(hours=1)
SCOPES = consent.Scopes(("vkid.personal_info",), "email", "phone")
KINDS = WIRE_FAULTS | {"payload", "other_state", "other_user"}
"""`payload`: the callback's parameters come wrapped in one; the others answer with what does not fit."""


@post("/oauth2/auth", status_code=200)
async def token(request: _Request, provider: IdProvider) -> dict[str, Any]:
    """Tokens for a code, or for a refresh token, which works once."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    if form.get("client_id") != provider.client_id:
        raise OAuthError("invalid_client", "client_id is unknown")
    for name in ("device_id", "state"):
        if not form.get(name):
            raise OAuthError("invalid_request", f"{name} is missing")
    if form.get("grant_type") == "authorization_code":
        if not form.get("redirect_uri"):
            raise OAuthError("invalid_request", "redirect_uri is missing")
        tokens = grants.redeem(provider, form, lives=_LIVES)
    elif form.get("grant_type") == "refresh_token":
        old = grants.renewable(provider, form)
        if old.approval.device_id != form["device_id"]:
            raise OAuthError("invalid_grant", "device_id is another one")
        store.forget_token(provider.database, provider.name, old.access_token)
        tokens = grants.new_tokens(provider, old.approval, lives=_LIVES)
    else:
        raise OAuthError("unsupported_grant_type", "grant_type is unknown")
    return {
        "access_token": tokens.access_token,
        "refresh_token": tokens.refresh_token,
        "id_token": "header.payload.signature",
        "token_type": "Bearer",
        "expires_in": int(_LIVES.total_seconds()),
        "user_id": int(tokens.approval.person_id),
        "state": "another" if provider.faults.strikes("other_state") else form["state"],
        "scope": " ".join(tokens.approval.scope),
    }


@post("/oauth2/user_info", status_code=200)
async def user_info(request: _Request, provider: IdProvider) -> dict[str, Any]:
    """Who the token's holder is; address and number may be absent though they were asked for."""
    form = await request.form()
    found = grants.holder(provider, str(form.get("access_token", "")))
    if found is None or form.get("client_id") != provider.client_id:
        raise OAuthError("invalid_token", "Token is unknown or expired")
    person, approval = found
    known = {
        "user_id": "1" if provider.faults.strikes("other_user") else person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "sex": 0,
        "verified": False,
    }
    if person.birthday:
        year, month, day = person.birthday.split("-")
        known["birthday"] = f"{day}.{month}.{year}"
    if "email" in approval.scope:
        known["email"] = person.email or ""
    if "phone" in approval.scope:
        known["phone"] = (person.phone or "").removeprefix("+")
    return {"user": known}


def vk_routes(provider: IdProvider) -> list[Router]:
    """The host under a prefix, and the levers."""
    own = {"provider": Provide(lambda: provider, sync_to_thread=False)}
    pages = consent.consent_handlers(scopes=SCOPES, pkce=True, callback=_callback)
    prefix = f"/{provider.name}"
    return [
        Router(
            prefix,
            dependencies=own,
            exception_handlers={OAuthError: consent.show_error},
            route_handlers=pages,
        ),
        Router(
            prefix,
            dependencies=own,
            exception_handlers={OAuthError: _refuse},
            middleware=[faulty_wire(provider.faults, TOKEN_ANSWERS)],
            route_handlers=[token],
        ),
        Router(
            prefix,
            dependencies=own,
            exception_handlers={OAuthError: _refuse},
            middleware=[faulty_wire(provider.faults, PROFILE_ANSWERS)],
            route_handlers=[user_info],
        ),
        control_routes(provider),
    ]


def _callback(provider: IdProvider, approval: Approval, code: str, state: str) -> dict[str, str]:
    seconds = int(CODE_LIVES.total_seconds())
    told = {"code": code, "state": state, "device_id": approval.device_id, "type": "code_v2"}
    if provider.faults.strikes("payload"):
        return {"payload": msgspec.json.encode(told | {"expires_in": seconds}).decode()}
    return told | {"expires_in": str(seconds)}


def _refuse(_: _Request, error: OAuthError) -> Response[dict[str, str]]:
    body = {"error": error.code, "error_description": error.description}
    return Response(body, status_code=200, media_type=MediaType.JSON)
