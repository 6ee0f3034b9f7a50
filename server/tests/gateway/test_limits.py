"""How often one may ask. The layer is called directly here: from loopback nobody is limited by address."""

from typing import Any

import pytest
from limits.aio.storage import RedisStorage
from limits.aio.strategies import SlidingWindowCounterRateLimiter
from litestar import get

from tutorium.gateway.limits import BY_ROUTE, RateLimits
from tutorium.platform.errors import TooManyRequests
from world import World

NOBODY_LISTENS = "async+redis://127.0.0.1:1"


@get("/", operation_id="register")
async def route() -> None:
    """A route with a limit of its own."""


def _scope(address: str) -> Any:
    return {"type": "http", "state": {}, "client": (address, 1), "route_handler": route, "headers": []}


async def _ask(layer: RateLimits, address: str) -> dict[bytes, bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def application(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    await layer.handle(_scope(address), None, send, application)  # type: ignore[arg-type]
    return dict(sent[0]["headers"])


async def test_an_address_that_registers_too_often_waits(world: World) -> None:
    layer, address = RateLimits(), "203.0.113.7"
    for left in range(BY_ROUTE["register"].amount - 1, -1, -1):
        assert (await _ask(layer, address))[b"ratelimit-remaining"] == str(left).encode()
    with pytest.raises(TooManyRequests) as refused:
        await _ask(layer, address)
    assert 0 < refused.value.data["retry_after"] <= 3600
    await _ask(layer, "203.0.113.8")


async def test_without_redis_the_process_counts_for_itself(world: World) -> None:
    layer, address = RateLimits(), "203.0.113.9"
    layer.shared = SlidingWindowCounterRateLimiter(RedisStorage(NOBODY_LISTENS, implementation="redispy"))
    for _ in range(BY_ROUTE["register"].amount):
        await _ask(layer, address)
    with pytest.raises(TooManyRequests):
        await _ask(layer, address)


async def test_programs_of_this_machine_are_not_limited_by_address(world: World) -> None:
    layer = RateLimits()
    for _ in range(2 * BY_ROUTE["register"].amount):
        assert await _ask(layer, "127.0.0.1") == {}
