"""The page where a person says who he is and what the application may know of him."""

import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.response import Redirect

from tutorium.sandbox.pages import page
from tutorium.sandbox.sign_in import grants, store
from tutorium.sandbox.sign_in.provider import IdProvider, OAuthError
from tutorium.sandbox.sign_in.store import Approval, Person

_Request = Request[Any, Any, State]
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
Callback = Callable[[IdProvider, Approval, str, str], dict[str, str]]


class Scopes(msgspec.Struct, frozen=True):
    """What this provider calls the right to know the basics, the e-mail address and the phone number."""

    basics: tuple[str, ...]
    email: str
    phone: str


class Wish(msgspec.Struct, frozen=True):
    """What the application asks for."""

    redirect_uri: str
    state: str
    challenge: str
    scope: tuple[str, ...]


def wish_of(provider: IdProvider, query: Mapping[str, str], *, pkce: bool) -> Wish:
    """The wish in an address; OAuthError when it must not be sent back to anybody."""
    if query.get("client_id") != provider.client_id:
        raise OAuthError("unauthorized_client", "client_id is unknown")
    redirect_uri = query.get("redirect_uri", "" if pkce else provider.redirect_uri)
    if redirect_uri != provider.redirect_uri:
        raise OAuthError("invalid_request", "redirect_uri is not registered")
    if query.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "response_type must be code")
    challenge, method = query.get("code_challenge", ""), query.get("code_challenge_method", "plain")
    if (pkce or challenge) and not (method.upper() == "S256" and _CHALLENGE.fullmatch(challenge)):
        raise OAuthError("invalid_request", "code_challenge with S256 is required")
    state = query.get("state", "")
    if len(state) > 1024 or (pkce and not state):
        raise OAuthError("invalid_request", "state is missing or longer than 1024 characters")
    return Wish(redirect_uri, state, challenge, tuple(query.get("scope", "").split()))


def consent_handlers(*, scopes: Scopes, pkce: bool, callback: Callback) -> list[Any]:
    """GET and POST of the page; `callback` makes the parameters of a granted return."""

    @get("/authorize")
    async def show_consent(request: _Request, provider: IdProvider) -> Response[str]:
        """Who are you, and what may the application know?"""
        wish = wish_of(provider, request.query_params, pkce=pkce)
        return page(
            "consent.html",
            provider=provider,
            people=store.people(provider.database, provider.name),
            asks_email=_asks(wish, scopes.email),
            asks_phone=_asks(wish, scopes.phone),
        )

    @post("/authorize", status_code=303)
    async def answer_consent(request: _Request, provider: IdProvider) -> Redirect:
        """Go back to the application with a code, or with the news that it may know nothing."""
        wish = wish_of(provider, request.query_params, pkce=pkce)
        form = await request.form()
        if form.get("decision") != "grant":
            denied = {"error": "access_denied", "error_description": "User denied access"}
            return _back(wish, denied | {"state": wish.state})
        person = store.find_person(provider.database, provider.name, str(form.get("person", "")))
        if person is None:
            raise OAuthError("invalid_request", "nobody was chosen")
        approval = _approval(wish, scopes, person, email="email" in form, phone="phone" in form)
        code = grants.approve(provider, approval)
        return _back(wish, callback(provider, approval, code, wish.state))

    return [show_consent, answer_consent]


def show_error(_: Request[Any, Any, Any], error: OAuthError) -> Response[str]:
    """The page for a wish that cannot be answered."""
    return page("consent_refused.html", status_code=400, code=error.code, description=error.description)


def _asks(wish: Wish, scope: str) -> bool:
    """Without a scope the application gets all it was registered for."""
    return not wish.scope or scope in wish.scope


def _approval(wish: Wish, scopes: Scopes, person: Person, *, email: bool, phone: bool) -> Approval:
    granted = [scope for scope in scopes.basics if _asks(wish, scope)]
    granted += [scopes.email] if email and person.email and _asks(wish, scopes.email) else []
    granted += [scopes.phone] if phone and person.phone and _asks(wish, scopes.phone) else []
    return Approval(
        person_id=person.id,
        scope=granted,
        redirect_uri=wish.redirect_uri,
        challenge=wish.challenge,
        device_id=f"device-of-{person.id}",
    )


def _back(wish: Wish, parameters: Mapping[str, str]) -> Redirect:
    return Redirect(f"{wish.redirect_uri}?{urlencode(parameters)}", status_code=303)
