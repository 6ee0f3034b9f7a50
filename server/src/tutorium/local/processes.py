"""Child processes that end when this process ends, and what a crash of ours left running."""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

LINUX = sys.platform == "linux"
LIBC = ctypes.CDLL(None) if LINUX else None
PR_SET_PDEATHSIG = 1


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    cwd: Path,
    env: Mapping[str, str],
    orphan_signal: signal.Signals = signal.SIGTERM,
    **options: Any,
) -> subprocess.Popen[bytes]:
    """Start a command in a process group of its own, its output appended to `log`.

    On Linux the kernel sends it `orphan_signal` when this process ends for whatever reason. The thread
    that spawns must live as long as the process: call this from the main thread.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return subprocess.Popen(
            [str(word) for word in command],
            cwd=cwd,
            env=dict(env),
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with(os.getpid(), orphan_signal),
            **options,
        )


def _end_with(parent: int, orphan_signal: signal.Signals) -> Callable[[], None] | None:
    if LIBC is None:
        return None
    libc = LIBC

    def bind() -> None:
        libc.prctl(PR_SET_PDEATHSIG, orphan_signal)
        if os.getppid() != parent:  # it ended before the line above took effect
            os._exit(1)

    return bind


def end(process: subprocess.Popen[bytes], *steps: tuple[signal.Signals, float]) -> None:
    """Ask with each signal in turn, waiting its seconds; then kill the whole process group."""
    for ask, seconds in steps:
        if process.poll() is not None:
            break
        process.send_signal(ask)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def working_in(folder: Path) -> list[int]:
    """Ids of the live processes whose working directory is `folder`.

    This tells our own leftovers from strangers that got the same process id later. Only Linux can answer;
    elsewhere the list is empty.
    """
    found = []
    for process in Path("/proc").glob("[0-9]*") if LINUX else ():
        with contextlib.suppress(OSError):
            if (process / "cwd").readlink() == folder.resolve():
                found.append(int(process.name))
    return found


def end_leftovers(folder: Path, *steps: tuple[signal.Signals, float]) -> list[int]:
    """End every process that works in `folder`, with each signal in turn; returns those that stayed."""
    for ask, seconds in steps:
        for pid in working_in(folder):
            with contextlib.suppress(OSError):
                os.kill(pid, ask)
        deadline = time.monotonic() + seconds
        while working_in(folder) and time.monotonic() < deadline:
            time.sleep(0.05)
    return working_in(folder)


def free_ports(count: int) -> list[int]:
    """Ports of the loopback address that nobody listens on, all different."""
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for probe in sockets:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in sockets]


def port_is_taken(host: str, port: int) -> bool:
    """Whether somebody already listens on this address."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
