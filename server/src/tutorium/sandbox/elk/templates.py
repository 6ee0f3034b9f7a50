"""Templates and lifecycle policies: what may be put, and what they mean for a data stream."""

from fnmatch import fnmatchcase
from typing import Any

import msgspec

from tutorium.sandbox.database import change
from tutorium.sandbox.elk import store
from tutorium.sandbox.elk.cluster import Cluster
from tutorium.sandbox.elk.errors import ElasticError

POLICY, COMPONENT, TEMPLATE = "policy", "component_template", "index_template"
BUILT_IN_PRIORITY = 100
"""The priority of the template `logs`, which every cluster has for `logs-*-*`."""
_PHASES = {
    "hot": {"rollover", "set_priority", "forcemerge", "readonly", "shrink"},
    "warm": {"set_priority", "forcemerge", "readonly", "shrink", "allocate", "migrate"},
    "cold": {"set_priority", "readonly", "allocate", "migrate", "searchable_snapshot"},
    "delete": {"delete", "wait_for_snapshot"},
}


class Component(msgspec.Struct, forbid_unknown_fields=True):
    """A component template."""

    template: dict[str, Any]
    version: int = 1
    _meta: dict[str, Any] = {}


class IndexTemplate(msgspec.Struct, forbid_unknown_fields=True):
    """An index template."""

    index_patterns: list[str]
    data_stream: dict[str, Any] | None = None
    composed_of: list[str] = []
    priority: int = 0
    template: dict[str, Any] = {}
    version: int = 1
    _meta: dict[str, Any] = {}


class Phase(msgspec.Struct, forbid_unknown_fields=True):
    """A phase of a policy."""

    actions: dict[str, dict[str, Any]]
    min_age: str = "0ms"


class PolicyBody(msgspec.Struct, forbid_unknown_fields=True):
    """The inside of a policy."""

    phases: dict[str, Phase]
    _meta: dict[str, Any] = {}


class Policy(msgspec.Struct, forbid_unknown_fields=True):
    """A lifecycle policy."""

    policy: PolicyBody


def put(cluster: Cluster, kind: str, name: str, body: dict[str, Any]) -> None:
    """Take a definition, or say what is wrong with it."""
    shapes = {POLICY: Policy, COMPONENT: Component, TEMPLATE: IndexTemplate}
    try:
        checked = msgspec.convert(body, shapes[kind])
    except msgspec.ValidationError as error:
        raise ElasticError(400, "x_content_parse_exception", str(error)) from error
    if isinstance(checked, Policy):
        _check_policy(checked)
    if isinstance(checked, IndexTemplate):
        _check_template(cluster, name, checked)
    with change(cluster.database):
        store.keep_definition(cluster.database, kind, name, body)


def _check_policy(policy: Policy) -> None:
    for name, phase in policy.policy.phases.items():
        if name not in _PHASES:
            raise ElasticError(
                400, "illegal_argument_exception", f"Timeseries lifecycle does not support phase [{name}]"
            )
        if unknown := set(phase.actions) - _PHASES[name]:
            reason = f"invalid action [{min(unknown)}] defined in phase [{name}]"
            raise ElasticError(400, "illegal_argument_exception", reason)


def _check_template(cluster: Cluster, name: str, template: IndexTemplate) -> None:
    known = store.definitions(cluster.database, COMPONENT)
    if missing := [part for part in template.composed_of if part not in known]:
        reason = f"index template [{name}] specifies component templates {missing} that do not exist"
        raise ElasticError(400, "invalid_index_template_exception", reason)
    for other, body in store.definitions(cluster.database, TEMPLATE).items():
        same = body.get("priority", 0) == template.priority
        if other != name and same and set(body["index_patterns"]) & set(template.index_patterns):
            reason = f"index template [{name}] has the pattern and the priority of [{other}]"
            raise ElasticError(400, "illegal_argument_exception", reason)


def mapping_of(cluster: Cluster, stream: str) -> dict[str, Any]:
    """The mapping of a data stream: that of the fitting template of the highest priority."""
    best: dict[str, Any] | None = None
    for body in store.definitions(cluster.database, TEMPLATE).values():
        fits = any(fnmatchcase(stream, pattern) for pattern in body["index_patterns"])
        if fits and body.get("priority", 0) > (best or {"priority": BUILT_IN_PRIORITY}).get("priority", 0):
            best = body
    if best is None:
        return {}
    components = store.definitions(cluster.database, COMPONENT)
    merged: dict[str, Any] = {}
    for template in (
        *(components[name]["template"] for name in best.get("composed_of", [])),
        best.get("template", {}),
    ):
        merged = _merged(merged, template.get("mappings", {}))
    return merged


def _merged(left: dict[str, Any], right: dict[str, Any]) -> dict[str, Any]:
    both = {
        key: _merged(left[key], value)
        if isinstance(left.get(key), dict) and isinstance(value, dict)
        else value
        for key, value in right.items()
    }
    return left | both
