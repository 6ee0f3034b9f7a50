"""Live updates."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import msgspec
from litestar.response import Stream

from tutorium.modules.notifications.service import stream
from tutorium.platform.identity import Identity
from tutorium.platform.live import Told
from tutorium.platform.web import ROLES, get, routes_of

EVENTS = "text/event-stream"


@get("/notifications/stream", access=ROLES, lasting=True, media_type=EVENTS)
async def live_updates(identity: Identity) -> Stream:
    """What has changed for me, as it changes: server-sent events whose data is `{"topic", "id"}`.

    Each says only that something is to be read again. `open` comes first, again after every pause: what was
    told in between is lost, so everything shown is to be read again then.
    """
    updates = await stream.open_stream(identity)
    return Stream(_events(updates), media_type=EVENTS, headers={"x-accel-buffering": "no"})


async def _events(updates: AsyncGenerator[list[Told], None]) -> AsyncIterator[bytes]:
    async with aclosing(updates):
        await anext(updates)  # from here on everything is heard
        yield b"event: open\ndata: {}\n\n"
        async for several in updates:
            data = b"".join(b"data: %s\n\n" % msgspec.json.encode(told) for told in several)
            yield data or b": still here\n\n"


router = routes_of(globals())
