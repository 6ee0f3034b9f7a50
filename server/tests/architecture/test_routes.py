"""What every route must declare."""

from litestar.handlers import HTTPRouteHandler

from tutorium.gateway.app import api
from tutorium.gateway.limits import BY_ROUTE
from tutorium.platform.web import ANYONE, ROLES
from world import World

KEYED_WORDS = ("/lessons", "/payments/refunds")
"""POSTs to these paths book or move money."""


def _handlers() -> list[HTTPRouteHandler]:
    found = {}
    for route in api().routes:
        for handler in getattr(route, "route_handlers", []):
            ours = isinstance(handler, HTTPRouteHandler) and handler.http_methods != {"OPTIONS"}
            if ours and route.path.startswith("/api/v1/"):
                found[handler.handler_id] = handler
    return list(found.values())


async def test_every_route_declares_who_may_call_it(world: World) -> None:
    handlers = _handlers()
    assert len(handlers) > 20
    for handler in handlers:
        access = handler.opt["access"]
        assert access == ANYONE or (access and access <= ROLES), handler


async def test_every_command_that_books_or_moves_money_is_keyed(world: World) -> None:
    paths = {
        path: handler for handler in _handlers() for path in handler.paths if "POST" in handler.http_methods
    }
    for word in KEYED_WORDS:
        assert paths[f"/api/v1{word}"].opt["keyed"], word


async def test_operations_have_unique_names_and_summaries(world: World) -> None:
    names = [str(handler.operation_id) for handler in _handlers()]
    assert len(names) == len(set(names))
    assert all(handler.summary for handler in _handlers())


async def test_every_limited_operation_exists(world: World) -> None:
    assert set(BY_ROUTE) <= {str(handler.operation_id) for handler in _handlers()}
