"""`tutorium sandbox`: serve until told to stop."""

import asyncio
import os
import signal
import sys

from granian.constants import Interfaces
from granian.server.embed import Server

from tutorium.sandbox.app import create_app
from tutorium.sandbox.config import ConfigurationProblem, SandboxConfig, config_from

_SECONDS_TO_STOP = 3


def main() -> None:
    """Run the sandbox; a wrong configuration is one sentence and code 2."""
    try:
        config = config_from(os.environ)
    except ConfigurationProblem as problem:
        print(problem, file=sys.stderr)  # noqa: T201 - the person who started it reads this
        sys.exit(2)
    asyncio.run(serve(config))


async def serve(config: SandboxConfig) -> None:
    """Listen until SIGTERM or SIGINT."""
    app = create_app(config)
    server = Server(
        app,
        address=config.host,
        port=config.port,
        interface=Interfaces.ASGI,
        log_enabled=False,
    )
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    serving = asyncio.create_task(server.serve())
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait({serving, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    # A caller kept waiting by the `timeout` fault is no reason to stay.
    for faults in app.state.switches:
        faults.clear()
    server.stop()  # type: ignore[no-untyped-call]
    await asyncio.wait({serving}, timeout=_SECONDS_TO_STOP)
