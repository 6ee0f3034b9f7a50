"""Steps that many tests of support take, on both sides."""

from itertools import count
from typing import Any

from httpx import Response

from people import Person

_keys = count(1)
WHY = "Уточнили по телефону, о чём речь"

ARTICLE: dict[str, Any] = {
    "topic": "booking",
    "position": 1,
    "title": "Как перенести занятие",
    "summary": "Что нажать и когда это бесплатно.",
    "body": "## Как\n\nОткройте занятие и нажмите кнопку.",
    "published": True,
}


def a_key() -> str:
    """A key nobody has used."""
    return f"ticket-{next(_keys)}"


def letter(**changes: Any) -> dict[str, Any]:
    """The body of a ticket nothing is wrong with."""
    return {
        "category": "question",
        "subject": "Как перенести занятие",
        "text": "Репетитор предложил другое время. Что мне нажать?",
    } | changes


async def a_ticket(customer: Person, **changes: Any) -> dict[str, Any]:
    """A ticket just written."""
    answer = await customer.post("/support/tickets", letter(**changes), key=a_key())
    assert answer.status_code == 201, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


async def says(customer: Person, ticket: dict[str, Any], text: str, **changes: Any) -> Response:
    """The customer adds to the thread."""
    body = {"text": text} | changes
    return await customer.post(f"/support/tickets/{ticket['id']}/messages", body, key=a_key())


async def answers(agent: Person, ticket: dict[str, Any], text: str = "Смотрим.", **changes: Any) -> Response:
    """An agent answers."""
    body = {"text": text} | changes
    return await agent.post(f"/backoffice/tickets/{ticket['id']}/answer", body, key=a_key())


async def notes(agent: Person, ticket: dict[str, Any], text: str, **changes: Any) -> Response:
    """An agent leaves a note."""
    body = {"text": text} | changes
    return await agent.post(f"/backoffice/tickets/{ticket['id']}/notes", body, key=a_key())


async def moves(agent: Person, ticket: dict[str, Any], state: str, **changes: Any) -> Response:
    """An agent changes the state."""
    return await agent.post(f"/backoffice/tickets/{ticket['id']}/move", {"state": state} | changes)


async def mine(customer: Person, ticket: dict[str, Any]) -> dict[str, Any]:
    """The ticket as its customer sees it now."""
    answer = await customer.get(f"/support/tickets/{ticket['id']}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


async def at_desk(agent: Person, ticket: dict[str, Any]) -> dict[str, Any]:
    """The ticket as an agent sees it now."""
    answer = await agent.get(f"/backoffice/tickets/{ticket['id']}")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.json()
    return shown


def clock_of(shown: dict[str, Any], kind: str) -> dict[str, Any]:
    """One of the clocks the desk shows."""
    found: dict[str, Any] = next(each for each in shown["clocks"] if each["kind"] == kind)
    return found


def did(shown: dict[str, Any]) -> list[str]:
    """What was done with a ticket, in order."""
    return [step["action"] for step in shown["history"]]
