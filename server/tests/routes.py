"""The routes of the product as tests walk them: made from the application, so a new one is walked too."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import msgspec
from litestar.handlers import HTTPRouteHandler

from tutorium.gateway.app import api
from tutorium.platform.web import ANYONE, BODY_BYTES

SAFE = frozenset(("GET", "HEAD", "OPTIONS"))


class Route(msgspec.Struct, frozen=True):
    """One method of one address of the API, and what is declared about it; `body` is the Struct it takes."""

    operation: str
    method: str
    path: str
    access: frozenset[str] | str
    level: str | None
    fresh: bool
    body: type[msgspec.Struct] | None
    body_bytes: int
    lasting: bool

    @property
    def is_public(self) -> bool:
        """Whether it answers people who have not signed in."""
        return self.access == ANYONE

    @property
    def placeholders(self) -> list[str]:
        """The names in braces."""
        return re.findall(r"{(\w+)", self.path)

    def address(self, values: dict[str, Any]) -> str:
        """The path below /api/v1 with these values in it."""
        filled = re.sub(r"{(\w+)[^}]*}", lambda match: str(values[match[1]]), self.path)
        return filled.removeprefix("/api/v1")

    def lets_in(self, role: str) -> bool:
        """Whether somebody with this role may call it."""
        return self.is_public or role in self.access

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def routes() -> tuple[Route, ...]:
    """Every route of the API whose answer ends."""
    return tuple(each for each in every_route() if not each.lasting)


@cache
def every_route() -> tuple[Route, ...]:
    """Every route of the API; answers that go on for ever are walked in notifications/test_stream.py."""
    found = []
    for route in api().routes:
        for handler in getattr(route, "route_handlers", []):
            if isinstance(handler, HTTPRouteHandler) and "access" in handler.opt:
                body = handler.parsed_fn_signature.parameters.get("data")
                found += [
                    Route(
                        operation=str(handler.operation_id),
                        method=str(method),
                        path=route.path,
                        access=handler.opt["access"],
                        level=handler.opt["level"],
                        fresh=handler.opt["fresh"],
                        body=body.annotation if body else None,
                        body_bytes=handler.opt.get("body_bytes", BODY_BYTES),
                        lasting=handler.opt["lasting"],
                    )
                    for method in handler.http_methods - SAFE | (handler.http_methods & {"GET"})
                ]
    assert len(found) > 80, "the routes have gone somewhere else"
    return tuple(sorted(found, key=lambda route: (route.path, route.method)))
