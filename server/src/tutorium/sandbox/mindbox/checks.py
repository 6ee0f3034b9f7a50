"""What Mindbox checks in the data of a call; a broken rule is a ValidationError with HTTP 200."""

import re
from datetime import date
from typing import Any

from tutorium.sandbox.mindbox.operations import CUSTOM_FIELDS, Operation

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_NOT_DIGITS = re.compile(r"[\s()+-]")


def problems(operation: Operation, body: dict[str, Any]) -> list[dict[str, str]]:
    """The validation messages with their locations, such as `/customer/email`; empty when all is well."""
    found = [_message("Поле обязательно", path) for path in operation.required if not _value_at(body, path)]
    email = _value_at(body, "customer.email")
    if email and not (isinstance(email, str) and _EMAIL.fullmatch(email)):
        found.append(_message("Некорректный адрес электронной почты", "customer.email"))
    phone = _value_at(body, "customer.mobilePhone")
    if phone and not re.fullmatch(r"[0-9]{11,15}", digits(phone)):
        found.append(_message("Некорректный номер телефона", "customer.mobilePhone"))
    birth_date = _value_at(body, "customer.birthDate")
    if birth_date and not _is_date(str(birth_date)):
        found.append(_message("Дата должна быть в формате ГГГГ-ММ-ДД", "customer.birthDate"))
    fields = _value_at(body, "customer.customFields")
    if fields and not isinstance(fields, dict):
        found.append(_message("Ожидается объект", "customer.customFields"))
    elif fields:
        found += [
            _message("Неизвестное дополнительное поле", f"customer.customFields.{name}")
            for name in fields
            if name not in CUSTOM_FIELDS
        ]
    place = f"{operation.mailing}.customParameters"
    parameters = _value_at(body, place)
    if parameters and not isinstance(parameters, dict):
        found.append(_message("Ожидается объект", place))
    return found


def digits(phone: Any) -> str:
    """A phone number as Mindbox keeps it, without signs between the digits."""
    return _NOT_DIGITS.sub("", str(phone))


def _value_at(body: dict[str, Any], path: str) -> Any:
    value: Any = body
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2026-01-31")


def _message(text: str, path: str) -> dict[str, str]:
    return {"message": text, "location": "/" + path.replace(".", "/")}
