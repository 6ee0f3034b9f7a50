"""Signing in with Yandex ID and VK ID, and the links to them in the settings.

The provider sends people back to `external_callback`, which changes nothing: it hands what they brought to
the web application in the fragment of an address of our own (no server sees it, no Referer carries it), and
the application posts it.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import msgspec
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Redirect

from tutorium.modules.auth import errors
from tutorium.modules.auth.model import NewRole
from tutorium.modules.auth.model.external import ATTEMPT_LIFE, FORM_LIFE, Provider
from tutorium.modules.auth.providers import Return
from tutorium.modules.auth.router.common import Email, session_cookie
from tutorium.modules.auth.router.registration import FullName, GivenConsent
from tutorium.modules.auth.service import external, external_registration, links
from tutorium.modules.auth.service.sessions import SignedIn
from tutorium.platform.identity import Identity, Locale
from tutorium.platform.web import ANYONE, ROLES, Input, delete, get, post, routes_of

BROWSER = "__Host-external"
BROUGHT = ("code", "state", "device_id", "payload", "error")
OwnPath = Annotated[str, msgspec.Meta(pattern=r"^(/([^/\\\s][^\\\s]*)?)?$", max_length=500)]
Brought = Annotated[str, msgspec.Meta(max_length=2000)]


class Providers(msgspec.Struct, frozen=True):
    items: list[Provider]


class StartExternal(Input, frozen=True):
    next: OwnPath = ""


class ExternalStarted(msgspec.Struct, frozen=True):
    url: str


class FinishExternal(Input, frozen=True):
    """What the provider's return brought; VK may wrap it in `payload`, a JSON object."""

    code: Brought = ""
    state: Brought = ""
    device_id: Brought = ""
    payload: Annotated[str, msgspec.Meta(max_length=4000)] = ""
    error: Brought = ""


class Wrapped(msgspec.Struct, frozen=True):
    code: Brought = ""
    state: Brought = ""
    device_id: Brought = ""
    error: Brought = ""


class ExternalFinished(msgspec.Struct, frozen=True):
    outcome: Literal["signed_in", "second_factor", "linked", "registration"]
    next: str


class UnfinishedRegistration(msgspec.Struct, frozen=True):
    provider: Provider
    email: str | None
    email_proved: bool
    full_name: str
    birth_date: date | None
    next: str


class RegisterExternally(Input, frozen=True):
    role: NewRole
    full_name: FullName
    birth_date: date
    timezone: Annotated[str, msgspec.Meta(max_length=64)]
    locale: Locale
    consents: Annotated[list[GivenConsent], msgspec.Meta(max_length=10)]
    email: Email | None = None


class RegisteredExternally(msgspec.Struct, frozen=True):
    outcome: Literal["signed_in", "confirm_email"]


class LinkView(msgspec.Struct, frozen=True):
    provider: Provider
    linked_at: datetime


class Links(msgspec.Struct, frozen=True):
    items: list[LinkView]
    has_password: bool


@get("/auth/external", access=ANYONE)
async def external_providers() -> Providers:
    """The providers one can sign in with here."""
    return Providers(external.offered())


@post("/auth/external/{provider:str}/start", access=ANYONE)
async def start_external_sign_in(provider: str, data: StartExternal) -> Response[ExternalStarted]:
    """Begin to sign in: where to go; the way back is open for ten minutes, in this browser."""
    return _started(await external.start(external.known(provider), next_path=data.next, linking=None))


@get("/auth/external/{provider:str}/callback", access=ANYONE, status_code=303)
async def external_callback(request: Request[Any, Any, Any], provider: str) -> Redirect:
    """Where the provider sends people back to: on to the web application."""
    query = request.query_params
    brought = urlencode({name: query[name] for name in BROUGHT if name in query})
    headers = {"cache-control": "no-store"}
    return Redirect(f"/external/{external.known(provider)}#{brought}", status_code=303, headers=headers)


@post(
    "/auth/external/{provider:str}/finish",
    access=ANYONE,
    refusals=[
        errors.ExternalDenied,
        errors.ExternalExpired,
        errors.ExternalRefused,
        errors.ExternalUnavailable,
        errors.ExternalEmailKnown,
        errors.ExternalLinkedElsewhere,
        errors.ExternalAnotherLinked,
        errors.Blocked,
    ],
)
async def finish_external_sign_in(
    request: Request[Any, Any, Any], holder: Identity | None, provider: str, data: FinishExternal
) -> Response[ExternalFinished]:
    """Take what the provider's return brought: a session, a link, or a registration to finish."""
    came, error = _unwrapped(data)
    browser = request.cookies.get(BROWSER, "")
    outcome = await external.finish(
        external.known(provider), came, error=error, browser=browser, holder=holder
    )
    if outcome.is_new:
        answer = ExternalFinished("registration", outcome.next)
        return Response(answer, cookies=[_browser_cookie(browser, int(FORM_LIFE.total_seconds()))])
    if outcome.signed_in is None:
        return Response(ExternalFinished("linked", outcome.next), cookies=[_browser_cookie("", 0)])
    is_pending = outcome.signed_in.level == "pending"
    return Response(
        ExternalFinished("second_factor" if is_pending else "signed_in", outcome.next),
        cookies=_in_session(outcome.signed_in),
    )


@get("/auth/external/registration", access=ANYONE, refusals=[errors.ExternalExpired])
async def unfinished_registration(request: Request[Any, Any, Any]) -> UnfinishedRegistration:
    """What the provider told of somebody new, to fill in the form."""
    found = await external_registration.unfinished(request.cookies.get(BROWSER, ""))
    return UnfinishedRegistration(
        found.provider, found.email, found.email_proved, found.full_name, found.birth_date, found.next
    )


@post(
    "/auth/external/registration",
    access=ANYONE,
    status_code=201,
    refusals=[
        errors.ExternalExpired,
        errors.ExternalEmailKnown,
        errors.ExternalEmailMissing,
        errors.ConsentRequired,
        errors.TooYoung,
        errors.TimezoneUnknown,
    ],
)
async def register_externally(
    request: Request[Any, Any, Any], holder: Identity | None, data: RegisterExternally
) -> Response[RegisteredExternally]:
    """Register without a password; an address the provider does not vouch for is confirmed by a letter."""
    signed_in = await external_registration.register(
        browser=request.cookies.get(BROWSER, ""),
        email=data.email,
        role=data.role,
        full_name=data.full_name,
        birth_date=data.birth_date,
        timezone=data.timezone,
        locale=data.locale,
        consents={consent.kind: consent.text_version for consent in data.consents},
        previous=holder,
    )
    if signed_in is None:
        answer = RegisteredExternally("confirm_email")
        return Response(answer, status_code=201, cookies=[_browser_cookie("", 0)])
    return Response(RegisteredExternally("signed_in"), status_code=201, cookies=_in_session(signed_in))


@get("/auth/external/links", access=ROLES)
async def external_links(identity: Identity) -> Links:
    """The providers linked to one's account, and whether it has a password."""
    found, has_password = await links.links(identity)
    return Links([LinkView(link.provider, link.linked_at) for link in found], has_password)


@post("/auth/external/links/{provider:str}", access=ROLES, fresh=True)
async def link_external(identity: Identity, provider: str, data: StartExternal) -> Response[ExternalStarted]:
    """Begin to link a provider to one's account: where to go."""
    chosen = external.known(provider)
    return _started(await external.start(chosen, next_path=data.next, linking=identity))


@delete("/auth/external/links/{provider:str}", access=ROLES, fresh=True, refusals=[errors.LastSignInMethod])
async def unlink_external(identity: Identity, provider: str) -> None:
    """Unlink a provider, also one that is switched off; one's other sessions end."""
    await links.unlink(identity, provider)


def _started(started: external.Started) -> Response[ExternalStarted]:
    cookie = _browser_cookie(started.browser, int(ATTEMPT_LIFE.total_seconds()))
    return Response(ExternalStarted(started.url), status_code=200, cookies=[cookie])


def _browser_cookie(value: str, max_age: int) -> Cookie:
    return Cookie(BROWSER, value=value, max_age=max_age, secure=True, httponly=True, samesite="lax")


def _in_session(signed_in: SignedIn) -> list[Cookie]:
    return [session_cookie(signed_in.token), _browser_cookie("", 0)]


def _unwrapped(data: FinishExternal) -> tuple[Return, str | None]:
    """What was brought and the error, if any; ExternalRefused when the two ways to say it disagree."""
    found = {name: getattr(data, name) for name in Wrapped.__struct_fields__}
    if data.payload:
        try:
            wrapped = msgspec.to_builtins(msgspec.json.decode(data.payload, type=Wrapped))
        except msgspec.MsgspecError:
            raise errors.ExternalRefused from None
        if any(found[name] and value and found[name] != value for name, value in wrapped.items()):
            raise errors.ExternalRefused
        found = {name: found[name] or wrapped[name] for name in found}
    return Return(found["code"], found["state"], found["device_id"]), found["error"] or None


router = routes_of(globals())
