"""Levers of the identity providers for tests; the real ones have nothing like it."""

from typing import Any, TypeVar

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import State
from litestar.di import Provide

from tutorium.sandbox.faults import FaultSwitch
from tutorium.sandbox.sign_in import store
from tutorium.sandbox.sign_in.provider import IdProvider
from tutorium.sandbox.sign_in.store import Person

PEOPLE = (
    Person(
        id="1001",
        first_name="Мария",
        last_name="Волкова",
        email="maria.volkova@yandex.test",
        phone="+79161234567",
        birthday="1994-03-08",
    ),
    Person(id="1002", first_name="Пётр", last_name="Орлов", birthday="0000-11-02"),
    Person(id="1003", first_name="Ольга", last_name="Ким", email="olga.kim@yandex.test"),
)
"""Who has an account from the start: with everything, without an address, with an address only."""


T = TypeVar("T")


class BadOrder(Exception):
    """A lever was pulled in a way it does not move."""


@get("/persons")
async def list_people(provider: IdProvider) -> dict[str, list[Person]]:
    """Everybody with an account."""
    return {"items": store.people(provider.database, provider.name)}


@post("/persons", status_code=201)
async def add_person(request: Request[None, None, State], provider: IdProvider) -> Person:
    """Give somebody an account, or change what is known of him."""
    person = _order(await request.body(), Person)
    store.save_person(provider.database, provider.name, person)
    return person


@delete("/tokens", status_code=204)
async def kill_tokens(provider: IdProvider) -> None:
    """Every token is dead from now on."""
    store.forget_tokens(provider.database, provider.name)


@post("/faults", status_code=200)
async def switch_fault(request: Request[None, None, State], provider: IdProvider) -> dict[str, Any]:
    """Switch one kind of fault on."""
    order = _order(await request.body(), FaultSwitch)
    if order.kind not in provider.faults.kinds:
        raise BadOrder(f"Known kinds: {', '.join(sorted(provider.faults.kinds))}")
    provider.faults.switch(order.kind, order.rate, order.seconds)
    return {"kind": order.kind, "rate": order.rate, "seconds": order.seconds}


@delete("/faults", status_code=204)
async def clear_faults(provider: IdProvider) -> None:
    """Switch every fault off."""
    provider.faults.clear()


def control_routes(provider: IdProvider) -> Router:
    """The levers of one provider; the first people get their accounts."""
    if not store.people(provider.database, provider.name):
        for person in PEOPLE:
            store.save_person(provider.database, provider.name, person)
    return Router(
        f"/{provider.name}/_control",
        exception_handlers={BadOrder: _say},
        dependencies={"provider": Provide(lambda: provider, sync_to_thread=False)},
        route_handlers=[list_people, add_person, kill_tokens, switch_fault, clear_faults],
    )


def _order(raw: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        raise BadOrder(str(error)) from error


def _say(_: Request[Any, Any, Any], error: BadOrder) -> Response[dict[str, str]]:
    return Response({"error": str(error)}, status_code=400)
