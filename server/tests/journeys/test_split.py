"""The product taken apart: a gateway without modules, a monolith, and two modules in processes of their own.

Calls between them go over HTTPS with certificates. Each module has its own worker. A module that is killed is
missed only where it is needed, and what waited for it is done when it is back.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest

from journeys.main_path import a_paid_lesson, somebody_books_and_pays
from notifications.listening import PATH, listening
from papers import a_candidate, documents, submit, upload, uploaded
from people import Person, a_student
from processes import Product, a_product
from secure import local_authority, secure_postgres
from services import Services
from tutorium.local.processes import free_ports
from tutorium.platform.settings import MODULES

APART = ("notifications", "documents")
"""Modules with processes of their own; one more name here is one more pair of processes."""
TOGETHER = tuple(module for module in MODULES if module not in APART)
PLACES = ("serve", "monolith serve", *(f"{module} serve" for module in APART))
WORKERS = ("monolith worker", *(f"{module} worker" for module in APART))


def arrange(product: Product) -> Sequence[str]:
    """`serve` is the gateway, where no module lives; they live in "NAME serve" and "NAME worker"."""
    names = (*PLACES, *WORKERS)
    product.internal_ports = dict(zip(names, free_ports(len(names)), strict=True))
    homes = {module: f"{module} serve" for module in APART}
    homes |= dict.fromkeys(TOGETHER, "monolith serve")
    for name, port in zip(names, free_ports(len(names)), strict=True):
        elsewhere = {module: home for module, home in homes.items() if home != name}
        home = name.split()[0]
        if name in WORKERS:
            elsewhere = {module: place for module, place in homes.items() if not place.startswith(home)}
        product.parts[name] = {
            "PORT": product.env["PORT"] if name == "serve" else str(port),
            "REDIRECT_PORT": "0",
            "MODULES": ",".join(TOGETHER) if home == "monolith" else home if home in APART else "all",
            "REMOTE_MODULES": ",".join(
                f"{module}={product.internal_address(place)}" for module, place in elsewhere.items()
            ),
        }
    return ("sandbox", *names)


@pytest.fixture(scope="module")
async def product(services: Services, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Product]:
    folder: Path = tmp_path_factory.mktemp("split")
    shown = local_authority(folder / "tls", "postgres", "tutorium")
    async with (
        # Of its own: a server for everybody has not enough connections for so many processes.
        secure_postgres(folder / "postgres", shown["postgres"]) as database_url,
        a_product(
            database_url,
            services.redis_url,
            folder,
            name="tutorium_split",
            tls=shown["tutorium"],
            more={"DATABASE_POOL": "5"},
            arrange=arrange,
        ) as product,
    ):
        yield product


def is_honest(answer: httpx.Response, module: str) -> None:
    """It says what is the matter and when to come back."""
    assert answer.status_code == 503, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert int(answer.headers["retry-after"]) > 0
    problem = answer.json()
    assert (problem["code"], problem["module"]) == ("unavailable", module)


async def letters_of(product: Product, person: Person) -> list[str]:
    """Operations of the letters about lessons this person has got."""
    found = await product.letters(person.email)
    return sorted(letter["operation"] for letter in found if letter["operation"].startswith("Lesson"))


def take_away(product: Product, module: str) -> None:
    """Kill both processes of the module without a warning."""
    for kind in ("serve", "worker"):
        product.kill(f"{module} {kind}")
    product.away.add(module)


async def bring_back(product: Product, module: str) -> None:
    """Start them again."""
    names = [f"{module} {kind}" for kind in ("serve", "worker")]
    product.start(*names)
    await product.ready(*names)
    product.away.discard(module)


async def test_the_main_journey_goes_through_every_process(product: Product) -> None:
    tutor, student, _ = await somebody_books_and_pays(product)
    assert await letters_of(product, student)
    assert (await student.get("/notifications/preferences")).status_code == 200
    async with listening(student) as stream:
        await a_paid_lesson(product, student, tutor, days=3)
        assert await stream.next()  # through gateway and module, as it happens


async def test_without_notifications_people_go_on_and_each_letter_goes_out_once(product: Product) -> None:
    tutor, student, _ = await somebody_books_and_pays(product)
    one_lesson = await letters_of(product, student)
    take_away(product, "notifications")

    is_honest(await student.get("/notifications/preferences"), "notifications")
    is_honest(await student.get(PATH), "notifications")
    await a_paid_lesson(product, student, tutor, days=4)
    assert (await student.get("/catalog/tutors")).status_code == 200
    answer = await student.http.get(f"{product.url}/health/ready")
    assert answer.json()["status"] == "ready"
    assert await letters_of(product, student) == one_lesson

    await bring_back(product, "notifications")
    assert (await student.get("/notifications/preferences")).status_code == 200
    assert await letters_of(product, student) == sorted(one_lesson * 2)


async def test_without_documents_lessons_are_booked_and_papers_are_taken_later(product: Product) -> None:
    candidate = await a_candidate(product)
    await uploaded(product, candidate, "identity", "selfie")
    take_away(product, "documents")

    is_honest(await candidate.get("/documents"), "documents")
    is_honest(await upload(candidate, "diploma"), "documents")
    await somebody_books_and_pays(product)

    await bring_back(product, "documents")
    assert (await submit(product, candidate)).is_success
    for _ in range(450):
        states = {kind: each["state"] for kind, each in (await documents(candidate)).items()}
        if set(states.values()) == {"approved"}:
            break
        await asyncio.sleep(0.2)
    assert states == {"identity": "approved", "selfie": "approved"}, states


async def test_a_monolith_that_dies_is_missed_and_comes_back(product: Product) -> None:
    student = await a_student(product)
    product.kill("monolith serve")
    is_honest(await product.visitor().get("/catalog/tutors"), "catalog")
    is_honest(await student.get("/lessons"), "auth")  # nobody can say who he is
    product.start("monolith serve")
    await product.ready("monolith serve")
    assert (await student.get("/catalog/tutors")).status_code == 200
    assert (await student.get("/auth/session")).status_code == 200
