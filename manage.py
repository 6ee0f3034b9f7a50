#!/usr/bin/env python3
"""Tutorium on a bare machine. Needs Python 3.11 or newer with venv, and nothing else.

python3 manage.py run [--tls]     set everything up and run it; prints the address and the demo accounts
python3 manage.py test [...]      the same set-up, then every test; arguments go to pytest
python3 manage.py setup           only the set-up
python3 manage.py doctor          check this machine and say what is wrong with it
python3 manage.py seed [...]      demo data, e.g. --tutors 20000 --lessons 500000
python3 manage.py backup FOLDER   an encrypted copy of database and files; restore and drill put one back
python3 manage.py gen             the OpenAPI document, its typed client, the contracts of the modules
python3 manage.py docs            the documentation as a site, in website/build
"""

from __future__ import annotations  # an older Python must get as far as our sentence about its age

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    Run = tuple[str, list[object], Path, dict[str, str]]

ROOT = Path(__file__).resolve().parent
SERVER = ROOT / "server"
WEB = ROOT / "web"
WEBSITE = ROOT / "website"
POSTGRES = ROOT / "infra/postgres"
CHROMIUM = ROOT / "infra/chromium"
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
OLDEST_NODE = (22, 18)
MODULES = (
    "platform",
    "gateway",
    "auth",
    "accounts",
    "payments",
    "subscriptions",
    "lessons",
    "documents",
    "support",
    "catalog",
    "notifications",
    "backoffice",
)
"""The tests that hold wherever the modules live."""
ALIKE = ("tests/gateway/test_mass_assignment.py",)
"""Of those, what takes minutes and judges bodies, which the same code reads in either placement."""
JOURNEYS = "tests/journeys"
LONGEST_SECONDS = 45 * 60
"""Of one run of tests, about twice what two cores need: one that hangs is ended, so that it can be read where."""
BEGUN = time.monotonic()


def main() -> None:
    """Set up what the command needs, then become the command."""
    command, arguments = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("help", [])
    commands = {
        "run": lambda: (set_up(postgres=not os.environ.get("DATABASE_URL")), become("up", *arguments)),
        "test": lambda: (set_up(), set_up_chromium(), set_up_website(), test(arguments)),
        "setup": set_up,
        "doctor": doctor,
        "seed": lambda: (set_up(), become("local", "seed", *arguments)),
        **dict.fromkeys(
            ("backup", "restore", "drill", "check"),
            lambda: (set_up(build=False), become("local", command, *arguments)),
        ),
        "gen": lambda: (set_up(build=False), generate()),
        "docs": lambda: (set_up_python(), set_up_website(), build_website()),
    }
    if command not in commands:
        sys.exit(__doc__)
    commands[command]()


def set_up(*, postgres: bool = True, build: bool = True) -> None:
    """Bring packages and the web app up to date; what has not changed since the last time is left alone."""
    set_up_python()
    if postgres:
        set_up_postgres()
    set_up_node_packages()
    if build:
        build_web()
    say("set-up complete")


def set_up_python() -> None:
    if os.name == "nt":
        sys.exit("Tutorium needs Linux or macOS; on Windows use WSL 2.")
    if sys.version_info < (3, 11):
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if not venv_works():
        create_venv()
    locks = [SERVER / "locks/app.txt", SERVER / "locks/uv.txt"]
    if system_node() is None:
        locks.append(SERVER / "locks/node.txt")
    with Stamp("python", [*locks, Path(__file__)]) as stamp:
        if stamp.fresh:
            return
        say("installing Python packages")
        pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        run(PYTHON, *pip, "-r", SERVER / "locks/uv.txt")
        run(BIN / "uv", "pip", "sync", "-q", "--require-hashes", "--python", VENV, *locks, UV_NO_CONFIG="1")
        install_tutorium()


def venv_works() -> bool:
    """Whether .venv runs the Python we run: an upgrade of the system's Python leaves a broken one behind."""
    ask = "import sys, pip; print(*sys.version_info[:2])"
    if not PYTHON.exists():
        return False
    answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return answer.stdout.split() == [str(number) for number in sys.version_info[:2]]


def create_venv() -> None:
    say("creating .venv")
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        sys.exit(f"This Python has no venv. On Debian or Ubuntu: sudo apt-get install {package}")
    venv.EnvBuilder(with_pip=True, clear=True, symlinks=True).create(VENV)


def install_tutorium() -> None:
    """Make `import tutorium` and the command `tutorium` work from the source tree, without a build."""
    [packages] = VENV.glob("lib/python*/site-packages")
    (packages / "tutorium.pth").write_text(f"{SERVER / 'src'}\n")
    command = BIN / "tutorium"
    command.write_text(f"#!{PYTHON}\nfrom tutorium.cli import main\n\nmain()\n")
    command.chmod(0o755)


def set_up_postgres() -> None:
    with Stamp("postgres", [POSTGRES / "package-lock.json", POSTGRES / "node_modules"]) as stamp:
        if not stamp.fresh:
            say("fetching PostgreSQL")
            npm("ci", "--loglevel=error", cwd=POSTGRES)


def set_up_node_packages() -> None:
    with Stamp("node-packages", [WEB / "package-lock.json", WEB / "node_modules"]) as stamp:
        if not stamp.fresh:
            say("fetching the web app's packages")
            npm("ci", "--loglevel=error", cwd=WEB)


def build_web() -> None:
    """Sources are everything in web/ that git would keep: what the build writes is not among them."""
    made = {"node_modules", "dist", "dist-server"}
    sources = [path for path in WEB.iterdir() if path.name not in made]
    with Stamp("web", [*sources, WEB / "dist"]) as stamp:
        if not stamp.fresh:
            say("building the web app")
            npm("run", "--silent", "build", cwd=WEB)


def set_up_chromium() -> None:
    """Where there is no browser, bring one from the lock; only Linux on x86-64 has such a package."""
    sys.path.append(str(SERVER / "src"))
    from tutorium.local.chromium import UNPACKED, chromium

    if chromium() not in (None, str(UNPACKED)) or (sys.platform, platform.machine()) != ("linux", "x86_64"):
        return
    with Stamp("chromium", [CHROMIUM / "package-lock.json", CHROMIUM / "unpack.mjs", UNPACKED]) as stamp:
        if not stamp.fresh:
            say("fetching Chromium")
            npm("ci", "--loglevel=error", cwd=CHROMIUM)
            shutil.rmtree(UNPACKED.parent, ignore_errors=True)
            run("node", "unpack.mjs", cwd=CHROMIUM)


def set_up_website() -> None:
    with Stamp("website", [WEBSITE / "package-lock.json", WEBSITE / "node_modules"]) as stamp:
        if not stamp.fresh:
            say("fetching what builds the documentation")
            npm("ci", "--loglevel=error", cwd=WEBSITE)


def build_website() -> None:
    npm("run", "--silent", "build", cwd=WEBSITE)
    say("the documentation is in website/build: python3 -m http.server -d website/build shows it")


def test(arguments: list[str]) -> None:
    """The web app's tests, the documentation's links, then the server's.

    A run of the server's tests is mostly one process, so two go at once: the modules together; the modules
    apart, then everything that is no module. The journeys start many processes and come last, alone.
    """
    web: Run = ("web tests", [*npm_command(), "run", "--silent", "test"], WEB, {})
    if arguments:
        passed = [checks(web), checks(server_run("server tests", *arguments))]
    else:
        modules = [f"tests/{name}" for name in MODULES]
        # What chance finds in one placement it finds in the other: a few tries go the way between.
        few = {"FUZZ_REQUESTS": os.environ.get("FUZZ_REQUESTS", "500")}
        alike = (f"--deselect={name}" for name in ALIKE)
        apart = server_run("server tests: modules apart", "--beside", "--apart", *alike, *modules, **few)
        left_out = (f"--ignore={name}" for name in (*modules, JOURNEYS))
        others = server_run("server tests: all but modules", "--beside", *left_out)
        site: Run = ("documentation", [*npm_command(), "run", "--silent", "build"], WEBSITE, {})
        passed = [checks(web), checks(site)]
        with tempfile.TemporaryFile() as output, ThreadPoolExecutor() as threads:
            beside = threads.submit(lambda: [checks(each, output) for each in (apart, others)])
            passed.append(checks(server_run("server tests: modules together", *modules)))
            passed += beside.result()
            output.seek(0)
            shutil.copyfileobj(output, sys.stdout.buffer)
        passed.append(checks(server_run("server tests: journeys", JOURNEYS)))
    sys.exit(0 if all(passed) else "some tests failed")


def server_run(name: str, *arguments: str, **more: str) -> Run:
    return name, [PYTHON, "-m", "pytest", *arguments], SERVER, more


def checks(tests: Run, output: BinaryIO | None = None) -> bool:
    """Whether these pass; what they print goes to `output` until somebody shows it."""
    name, command, folder, more = tests
    say(f"{name}: shown when they have ended" if output else name)
    if output:
        output.write(f"\n{name}\n".encode())
        output.flush()
    try:
        code = subprocess.run(
            command,
            cwd=folder,
            env=environment(**more),
            stdout=output,
            stderr=output and subprocess.STDOUT,
            check=False,
            timeout=LONGEST_SECONDS,
        ).returncode
    except subprocess.TimeoutExpired:
        say(f"{name}: did not end in {LONGEST_SECONDS} s")
        return False
    if code:
        say(f"{name}: FAILED")
    return code == 0


def generate() -> None:
    run(PYTHON, "-m", "tutorium", "openapi", WEB / "openapi.json")
    run(PYTHON, "-m", "tutorium", "contracts", SERVER / "contracts.json")
    run(PYTHON, "-m", "tutorium", "asyncapi", SERVER / "asyncapi.json")
    run(PYTHON, "-m", "tutorium", "definitions", ROOT / "deploy/rabbitmq/definitions.json")
    npm("run", "--silent", "gen", cwd=WEB)
    say("the OpenAPI and AsyncAPI documents, the typed client, contracts and definitions are up to date")


def doctor() -> None:
    """Before the set-up there is little to ask; after it, the program itself looks."""
    if sys.version_info < (3, 11):
        sys.exit(f"Python: 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    if not venv_works() or not (BIN / "tutorium").exists():
        sys.exit("Set-up: not done yet. Run: python3 manage.py setup")
    become("doctor")


def become(*arguments: str) -> None:
    """Replace this process by a `tutorium` command, so that signals reach it directly."""
    sys.stdout.flush()
    os.execve(PYTHON, [str(PYTHON), "-m", "tutorium", *arguments], environment())


class Stamp:
    """Remembers what a step was done from and what it made; `fresh` when neither has changed.

    What a step makes (node_modules, dist, the unpacked browser) counts by presence only.
    """

    MADE = ("node_modules", "dist", "chrome")

    def __init__(self, name: str, paths: list[Path]) -> None:
        self.file = VENV / f".stamp-{name}"
        self.made = [path for path in paths if path.name in self.MADE]
        self.sources = [path for path in paths if path.name not in self.MADE]

    def __enter__(self) -> Stamp:
        self.digest = self._digest()
        kept = self.file.read_text() if self.file.exists() else ""
        self.fresh = kept == self.digest and all(path.exists() for path in self.made)
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        if not failed:
            self.file.write_text(self.digest)

    def _digest(self) -> str:
        digest = hashlib.sha256(sys.version.encode())
        for source in self.sources:
            files = sorted(source.rglob("*")) if source.is_dir() else [source]
            for path in filter(Path.is_file, files):
                digest.update(f"\0{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
        return digest.hexdigest()


@cache
def system_node() -> Path | None:
    """The folder of a Node on the PATH that is new enough and comes with npm."""
    node = shutil.which("node")
    if not node or not shutil.which("npm"):
        return None
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    numbers = answer.stdout.strip().removeprefix("v").split(".")[:2]
    new_enough = all(map(str.isdecimal, numbers)) and tuple(map(int, numbers)) >= OLDEST_NODE
    return Path(node).parent if new_enough else None


def npm(*arguments: str, cwd: Path) -> None:
    run(*npm_command(), *arguments, cwd=cwd)


def npm_command() -> list[str]:
    return [shutil.which("npm", path=environment()["PATH"]) or "npm"]


def environment(**more: str) -> dict[str, str]:
    """Ours, with the locked Node unless the system's will do, and time zones from the locked package."""
    path = os.environ.get("PATH", os.defpath)
    if system_node() is None:
        path = f"{BIN}{os.pathsep}{path}"
    return {**os.environ, "PATH": path, "PYTHONTZPATH": "", **more}


def run(*command: object, cwd: Path = ROOT, **more: str) -> None:
    """Run a step of the set-up; what it has to say is shown when it fails, and that ends the set-up."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=cwd,
        env=environment(**more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nThis step failed (exit code {done.returncode}): {' '.join(words)}")


def say(text: str) -> None:
    print(f"[{time.monotonic() - BEGUN:5.1f} s] {text}", flush=True)


if __name__ == "__main__":
    main()
