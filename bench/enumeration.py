"""Does an answer tell whether an address is registered? Signing in, resetting, registering: by the hundred.

Each question is put to addresses that exist and to others that do not, in random order. Status, body and
headers have to be the same; times are compared by their medians and by a Mann-Whitney test.
"""

import argparse
import asyncio
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from math import erfc, sqrt
from pathlib import Path
from statistics import median

import asyncpg
import httpx
import msgspec

from crowd import a_crowd
from people import Person, registration
from processes import Product, a_product

OWN = {"x-request-id", "content-security-policy", "date", "content-length"}
"""Headers that differ from answer to answer, whoever asks."""
Ask = Callable[[Person, str], Awaitable[httpx.Response]]


class Answers(msgspec.Struct):
    """What came back for one kind of address."""

    seconds: list[float]
    looks: set[str]


async def sign_in(visitor: Person, email: str) -> httpx.Response:
    """With a password that is nobody's."""
    return await visitor.post("/auth/login", {"email": email, "password": "not-anybodys-password"})


async def reset(visitor: Person, email: str) -> httpx.Response:
    """Ask for a letter with a link."""
    return await visitor.post("/auth/password/forgot", {"email": email})


async def register(visitor: Person, email: str) -> httpx.Response:
    """With an address that may be taken."""
    return await visitor.post("/auth/register", registration(email))


QUESTIONS: dict[str, Ask] = {"sign-in": sign_in, "reset": reset, "registration": register}


def main() -> None:
    """Put the questions and print what the answers tell."""
    parser = argparse.ArgumentParser(prog="bench.enumeration", description=__doc__)
    parser.add_argument("--server", default=os.environ.get("DATABASE_URL", "postgresql:///postgres"))
    parser.add_argument("--redis", default=os.environ.get("REDIS_URL", "redis://127.0.0.1:6379/14"))
    parser.add_argument("--each", type=int, default=400, help="addresses of each kind")
    chosen = parser.parse_args()
    asyncio.run(_measure(chosen.server, chosen.redis, chosen.each))


async def _measure(server: str, redis: str, each: int) -> None:
    print(f"{'question':<14}{'known':>10}{'unknown':>10}{'difference':>12}{'p':>8}  looks")
    with tempfile.TemporaryDirectory() as folder:
        async with a_product(server, redis, Path(folder), name="tutorium_enumeration") as product:
            for name, ask in QUESTIONS.items():
                known, unknown = await _put(product, ask, await _registered(product, each), each)
                mine, other = median(known.seconds) * 1000, median(unknown.seconds) * 1000
                same = "the same" if known.looks == unknown.looks and len(known.looks) == 1 else "DIFFERENT"
                times = f"{mine:>7.1f} ms{other:>7.1f} ms{mine - other:>+9.2f} ms"
                print(f"{name:<14}{times}{_chance(known.seconds, unknown.seconds):>8.3f}  {same}", flush=True)


async def _put(product: Product, ask: Ask, known: list[str], each: int) -> tuple[Answers, Answers]:
    """The answers about those registered and about as many who are not."""
    visitor = Person(product.url)
    answers = {True: Answers([], set()), False: Answers([], set())}
    questions = [(email, True) for email in known]
    questions += [(f"nobody-{time.time_ns()}-{n}@example.test", False) for n in range(each)]
    random.shuffle(questions)
    for email, exists in questions:
        begun = time.perf_counter()
        answer = await ask(visitor, email)
        answers[exists].seconds.append(time.perf_counter() - begun)
        answers[exists].looks.add(look_of(answer))
    await visitor.http.aclose()
    return answers[True], answers[False]


def look_of(answer: httpx.Response) -> str:
    """All of an answer but what is its own: the number of the request, the id of the new user."""
    body = answer.json() if answer.content else None
    if isinstance(body, dict):
        body = {name: "" if name in ("request_id", "user_id") else value for name, value in body.items()}
    headers = sorted(
        (name, "" if name.startswith("ratelimit") else value)
        for name, value in answer.headers.items()
        if name not in OWN
    )
    return repr((answer.status_code, body, headers))


async def _registered(product: Product, each: int) -> list[str]:
    """Addresses of people whose passwords are hashed like everybody's."""
    model = f"model-{time.time_ns()}@example.test"
    visitor = Person(product.url)
    (await register(visitor, model)).raise_for_status()
    await visitor.http.aclose()
    people = await a_crowd(product.database_url, product.url, each)
    connection = await asyncpg.connect(product.database_url)
    try:
        await connection.execute(
            "UPDATE auth.user SET password_hash = (SELECT password_hash FROM auth.user WHERE email = $1)",
            model,
        )
    finally:
        await connection.close()
    for person in people:
        await person.http.aclose()
    return [person.email for person in people]


def _chance(one: list[float], other: list[float]) -> float:
    """How likely chance alone sets them so far apart (Mann-Whitney, two-sided, normal approximation)."""
    ranked = sorted([(value, True) for value in one] + [(value, False) for value in other])
    ranks = sum(place for place, (_, mine) in enumerate(ranked, 1) if mine)
    m, n = len(one), len(other)
    u = ranks - m * (m + 1) / 2
    distance = abs(u - m * n / 2) / sqrt(m * n * (m + n + 1) / 12)
    return erfc(distance / sqrt(2))


if __name__ == "__main__":
    main()
