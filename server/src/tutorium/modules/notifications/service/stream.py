"""Live updates of whoever has signed in, for as long as he is signed in."""

from collections.abc import AsyncGenerator
from contextlib import suppress

from tutorium.modules.auth import api as auth
from tutorium.platform import live
from tutorium.platform.errors import Refusal
from tutorium.platform.identity import Identity

SIGN_OF_LIFE_SECONDS = 20.0
"""How long a stream may be silent: longer, and what stands between takes it for dead."""


async def open_stream(identity: Identity) -> AsyncGenerator[list[live.Told], None]:
    """What is told to the user and to his roles, nothing at times; TooManyRequests, Unavailable.

    Nothing is told to a session that is over, however it ended: it is looked up before anything is handed
    out, at once when the user has ended one, and whenever the stream has been silent.
    """
    await live.make_room(identity)
    return _stream(identity)


async def _stream(identity: Identity) -> AsyncGenerator[list[live.Told], None]:
    with live.ear_of(identity) as ear:
        yield []
        while (told := await ear.hear(seconds=SIGN_OF_LIFE_SECONDS)) is not None:
            alive = False
            with suppress(Refusal):  # nobody knows: the browser comes again, and is told
                alive = await auth.session_is_alive(session_id=identity.session_id)
            if not alive:
                return
            yield told
