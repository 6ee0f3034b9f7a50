"""The part of JSON Schema that our OpenAPI document uses: values that fit a schema, and whether one fits.

A keyword unknown here is an error, so that nothing is left unchecked when the document begins to use it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tutorium.platform import clock
from tutorium.platform.ids import new_id

Schema = dict[str, Any]
KNOWN = frozenset(
    "$ref additionalProperties const contentMediaType default description enum examples format items maxItems"
    " maxLength maximum minItems minLength minimum oneOf pattern properties required title type".split()
)
TYPES: dict[str, Callable[[Any], bool]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}
FORMATS: dict[str, Callable[[str], Any]] = {
    "uuid": UUID,
    "date": date.fromisoformat,
    "date-time": datetime.fromisoformat,
}
OPEN = "Problem"
"""The only object that may have more fields than are documented: those of a refusal."""
TEXTS = (
    "Вера",
    "math",
    "ege",
    "ru",
    "x",
    "123456",
    "09:00",
    "18:30",
    "24:00",
    "Europe/Moscow",
    "/settings",
    "",
    "a@b.test",
    "+79005550101",
    "Долгое слово " * 30,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "\N{GRINNING FACE}\N{RIGHT-TO-LEFT OVERRIDE}",
)


class Schemas:
    """The schemas of a document."""

    def __init__(self, document: dict[str, Any]) -> None:
        self.named: dict[str, Schema] = document["components"]["schemas"]

    def resolved(self, schema: Schema) -> Schema:
        """The schema itself, where this one only names it."""
        if unknown := schema.keys() - KNOWN:
            raise AssertionError(f"keywords this checker does not know: {unknown}")
        return self.named[schema["$ref"].rsplit("/", 1)[-1]] if "$ref" in schema else schema

    def problem(self, value: Any, schema: Schema, where: str = "$") -> str:
        """What is wrong with the value; empty when it fits."""
        schema = self.resolved(schema)
        if "oneOf" in schema:
            fitting = [each for each in schema["oneOf"] if not self.problem(value, each, where)]
            return "" if len(fitting) == 1 else f"{where}: fits {len(fitting)} of the alternatives"
        if "enum" in schema and value not in schema["enum"]:
            return f"{where}: {value!r} is none of {schema['enum']}"
        if "const" in schema and value != schema["const"]:
            return f"{where}: {value!r} is not {schema['const']!r}"
        types = schema.get("type", list(TYPES))
        types = [types] if isinstance(types, str) else types
        if not any(TYPES[each](value) for each in types):
            return f"{where}: {value!r} is no {types}"
        return self._within(value, schema, where)

    def _within(self, value: Any, schema: Schema, where: str) -> str:
        if isinstance(value, str):
            return _text_problem(value, schema, where)
        if isinstance(value, int | float) and not schema.get("minimum", value) <= value <= schema.get(
            "maximum", value
        ):
            return f"{where}: {value} is out of bounds"
        if isinstance(value, list):
            if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
                return f"{where}: {len(value)} items"
            found = (self.problem(each, schema.get("items", {}), f"{where}[]") for each in value)
            return next(filter(None, found), "")
        return self._object_problem(value, schema, where) if isinstance(value, dict) else ""

    def _object_problem(self, value: dict[str, Any], schema: Schema, where: str) -> str:
        if missing := set(schema.get("required", ())) - value.keys():
            return f"{where}: without {missing}"
        fields, others = schema.get("properties", {}), schema.get("additionalProperties")
        for name, each in value.items():
            if name in fields:
                found = self.problem(each, fields[name], f"{where}.{name}")
            elif others is not None or "properties" not in schema or schema.get("title") == OPEN:
                found = self.problem(each, others or {}, f"{where}.{name}")
            else:
                found = f"{where}.{name}: not documented"
            if found:
                return found
        return ""


def _text_problem(value: str, schema: Schema, where: str) -> str:
    if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
        return f"{where}: {len(value)} characters"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{where}: {value!r} does not match {schema['pattern']}"
    try:
        FORMATS.get(schema.get("format", ""), str)(value)
    except ValueError:
        return f"{where}: {value!r} is no {schema['format']}"
    return ""


class Values:
    """Values that fit a schema, by chance; `known` are good values of fields by name, such as identifiers."""

    def __init__(self, schemas: Schemas, random: Random, known: dict[str, list[Any]]) -> None:
        self.schemas = schemas
        self.random = random
        self.known = known

    def make(self, schema: Schema, name: str = "") -> Any:
        """One value."""
        schema = self.schemas.resolved(schema)
        if self.known.get(name) and self.random.random() < 0.8:
            return self.random.choice(self.known[name])
        if "oneOf" in schema:
            return self.make(self.random.choice(schema["oneOf"]), name)
        if "const" in schema:
            return schema["const"]
        if "enum" in schema:
            return self.random.choice(schema["enum"])
        kind = schema.get("type", "string")
        return self._of(self.random.choice(kind) if isinstance(kind, list) else kind, schema, name)

    def _of(self, kind: str, schema: Schema, name: str) -> Any:
        if kind == "array":
            most = min(schema.get("maxItems", 4), 4)
            count = self.random.randint(min(schema.get("minItems", 0), most), most)
            return [self.make(schema.get("items", {}), name) for _ in range(count)]
        if kind == "object":
            return self._object(schema)
        if kind in ("integer", "number"):
            low, high = int(schema.get("minimum", -5)), int(schema.get("maximum", 10**7))
            return self.random.choice((low, high, self.random.randint(low, high)))
        if kind == "boolean":
            return self.random.random() < 0.5
        return None if kind == "null" else self._text(schema)

    def _object(self, schema: Schema) -> dict[str, Any]:
        fields = schema.get("properties", {})
        always = set(schema.get("required", ()))
        return {
            name: self.make(each, name)
            for name, each in fields.items()
            if name in always or self.random.random() < 0.5
        }

    def _text(self, schema: Schema) -> str:
        moment = clock.now() + timedelta(minutes=30 * self.random.randint(-50, 500))
        made = {
            "uuid": str(new_id()),
            "date": moment.date().isoformat(),
            "date-time": moment.replace(minute=0, second=0, microsecond=0).isoformat(),
        }
        if schema.get("format") in made:
            return made[schema["format"]]
        fitting = [each for each in TEXTS if not _text_problem(each, schema, "")]
        return self.random.choice(fitting or TEXTS)
