"""Staff at work, and what they read in the audit log afterwards."""

from typing import Any

from httpx import Response

from crowd import a_crowd
from people import Person
from tutorium.platform import clock
from tutorium.platform.identity import Role
from world import World

WHY = "Обращение человека в поддержку, тикет 4512"


async def a_colleague(world: World, role: Role = "admin") -> Person:
    """Somebody of the staff, signed in with both factors a minute ago."""
    [person] = await a_crowd(world.database_url, world.url, 1, role=role)
    await proves_again(world, person)
    return person


async def proves_again(world: World, person: Person) -> None:
    """Has just shown who he is, as a step-up asks."""
    await world.fetch("UPDATE auth.session SET proved_at = $2 WHERE user_id = $1", person.id, clock.now())


async def act(who: Person, person: Person, what: str, reason: str = WHY) -> Response:
    """Block, unblock or sign out somebody."""
    return await who.post(f"/backoffice/users/{person.id}/{what}", {"reason": reason})


async def appoint(who: Person, person: Person, *roles: str) -> Response:
    """Give somebody these roles."""
    return await who.put(f"/backoffice/users/{person.id}/roles", {"roles": list(roles), "reason": WHY})


async def audited(world: World, action: str) -> list[dict[str, Any]]:
    """The rows of one action, oldest first."""
    rows = await world.fetch("SELECT * FROM platform.audit WHERE action = $1 ORDER BY id", action)
    return [dict(row) for row in rows]


def outcome(answer: Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    return answer.status_code, answer.json()["code"]
