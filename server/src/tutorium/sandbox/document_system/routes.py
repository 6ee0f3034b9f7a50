"""Levers for tests and for people who try things out, and a page that shows the cases."""

from typing import Any, TypeVar

import msgspec
from litestar import Request, Response, Router, delete, get, post
from litestar.datastructures import State
from litestar.di import Provide

from tutorium.sandbox.document_system import store
from tutorium.sandbox.document_system.desk import Desk
from tutorium.sandbox.document_system.rules import DEFAULT, FAULTS, Rule
from tutorium.sandbox.faults import FaultSwitch
from tutorium.sandbox.pages import page

T = TypeVar("T")
SHOWN = 200
STATUSES = {
    "accepted": "Принят в работу",
    "verified": "Подтверждён",
    "rejected": "Отклонён",
    "needs_more": "Нужен другой файл",
    "failed": "Проверить не удалось",
}
DECISIONS = {
    "approve": "подтверждать",
    "reject": "отклонять",
    "needs_reupload": "просить другой файл",
    "silent": "не отвечать",
}


class BadOrder(Exception):
    """A lever was pulled in a way it does not move."""


class ClockOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Move the sandbox's clock forward."""

    advance_seconds: float


@post("/_control/rules", status_code=200)
async def set_rule(request: Request[None, None, State], desk: Desk) -> Rule:
    """How the next cases are decided."""
    rule = _order(await request.body(), Rule)
    store.save_rule(desk.database, rule)
    return rule


@get("/_control/rules")
async def list_rules(desk: Desk) -> dict[str, list[Rule]]:
    """Every rule that was given."""
    return {"items": list(store.rules(desk.database).values())}


@delete("/_control/rules", status_code=204)
async def forget_rules(desk: Desk) -> None:
    """Everything is approved again."""
    store.forget_rules(desk.database)


@get("/_control/cases")
async def list_cases(desk: Desk) -> dict[str, Any]:
    """What the Document System thinks happened, newest first."""
    items = []
    for case in store.cases(desk.database, SHOWN):
        answers = store.answers_of(desk.database, str(case.question.case_id))
        items.append(msgspec.to_builtins(case) | {"answers": msgspec.to_builtins(answers)})
    return {"items": items, "connected": desk.connected}


@post("/_control/faults", status_code=200)
async def switch_fault(request: Request[None, None, State], desk: Desk) -> dict[str, Any]:
    """Switch one kind of fault on."""
    order = _order(await request.body(), FaultSwitch)
    if order.kind not in FAULTS:
        raise BadOrder(f"Known kinds: {', '.join(sorted(FAULTS))}")
    desk.faults.switch(order.kind, order.rate, order.seconds)
    return {"kind": order.kind, "rate": order.rate, "seconds": order.seconds}


@delete("/_control/faults", status_code=204)
async def clear_faults(desk: Desk) -> None:
    """Switch every fault off."""
    desk.faults.clear()


@post("/_control/clock", status_code=200)
async def move_clock(request: Request[None, None, State], desk: Desk) -> dict[str, Any]:
    """Move the clock: answers whose time has come are sent."""
    desk.clock.advance(_order(await request.body(), ClockOrder).advance_seconds)
    desk.wake.set()
    return {"now": desk.clock.now()}


@get("/cases")
async def show_cases(desk: Desk) -> Response[str]:
    """The same for a person."""
    rows = [
        (case, store.answers_of(desk.database, str(case.question.case_id)))
        for case in store.cases(desk.database, SHOWN)
    ]
    rules = store.rules(desk.database) or {"": DEFAULT}
    return page(
        "documents.html",
        rows=rows,
        rules=rules,
        statuses=STATUSES,
        decisions=DECISIONS,
        connected=desk.connected,
    )


def document_routes(desk: Desk) -> Router:
    """Everything that can be seen of the Document System; its work goes over the broker."""
    return Router(
        "/document-system",
        exception_handlers={BadOrder: _say},
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        route_handlers=[
            set_rule,
            list_rules,
            forget_rules,
            list_cases,
            switch_fault,
            clear_faults,
            move_clock,
            show_cases,
        ],
    )


def _order(raw: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        raise BadOrder(str(error)) from error


def _say(_: Request[Any, Any, Any], error: BadOrder) -> Response[dict[str, str]]:
    return Response({"error": str(error)}, status_code=400)
