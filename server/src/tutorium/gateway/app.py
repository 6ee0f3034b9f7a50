"""The applications of a process: the gateway everybody knocks at, the internal one for our own processes."""

from typing import Any

from litestar import Litestar, Request, Response, post
from litestar.di import Provide
from litestar.middleware import ASGIMiddleware
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.types import ASGIApp, Receive, Scope, Send

from tutorium import assembly
from tutorium.gateway import placement
from tutorium.gateway.documentation import api_documentation
from tutorium.gateway.door import Door
from tutorium.gateway.idempotency import Idempotency
from tutorium.gateway.identity import IdentityLookup
from tutorium.gateway.limits import RateLimits
from tutorium.gateway.origin import OriginCheck
from tutorium.gateway.pages import page
from tutorium.gateway.placement import Placement
from tutorium.gateway.problems import HANDLERS
from tutorium.gateway.public_cache import PublicCache
from tutorium.platform import remote, web
from tutorium.platform.errors import Forbidden, NotFound
from tutorium.platform.health import exposition, live, ready
from tutorium.platform.request import Actor, acting_as, came_from
from tutorium.platform.settings import settings

DEPENDENCIES = {
    "identity": Provide(web.provide_identity, sync_to_thread=False),
    "visitor": Provide(web.provide_visitor, sync_to_thread=False),
    "holder": Provide(web.provide_holder, sync_to_thread=False),
    "locale": Provide(web.provide_locale, sync_to_thread=False),
    "command_id": Provide(web.provide_command_id, sync_to_thread=False),
}


def _application(
    handlers: list[Any], middleware: list[ASGIMiddleware], openapi: OpenAPIConfig | None
) -> Litestar:
    return Litestar(
        route_handlers=[*assembly.routers(), *handlers],
        middleware=middleware,
        dependencies=DEPENDENCIES,
        exception_handlers=HANDLERS,
        openapi_config=openapi,
        logging_config=None,
        request_max_body_size=None,
    )


def api() -> Litestar:
    """The gateway's application without its outermost layer."""
    document = OpenAPIConfig(
        title="Tutorium",
        version="1",
        path="/api",
        render_plugins=[JsonRenderPlugin(path="/openapi.json")],
        use_handler_docstrings=True,
    )
    layers = [
        PublicCache(),
        OriginCheck(),
        IdentityLookup(),
        RateLimits(),
        Idempotency(),
        Placement(),
    ]
    return _application([live, ready, api_documentation, page], layers, document)


def gateway() -> Door:
    """What listens on the public port."""
    assembly.load_subscribers()
    assembly.load_api()
    return Door(api(), form_targets=settings().payment_system_origin)


class OurProcessesOnly(ASGIMiddleware):
    """Takes the identity from the header another of our processes signed; 403 without one."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        if "access" in scope["route_handler"].opt:
            header = dict(scope["headers"]).get(placement.HEADER.encode(), b"").decode("latin-1")
            caller = placement.verify(header)
            if caller is None:
                raise Forbidden
            state = scope["state"]
            state["request_id"], state["identity"] = caller.origin.request_id, caller.identity
            state["command_id"] = caller.command_id
            actor: Actor = caller.identity.user_id if caller.identity else "nobody"
            with came_from(caller.origin), acting_as(actor):
                async with placement.in_time(scope["route_handler"].opt):
                    await next_app(scope, receive, send)
            return
        await next_app(scope, receive, send)


@post("/internal/call/{name:str}", include_in_schema=False, status_code=200)
async def answer_call(request: Request[Any, Any, Any], name: str) -> Response[bytes]:
    """A call from one of our processes to a function of a module hosted here."""
    if not remote.is_internal(request.headers.get("authorization")):
        raise Forbidden
    if name not in remote.exposed_functions():
        raise NotFound
    with came_from(remote.origin_of(request.headers.get(remote.ORIGIN, ""))):
        status, body = await remote.answer_call(name, await request.body())
    return Response(body, status_code=status, media_type="application/json")


def internal() -> Litestar:
    """What listens on the internal port: metrics, health, calls between modules, requests passed on."""
    return _application([live, ready, exposition, answer_call], [OurProcessesOnly()], None)
