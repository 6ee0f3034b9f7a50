"""A backup taken while people book comes back whole; one that is damaged, or not ours, is refused."""

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from accounts.pictures import picture, upload
from crowd import a_crowd, leave
from journeys.main_path import a_paid_lesson, somebody_books_and_pays
from lessons.booking import a_held_lesson, noon
from people import Person
from processes import Product, a_product
from services import Services
from tutorium.backup.archive import Manifest, proven
from tutorium.backup.database import SCHEMAS
from tutorium.backup.keeping import backups, newest
from tutorium.backup.sealed import Damaged
from tutorium.platform import migrations

KEY = "a key of backups that only the tests use"
STUDENTS = 8


@pytest.fixture(scope="module")
async def product(services: Services, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    folder = tmp_path_factory.mktemp("backup")
    name = f"tutorium_backup_{os.getpid()}"
    async with a_product(services.database_url, services.redis_url, folder, name=name) as product:
        product.env["BACKUP_KEY"] = KEY
        yield product


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "backups"


async def tutorium(product: Product, *arguments: object, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command with the variables of the product."""
    return await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "tutorium", *map(str, arguments)],
        env=product.env | env,
        capture_output=True,
        text=True,
        check=False,
    )


async def done(product: Product, *arguments: object) -> str:
    """Run a command that works; what it says."""
    ended = await tutorium(product, *arguments)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout


def holds(folder: Path) -> Manifest:
    """What the newest backup holds."""
    return proven(newest(folder), KEY)[1]


async def booking(product: Product, students: list[Person], tutor: Person) -> list[dict[str, Any]]:
    """Everybody books and pays, one day after the other."""
    return list(
        await asyncio.gather(
            *(a_paid_lesson(product, student, tutor, days=3 + day) for day, student in enumerate(students))
        )
    )


async def test_a_backup_under_load_comes_back_whole(product: Product, folder: Path) -> None:
    tutor, student, lesson = await somebody_books_and_pays(product)
    assert (await upload(student, picture())).is_success
    crowd = await a_crowd(product.database_url, product.url, STUDENTS)
    load = asyncio.create_task(booking(product, crowd, tutor))
    await done(product, "backup", folder)
    during = holds(folder)
    await load
    assert len(during.files) == 1

    refused = await tutorium(product, "restore", folder, "--replace")
    assert refused.returncode == 2
    assert "stop `serve`, `worker` and `sandbox` first" in refused.stderr
    await product.stop("serve", "worker", "sandbox")
    refused = await tutorium(product, "restore", folder)
    assert refused.returncode == 2
    assert "--replace" in refused.stderr

    destroy(product)
    await product.fetch("DROP SCHEMA lessons, payments, auth CASCADE")
    await done(product, "restore", folder, "--replace")
    again = folder.with_name("again")
    await done(product, "backup", again)
    assert holds(again) == during  # every row and every file, byte for byte

    product.start("serve", "worker", "sandbox")
    await product.ready("serve", "worker", "sandbox")
    await product.quiet()
    told = await done(product, "check")
    assert "BAD" not in told
    kept = (await student.get(f"/lessons/{lesson['id']}")).json()
    assert (kept["id"], kept["state"]) == (lesson["id"], "scheduled")
    assert (await a_held_lesson(student, tutor, noon(20)))["state"] == "held"
    await leave(crowd)


def destroy(product: Product) -> None:
    """No file is left."""
    for path in Path(product.env["FILES_DIR"]).rglob("*"):
        if path.is_file():
            path.unlink()


async def test_a_damaged_backup_or_a_strangers_is_refused(product: Product, folder: Path) -> None:
    await done(product, "backup", folder)
    path = newest(folder)
    whole = path.read_bytes()
    before = await product.fetch("SELECT count(*) FROM auth.user")
    for damage in (whole[:-1], whole[: len(whole) // 2], whole[:200] + b"\x00" + whole[201:], whole + b"x"):
        path.write_bytes(damage)
        with pytest.raises(Damaged):
            proven(path, KEY)
    refused = await tutorium(product, "restore", path, "--replace")
    assert refused.returncode == 2
    assert "damaged" in refused.stderr
    path.write_bytes(whole)
    for name in ("BACKUP_KEY", "SECRET_KEY"):
        refused = await tutorium(product, "drill", path, **{name: "another key of at least 32 characters"})
        assert refused.returncode == 2
        assert f"another {name}" in refused.stderr
    refused = await tutorium(product, "backup", folder, BACKUP_KEY="short")
    assert refused.returncode == 2
    assert await product.fetch("SELECT count(*) FROM auth.user") == before


async def test_a_drill_finds_what_is_broken_and_leaves_nothing(product: Product, folder: Path) -> None:
    await done(product, "backup", folder)
    told = await done(product, "drill", folder)
    assert "every promise holds" in told
    assert "put back and migrated" in told

    await product.fetch("UPDATE payments.account SET balance = balance + 1 WHERE code = 'psp_clearing'")
    destroy(product)
    await done(product, "backup", folder, "--keep", 1)
    assert len(backups(folder)) == 1
    drilled = await tutorium(product, "drill", folder)
    assert drilled.returncode == 1
    assert "BAD  a balance is the sum of its lines" in drilled.stdout
    assert "psp_clearing" in drilled.stdout
    assert "BAD  the files of accounts are whole" in drilled.stdout
    await product.fetch("UPDATE payments.account SET balance = balance - 1 WHERE code = 'psp_clearing'")

    left = await product.fetch("SELECT datname FROM pg_database WHERE datname LIKE 'tutorium_drill_%'")
    assert left == []


async def test_a_backup_of_an_older_version_is_brought_up_to_date(product: Product, folder: Path) -> None:
    await product.stop("serve", "worker", "sandbox")
    for schema in SCHEMAS:
        await product.fetch(f"DROP SCHEMA IF EXISTS {schema} CASCADE")
    await product.fetch("DROP TABLE public.migration")
    await asyncio.to_thread(migrations.upgrade_to, product.database_url, ["auth_0001"])
    await done(product, "backup", folder)
    head, _ = proven(newest(folder), KEY)
    assert head.revisions == ("auth_0001",)

    await done(product, "restore", folder)
    product.start("serve", "worker", "sandbox")
    await product.ready("serve", "worker", "sandbox")
    await somebody_books_and_pays(product)
