"""Answers that take the same time whatever was found: the time would tell who is registered."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

SECONDS = 0.25
"""Many times what the work inside takes."""


@asynccontextmanager
async def evenly() -> AsyncIterator[None]:
    """The block ends a quarter of a second after it began, however little there was to do."""
    loop = asyncio.get_running_loop()
    end = loop.time() + SECONDS
    try:
        yield
    finally:
        await asyncio.sleep(end - loop.time())
