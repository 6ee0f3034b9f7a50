"""Whether a document fits the mapping of the templates its data stream has.

Types: what we use of them. `dynamic` false keeps unknown fields unread, strict turns the document down.
"""

import ipaddress
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tutorium.sandbox.elk.errors import failure


def objection(document: dict[str, Any], mapping: dict[str, Any]) -> dict[str, str] | None:
    """Why the document is not stored; None when it is."""
    if "@timestamp" not in document:
        return failure("document_parsing_exception", "data stream timestamp field [@timestamp] is missing")
    if not _is_date(document["@timestamp"]):
        return failure("document_parsing_exception", "failed to parse field [@timestamp] of type [date]")
    return _object(document, mapping, "", mapping.get("dynamic", True))


def _object(value: dict[str, Any], mapping: dict[str, Any], path: str, dynamic: Any) -> dict[str, str] | None:
    dynamic = mapping.get("dynamic", dynamic)
    known = mapping.get("properties", {})
    for name, inner in value.items():
        full = f"{path}.{name}" if path else name
        if name not in known:
            if dynamic == "strict":
                where = path or "_doc"
                reason = (
                    f"mapping set to strict, dynamic introduction of [{name}] within [{where}] is not allowed"
                )
                return failure("strict_dynamic_mapping_exception", reason)
            continue
        if found := _field(inner, known[name], full, dynamic):
            return found
    return None


def _field(value: Any, mapping: dict[str, Any], path: str, dynamic: Any) -> dict[str, str] | None:
    kind = mapping.get("type", "object")
    values = value if isinstance(value, list) else [value]
    for one in values:
        if kind in ("object", "flattened"):
            if not isinstance(one, dict):
                reason = f"object mapping for [{path}] tried to parse field [{path}] as object"
                return failure("document_parsing_exception", reason)
            if kind == "object" and (found := _object(one, mapping, path, dynamic)):
                return found
        elif isinstance(one, dict) or not _FITS.get(kind, _is_any)(one):
            return failure("document_parsing_exception", f"failed to parse field [{path}] of type [{kind}]")
    return None


def _is_any(_: Any) -> bool:
    return True


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and -(2**63) <= value < 2**63


def _is_date(value: Any) -> bool:
    try:
        return bool(datetime.fromisoformat(value))
    except (TypeError, ValueError):
        return False


def _is_address(value: Any) -> bool:
    try:
        return bool(ipaddress.ip_address(value))
    except ValueError:
        return False


_FITS: dict[str, Callable[[Any], bool]] = {
    "long": _is_whole,
    "date": _is_date,
    "ip": _is_address,
    "boolean": lambda value: isinstance(value, bool),
}
