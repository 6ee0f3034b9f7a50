"""Requests by chance, made from the OpenAPI document: mostly nearly right, some quite wrong."""

from __future__ import annotations

import json
from random import Random
from typing import Any, TypeAlias
from urllib.parse import quote
from uuid import UUID

import msgspec
from httpx import Response

from gateway.schemas import Schemas, Values
from people import PASSWORD
from tutorium.platform.ids import new_id

WRONG: tuple[Any, ...] = (
    None,
    "",
    " ",
    "\x00",
    "\ud800",
    "x" * 5000,
    "%s%n{0}${x}",
    -1,
    0,
    2**31,
    2**63,
    -(2**70),
    1e308,
    0.1,
    True,
    [],
    {},
    [[[[]]]],
    {"$ne": None},
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59+14:00",
    "2026-02-30",
    "not-a-uuid",
    ["x"] * 1000,
)
NOT_JSON = (b"", b"{", b"null", b"[]", b'"x"', b"\xff\xfe", b"1e999", b'{"a":NaN}', b"[" * 2000)
IN_PATHS = ("x", "0", "-1", "%00", "%2e%2e", "a%2Fb", "\N{SNOWMAN}", "x" * 300, "null")
LEFT_OUT = {
    "liveUpdates": "never ends; walked by test_stream",
    "logout": "ends the session it is called with: nothing could be asked after it; walked by test_access",
}
KNOWN: dict[str, list[Any]] = {
    "subject": ["math", "physics"],
    "level": ["ege", "school"],
    "timezone": ["Europe/Moscow", "Asia/Vladivostok"],
    "text_version": ["2026-11-01"],
    "password": [PASSWORD],
    "provider": ["yandex", "vk"],
    "phone": ["+7 900 555-01-01", "8 (900) 555-01-02"],
    "reason": ["Обращение человека в поддержку, тикет 4512"],
    "price_kopecks_per_hour": [150_000],
    "languages": ["ru", "en"],
    "minutes": [60, 30, 90],
    "start": ["09:00", "10:30"],
    "end": ["18:00", "24:00"],
    "birth_date": ["1990-05-01", "2012-05-01"],
    "code": ["000000"],
}
MOSTLY = 0.9
"""How often an operation that the role may not call is passed over for another."""
REMEMBERED = 200
"""How many identifiers of a kind are kept to ask with."""


Plain: TypeAlias = str | int | float | bool | None
"""What httpx takes for a value of a query; here it is always text."""

BOUNDARY = "a-part-of-a-form"
FORM_BEGINS = f"--{BOUNDARY}".encode()


class Call(msgspec.Struct, frozen=True):
    """A request to send, and where the document describes it."""

    operation: str
    method: str
    address: str
    query: list[tuple[str, Plain]]
    headers: dict[str, str]
    body: bytes | None

    def __str__(self) -> str:
        return f"{self.method} {self.address} {self.query} {self.headers} {(self.body or b'')[:600]!r}"


class Fuzzer:
    """Makes calls and judges answers; the identifiers in answers are used in later calls."""

    def __init__(
        self, document: dict[str, Any], seed: int, allowed: set[str], files: tuple[bytes, ...]
    ) -> None:
        self.allowed = allowed
        self.files = files
        self.random = Random(seed)  # noqa: S311 -- repeatable on purpose
        self.schemas = Schemas(document)
        self.known = {name: list(values) for name, values in KNOWN.items()}
        self.values = Values(self.schemas, self.random, self.known)
        self.operations = [
            (method.upper(), path, operation)
            for path, item in document["paths"].items()
            for method, operation in item.items()
            if operation["operationId"] not in LEFT_OUT
        ]
        self.described = {each["operationId"]: each for _, _, each in self.operations}

    def call(self) -> Call:
        """The next request."""
        method, path, operation = self.random.choice(self.operations)
        while operation["operationId"] not in self.allowed and self.random.random() < MOSTLY:
            method, path, operation = self.random.choice(self.operations)
        query: list[tuple[str, Plain]] = []
        headers = {"accept-language": self.random.choice(("ru", "en", "de, *;q=0.1", ""))}
        for parameter in operation.get("parameters", ()):
            place, name = parameter["in"], parameter["name"]
            if place == "path":
                path = path.replace(f"{{{name}}}", self._in_path(parameter))
            elif parameter.get("required") or self.random.random() < 0.4:
                value = self._maybe_wrong(self.values.make(parameter["schema"], name))
                if place == "query":
                    query += [
                        (name, _plain(each)) for each in (value if isinstance(value, list) else [value])
                    ]
                else:
                    headers[name.lower()] = quote(_plain(value)[:300]) or "x"
        if self.random.random() < 0.9:
            headers["idempotency-key"] = str(new_id())
        body = self._body(method, operation)
        if body is not None:
            is_file = body in self.files
            headers["content-type"] = "image/png" if is_file else "application/json"
            if body.startswith(FORM_BEGINS):
                headers["content-type"] = f"multipart/form-data; boundary={BOUNDARY}"
            headers |= {"x-requested-with": "fuzz"} if headers["content-type"] != "application/json" else {}
        return Call(operation["operationId"], method, path, query[:20], headers, body)

    def _in_path(self, parameter: dict[str, Any]) -> str:
        if self.random.random() < 0.08:
            return self.random.choice(IN_PATHS)
        return quote(str(self.values.make(parameter["schema"], parameter["name"])) or "x", safe="")

    def _body(self, method: str, operation: dict[str, Any]) -> bytes | None:
        described = operation.get("requestBody")
        if described is None:
            return None if method == "GET" else self.random.choice((None, None, b"{}", *self.files))
        if self.random.random() < 0.05:
            return self.random.choice(NOT_JSON)
        [(media_type, content)] = described["content"].items()
        value = self.values.make(content["schema"])
        if isinstance(value, dict) and self.random.random() < 0.3:
            self._spoil(value)
        return self._form(value) if media_type == "multipart/form-data" else _json(value)

    def _form(self, value: dict[str, Any]) -> bytes:
        """The fields as a form; what is called a file is one of ours, mostly."""
        parts = b""
        for name, each in value.items():
            is_file = name == "file" and self.random.random() < 0.9
            head = f'Content-Disposition: form-data; name="{quote(name)}"'
            head += '; filename="scan.png"\r\nContent-Type: image/png' if is_file else ""
            content = self.random.choice(self.files) if is_file else _plain(each).encode(errors="replace")
            parts += FORM_BEGINS + f"\r\n{head}\r\n\r\n".encode() + content + b"\r\n"
        return parts + FORM_BEGINS + b"--\r\n"

    def _spoil(self, value: dict[str, Any]) -> None:
        name = self.random.choice([*value, "unknown_field"])
        if self.random.random() < 0.25:
            value.pop(name, None)
        elif isinstance(value.get(name), dict) and value[name]:
            self._spoil(value[name])
        else:
            value[name] = self.random.choice(WRONG)

    def _maybe_wrong(self, value: Any) -> Any:
        return self.random.choice(WRONG) if self.random.random() < 0.15 else value

    def judge(self, call: Call, answer: Response) -> str:
        """What is wrong with an answer; empty when it is as documented."""
        documented = self.described[call.operation]["responses"]
        described = documented.get(str(answer.status_code))
        if answer.status_code >= 500:
            return f"{answer.status_code} {answer.text[:300]}"
        if answer.status_code == 304:
            return ""
        if described is None:
            return f"undocumented {answer.status_code} {answer.text[:300]}"
        content = described.get("content", {})
        if answer.status_code in (204, 303) or not content:
            return f"a body where none is documented: {answer.text[:100]}" if answer.content else ""
        kind = answer.headers.get("content-type", "").split(";")[0]
        if kind not in content:
            return f"{kind} instead of {list(content)}"
        if not kind.endswith("json"):
            return ""
        value = msgspec.json.decode(answer.content)
        self._remember(value, call)
        found = self.schemas.problem(value, content[kind]["schema"])
        if not found and answer.status_code >= 400 and value["code"] not in described["description"]:
            found = f"undocumented code {value['code']}"
        return found

    def _remember(self, value: Any, call: Call, name: str = "") -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                own = f"{name.removesuffix('s')}_id" if key == "id" else key
                self._remember(each, call, own)
        elif isinstance(value, list):
            for each in value[:20]:
                self._remember(each, call, call.address.rstrip("/").rsplit("/", 1)[-1])
        elif name == "photo_url" and value:
            self.known.setdefault("photo_id", []).append(value.rsplit("/", 1)[-1])
        elif (
            isinstance(value, str)
            and name.endswith(("_id", "cursor"))
            and (name[-2:] != "id" or _is_id(value))
        ):
            kept = self.known.setdefault("cursor" if name == "next_cursor" else name, [])
            if len(kept) < REMEMBERED:
                kept.append(value)
            else:
                kept[self.random.randrange(REMEMBERED)] = value


def _is_id(text: str) -> bool:
    try:
        return bool(UUID(text))
    except ValueError:
        return False


def _plain(value: Any) -> str:
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text.encode("utf-8", "replace").decode()


def _json(value: Any) -> bytes:
    return json.dumps(value).encode()  # unlike msgspec's, it writes half a surrogate pair
