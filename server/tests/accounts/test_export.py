"""The copy of one's data: everything, machine-readable, and nobody else's."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from httpx import Response

from lessons.booking import a_scheduled_lesson, noon
from people import Person, a_student, a_tutor
from tutorium.modules.accounts.service import profiles
from tutorium.platform.settings import MODULES
from world import World


def opened(answer: Response) -> tuple[dict[str, Any], zipfile.ZipFile]:
    assert answer.status_code == 200, answer.text
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    copy: dict[str, Any] = json.loads(archive.read("data.json"))
    return copy, archive


async def exported(person: Person) -> dict[str, Any]:
    data: dict[str, Any] = opened(await person.get("/accounts/me/export"))[0]["data"]
    return data


async def test_a_student_takes_along_what_every_module_keeps(world: World) -> None:
    tutor, student = await a_tutor(world), await a_student(world)
    lesson = await a_scheduled_lesson(world, student, tutor, noon())
    answer = await student.get("/accounts/me/export")
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    copy, _ = opened(answer)
    data = copy["data"]
    assert (copy["format"], copy["user_id"], set(data)) == (
        "tutorium-personal-data/1",
        student.id,
        set(MODULES),
    )
    assert data["auth"]["user"][0]["email"] == student.email
    assert data["accounts"]["profile"][0]["full_name"] == student.name
    assert [each["id"] for each in data["lessons"]["lessons"]] == [lesson["id"]]
    assert data["payments"]["payments"][0]["amount_kopecks"] == lesson["price_kopecks"]
    assert data["subscriptions"]["lots"][0]["minutes"] == 60
    assert data["notifications"]["messages"]


async def test_the_copy_holds_no_secret_and_nobody_else(world: World) -> None:
    tutor = await a_tutor(world)
    student = await a_student(world, full_name="Аристарх Полуэктов")
    await a_scheduled_lesson(world, student, tutor, noon())
    text = json.dumps(await exported(tutor), ensure_ascii=False)
    assert "Полуэктов" not in text
    assert student.email not in text
    for person in (tutor, student):
        for secret in ("password_hash", "token_hash", "argon2", "epoch"):
            assert secret not in json.dumps(await exported(person))


async def test_photos_are_in_it(world: World) -> None:
    tutor = await a_tutor(world)
    await profiles.save_photo(UUID(tutor.id), b"RIFF0000WEBP")
    _, archive = opened(await tutor.get("/accounts/me/export"))
    [photo] = [name for name in archive.namelist() if name.startswith("photos/")]
    assert archive.read(photo) == b"RIFF0000WEBP"


async def test_taking_the_copy_is_written_down(world: World) -> None:
    student = await a_student(world)
    await exported(student)
    [row] = await world.fetch("SELECT * FROM platform.audit WHERE action = 'accounts.data_exported'")
    assert (str(row["actor_id"]), row["subject"]) == (student.id, f"user:{student.id}")


async def test_the_copy_asks_who_one_is_when_that_was_long_ago(world: World) -> None:
    student = await a_student(world)
    await world.travel(minutes=11)
    refused = await student.get("/accounts/me/export")
    assert (refused.status_code, refused.json()["code"]) == (403, "auth.step_up_required")
    assert (await world.visitor().get("/accounts/me/export")).status_code == 401
