"""The Mindbox project of this sandbox and what one operation does in it."""

import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import msgspec

from tutorium.sandbox.clock import Clock, stamp
from tutorium.sandbox.database import change
from tutorium.sandbox.faults import Answer, Faults
from tutorium.sandbox.mindbox import store
from tutorium.sandbox.mindbox.checks import digits, problems
from tutorium.sandbox.mindbox.operations import OPERATIONS, Operation

_REMEMBERS = timedelta(days=30)


@dataclass(frozen=True)
class Project:
    """Credentials, memory, clock and fault switches."""

    endpoint_id: str
    secret_key: str
    database: sqlite3.Connection
    clock: Clock
    faults: Faults


class ProtocolError(Exception):
    """The call itself is wrong; nothing was done."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Call(msgspec.Struct, frozen=True, kw_only=True):
    """One call of an operation."""

    name: str
    mode: str
    transaction_id: str | None
    body: dict[str, Any]


def perform(project: Project, call: Call) -> dict[str, Any]:
    """Do the operation once per transaction; the body of the answer, whose HTTP status is 200."""
    operation = OPERATIONS.get(call.name)
    if operation is None or call.mode not in operation.modes:
        raise ProtocolError(400, f"Операция {call.name} для режима {call.mode} не найдена")
    # A mailing sent through sync ignores transactionId: a repeat sends the letter twice, as in the real one.
    transaction_id = None if operation.sends_letter and call.mode == "sync" else call.transaction_id
    now = project.clock.now()
    with change(project.database):
        if transaction_id and store.is_processed(
            project.database, project.endpoint_id, transaction_id, stamp(now - _REMEMBERS)
        ):
            return {"status": "TransactionAlreadyProcessed"}
        if messages := problems(operation, call.body):
            return {"status": "ValidationError", "validationMessages": messages}
        answer = _do(project, operation, call, stamp(now))
        if transaction_id:
            store.mark_processed(project.database, project.endpoint_id, transaction_id, stamp(now))
    return _varied(project, answer)


def _varied(project: Project, answer: dict[str, Any]) -> dict[str, Any]:
    """The same in other ways that the real one has been seen to say it."""
    customer = answer.get("customer")
    if customer and project.faults.strikes("phone_as_number") and "mobilePhone" in customer:
        answer = answer | {"customer": customer | {"mobilePhone": int(customer["mobilePhone"])}}
    for kind, status in (("not_found", "NotFound"), ("ambiguous", "Ambiguous")):
        if project.faults.strikes(kind):
            answer = answer | {"customer": (answer.get("customer") or {}) | {"processingStatus": status}}
    if project.faults.strikes("without_status"):
        answer = {name: value for name, value in answer.items() if name != "status"} or {"customer": {}}
    return {"result": answer} if project.faults.strikes("wrapped_result") else answer


def _do(project: Project, operation: Operation, call: Call, now: str) -> dict[str, Any]:
    customer = call.body["customer"]
    if operation.erases:
        erased = store.erase_customer(project.database, str(customer["ids"]["websiteID"]))
        return {"status": "Success", "customer": {"processingStatus": erased}}
    by_sms = operation.mailing == "smsMailing"
    email, phone = ("", digits(customer["mobilePhone"])) if by_sms else (customer["email"], "")
    mindbox_id, done = store.save_customer(project.database, email or phone, customer)
    if operation.sends_letter and not project.faults.strikes("suppress"):
        parameters = call.body[operation.mailing]["customParameters"]
        store.save_letter(project.database, store.Letter(call.name, email, parameters, now, phone))
    if call.mode == "async":
        return {"status": "Success"} if done != "Ambiguous" else _answered(done, {})
    known: dict[str, Any] = {"ids": {"mindboxId": mindbox_id}, "changeDateTimeUtc": _fractions(now)}
    if customer.get("mobilePhone"):
        known["mobilePhone"] = digits(customer["mobilePhone"])
    return _answered(done, known)


def _answered(done: str, known: dict[str, Any]) -> dict[str, Any]:
    return {"status": "Success", "customer": {"processingStatus": done} | known}


def _fractions(moment: str) -> str:
    """Zeros at the end of a fraction of a second are left out: there may be any number of digits."""
    whole, _, rest = moment.partition(".")
    fraction = rest.rstrip("Z").rstrip("0")
    return f"{whole.rstrip('Z')}{'.' + fraction if fraction else ''}Z"


def error_body(status_name: str, http_status: int, message: str) -> bytes:
    """A failure as Mindbox words it; `errorId` is what its support asks for."""
    return msgspec.json.encode(
        {
            "status": status_name,
            "errorMessage": message,
            "errorId": str(uuid4()),
            "httpStatusCode": http_status,
        }
    )


def _unavailable() -> bytes:
    return error_body("InternalServerError", 500, "Внутренняя ошибка сервера")


ANSWERS = {
    "error_500_before": Answer(worked=False, status=500, body=_unavailable),
    "error_500_after": Answer(worked=True, status=500, body=_unavailable),
    "error_503": Answer(worked=False, status=503, body=_unavailable),
    "too_many_429": Answer(
        worked=False, status=429, body=lambda: error_body("ProtocolError", 429, "Слишком много запросов")
    ),
    "timeout": Answer(worked=True, status=500, body=_unavailable, after_seconds=30.0),
    "reset": Answer(worked=True, body=lambda: b'{"status":', cut_off=True),
    "empty_body": Answer(worked=True),
    "html_body": Answer(worked=True, body=lambda: b"<html>Bad gateway</html>", content_type=b"text/html"),
    "validation_error": Answer(
        worked=False,
        body=lambda: (
            b'{"status":"ValidationError",'
            b'"validationMessages":[{"message":"Fault","location":"/customer/email"}]}'
        ),
    ),
}
KINDS = frozenset(ANSWERS) | {
    "suppress",
    "phone_as_number",
    "wrapped_result",
    "without_status",
    "not_found",
    "ambiguous",
}
"""Beside what goes wrong on the wire. `suppress`: Success without a letter, as a frequency cap does it; the
others are variations of answers, of which the last two say within a success that nothing was done.
"""
