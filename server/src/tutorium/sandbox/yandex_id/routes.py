"""Yandex ID as an application calls it (contracts/06 §1)."""

import secrets
from base64 import b64decode
from binascii import Error
from datetime import timedelta
from typing import Any

from litestar import MediaType, Request, Response, Router, get, post
from litestar.datastructures import State
from litestar.di import Provide

from tutorium.sandbox.clock import stamp
from tutorium.sandbox.faults import faulty_wire
from tutorium.sandbox.sign_in import consent, grants, store
from tutorium.sandbox.sign_in.control import control_routes
from tutorium.sandbox.sign_in.provider import PROFILE_ANSWERS, TOKEN_ANSWERS, IdProvider, OAuthError
from tutorium.sandbox.sign_in.store import Approval

_Request = Request[Any, Any, State]
_LIVES = timedelta(days=365)
SCOPES = consent.Scopes(("login:info", "login:birthday"), "login:email", "login:default_phone")


@post("/token", status_code=200)
async def token(request: _Request, provider: IdProvider) -> dict[str, Any]:
    """A token for a code, or for a refresh token: then it is the same one, which lives longer."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    _check_client(provider, form, request.headers.get("authorization", ""))
    if form.get("grant_type") == "authorization_code":
        tokens = grants.redeem(provider, form, lives=_LIVES)
    elif form.get("grant_type") == "refresh_token":
        tokens = grants.renewable(provider, form)
        until = stamp(provider.clock.now() + _LIVES)
        store.prolong_token(provider.database, provider.name, tokens.access_token, until)
    else:
        raise OAuthError("unsupported_grant_type", "grant_type is unknown")
    return {
        "token_type": "bearer",
        "access_token": tokens.access_token,
        "expires_in": int(_LIVES.total_seconds()),
        "refresh_token": tokens.refresh_token,
        "scope": " ".join(tokens.approval.scope),
    }


@get("/info")
async def info(request: _Request, provider: IdProvider) -> Response[Any]:
    """Who the token's holder is, as far as he has let it be known."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    found = grants.holder(provider, given) if kind == "OAuth" else None
    if found is None:
        return Response({"error": "invalid_token"}, status_code=401)
    person, approval = found
    known: dict[str, Any] = {
        "id": person.id,
        "login": f"user{person.id}",
        "client_id": provider.client_id,
        "psuid": f"1.AA.{person.id}",
    }
    if "login:info" in approval.scope:
        name = f"{person.first_name} {person.last_name}"
        known |= {"first_name": person.first_name, "last_name": person.last_name}
        known |= {"display_name": name, "real_name": name, "sex": None}
    if "login:birthday" in approval.scope:
        known["birthday"] = person.birthday
    if "login:email" in approval.scope:
        known |= {"default_email": person.email, "emails": [person.email]}
    if "login:default_phone" in approval.scope:
        known["default_phone"] = {"id": int(person.id), "number": person.phone}
    return Response(known)


def yandex_routes(provider: IdProvider) -> list[Router]:
    """Both hosts under one prefix, and the levers."""
    own = {"provider": Provide(lambda: provider, sync_to_thread=False)}
    pages = consent.consent_handlers(scopes=SCOPES, pkce=False, callback=_callback)
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
            middleware=[faulty_wire(provider.faults, PROFILE_ANSWERS)],
            route_handlers=[info],
        ),
        control_routes(provider),
    ]


def _callback(_: IdProvider, __: Approval, code: str, state: str) -> dict[str, str]:
    return {"code": code, "state": state}


def _check_client(provider: IdProvider, form: dict[str, str], authorization: str) -> None:
    """The secret comes in the form or as HTTP Basic."""
    client_id, secret = form.get("client_id", ""), form.get("client_secret", "")
    if authorization.startswith("Basic "):
        try:
            client_id, _, secret = b64decode(authorization[6:], validate=True).decode().partition(":")
        except (Error, UnicodeDecodeError):
            client_id = ""
    expected = f"{provider.client_id}:{provider.secret}"
    if not secrets.compare_digest(f"{client_id}:{secret}".encode(), expected.encode()):
        raise OAuthError("invalid_client", "Client not found or wrong secret")


def _refuse(_: _Request, error: OAuthError) -> Response[dict[str, str]]:
    body = {"error": error.code, "error_description": error.description}
    return Response(body, status_code=400, media_type=MediaType.JSON)
