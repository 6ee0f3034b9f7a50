"""`_search` for those who look: text, `field:value`, and the queries term, match, range and bool."""

from typing import Any

from tutorium.sandbox.elk import store
from tutorium.sandbox.elk.cluster import Cluster
from tutorium.sandbox.elk.errors import ElasticError

MOST = 10_000
_OPERATORS = {"gte": ">=", "gt": ">", "lte": "<=", "lt": "<"}


def search(
    cluster: Cluster, target: str, *, q: str = "", query: dict[str, Any] | None = None, size: int, start: int
) -> dict[str, Any]:
    """The answer to a search, newest first."""
    if start + size > MOST:
        reason = f"Result window is too large, from + size must be less than or equal to: [{MOST}]"
        raise ElasticError(400, "illegal_argument_exception", reason)
    conditions = [_condition(word) for word in q.split() if word not in ("AND", "*", "*:*")]
    if query is not None:
        conditions += _conditions(query)
    total, found = store.documents(cluster.database, target, conditions, size=size, start=start)
    hits = [{"_index": stream, "_id": key, "_source": source} for stream, key, source in found]
    count = {"value": total, "relation": "eq"}
    return {"took": 1, "timed_out": False, "hits": {"total": count, "hits": hits}}


def values(source: dict[str, Any], path: str) -> list[Any]:
    """The values of a field, none when it is absent."""
    value: Any = source
    for name in path.split("."):
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, list) else [] if value is None else [value]


def _condition(word: str) -> store.Condition:
    path, colon, value = word.partition(":")
    return store.has(path, value.strip('"')) if colon else store.holds(word)


def _conditions(query: dict[str, Any]) -> list[store.Condition]:
    """All of them have to hold."""
    [(kind, body)] = query.items()
    if kind == "match_all":
        return []
    if kind == "bool":
        parts = [*body.get("filter", []), *body.get("must", [])]
        return [condition for part in parts for condition in _conditions(part)]
    [(path, wanted)] = body.items()
    if kind in ("term", "match"):
        return [store.has(path, wanted["value"] if isinstance(wanted, dict) else wanted)]
    if kind == "range":
        return [store.compares(path, _OPERATORS[name], bound) for name, bound in wanted.items()]
    raise ElasticError(400, "parsing_exception", f"unknown query [{kind}]")
