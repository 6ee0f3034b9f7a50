"""`tutorium staff`: the way in for the first administrator, without a password passing through a shell."""

import asyncio
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

from newcomers import login
from people import a_student
from world import World

LONG_PASSWORD = "фонарь-корица-глобус-77-мост"
FIRST = ("first@example.test", "--role", "admin", "--name", "Анна Громова", "--birth-date", "1990-05-01")


async def tutorium_staff(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with the configuration of the running product."""
    command = [sys.executable, "-m", "tutorium", "staff", *arguments]
    return await asyncio.to_thread(subprocess.run, command, capture_output=True, text=True, check=False)


async def test_the_first_administrator_sets_his_password_with_the_link_and_signs_in(world: World) -> None:
    done = await tutorium_staff("add", *FIRST)
    assert done.returncode == 0, done.stderr
    link = done.stdout.strip().splitlines()[-1]
    assert link.startswith(f"{world.url}/reset-password?token=")
    [token] = parse_qs(urlsplit(link).query)["token"]
    admin = world.visitor()
    admin.email = FIRST[0]
    weak = await admin.post("/auth/password/reset", {"token": token, "password": "синий-чайник1"})
    assert (weak.status_code, weak.json()["code"]) == (422, "auth.password_weak")
    body = {"token": token, "password": LONG_PASSWORD}
    assert (await admin.post("/auth/password/reset", body)).status_code == 204
    assert (await admin.post("/auth/password/reset", body)).status_code == 422, "it works once"
    assert (await login(admin, password=LONG_PASSWORD)).json()["roles"] == ["admin"]
    refused = await admin.get("/backoffice/users")
    assert refused.json()["code"] == "auth.second_factor_missing", "nothing works before the second factor"


async def test_adding_is_audited_as_done_by_the_system(world: World) -> None:
    await tutorium_staff("add", *FIRST)
    rows = await world.fetch("SELECT action, actor_id, data FROM platform.audit ORDER BY id")
    added = next(row for row in rows if row["action"] == "auth.staff_added")
    assert (added["actor_id"], added["data"]) == (None, {"roles": ["admin"]})


async def test_a_known_address_keeps_its_account_and_loses_its_password_and_sessions(world: World) -> None:
    student = await a_student(world)
    assert (await student.get("/auth/session")).status_code == 200
    added = await tutorium_staff("add", student.email, *FIRST[1:])
    assert added.returncode == 0, added.stderr
    assert (await student.get("/auth/session")).status_code == 401
    assert (await login(student)).status_code == 401
    listed = await tutorium_staff("list")
    assert listed.stdout == f"{student.id}\tp•••@example.test\tadmin\tactive\tАнна Смирнова\n"


async def test_what_cannot_be_is_refused_in_a_sentence(world: World) -> None:
    for wrong in (
        ("nobody", *FIRST[1:]),
        (*FIRST[:-1], "2020-01-01"),
    ):
        done = await tutorium_staff("add", *wrong)
        assert (done.returncode, len(done.stderr.strip().splitlines())) == (2, 1), done.stderr
    done = await tutorium_staff("add", FIRST[0], "--role", "tutor", *FIRST[3:])
    assert done.returncode == 2
    assert await world.fetch("SELECT FROM auth.user") == []
