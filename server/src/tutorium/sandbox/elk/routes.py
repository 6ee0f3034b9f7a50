"""The API of Elasticsearch under /elk, its levers, and a page for people."""

import secrets
from typing import Any

import msgspec
from litestar import MediaType, Request, Response, Router, delete, get, post, put, route
from litestar.datastructures import State
from litestar.enums import HttpMethod

from tutorium.sandbox.elk import store, templates
from tutorium.sandbox.elk.bulk import check_media_type, perform
from tutorium.sandbox.elk.cluster import ANSWERS, Cluster
from tutorium.sandbox.elk.errors import HEADERS, ElasticError, error_body
from tutorium.sandbox.elk.search import search, values
from tutorium.sandbox.faults import FaultSwitch, faulty_wire
from tutorium.sandbox.pages import page

_Request = Request[None, None, State]
_SHOWN = 100


class VersionOrder(msgspec.Struct, forbid_unknown_fields=True):
    """Which version the cluster says it is."""

    version: str


@route("/", http_method=[HttpMethod.GET, HttpMethod.HEAD])
async def about(request: _Request, cluster: Cluster) -> Response[dict[str, Any]]:
    """Who answers here."""
    _check_key(request, cluster)
    version = {"number": cluster.version, "build_flavor": "default", "lucene_version": "9.12.0"}
    told = {
        "name": "sandbox",
        "cluster_name": "tutorium",
        "version": version,
        "tagline": "You Know, for Search",
    }
    return _answer(told)


@route("/_bulk", http_method=[HttpMethod.POST, HttpMethod.PUT])
async def bulk(request: _Request, cluster: Cluster) -> Response[dict[str, Any]]:
    """Many operations."""
    return await _bulk(request, cluster, None)


@route("/{target:str}/_bulk", http_method=[HttpMethod.POST, HttpMethod.PUT])
async def bulk_into(request: _Request, cluster: Cluster, target: str) -> Response[dict[str, Any]]:
    """Many operations on one data stream."""
    return await _bulk(request, cluster, target)


async def _bulk(request: _Request, cluster: Cluster, target: str | None) -> Response[dict[str, Any]]:
    _check_key(request, cluster)
    check_media_type(cluster, request.headers.get("content-type", ""))
    only = request.query_params.get("require_data_stream") == "true"
    answer = perform(cluster, await request.body(), target, streams_only=only)
    return _answer(_filtered(answer, request.query_params.get("filter_path")))


@route(["/_search", "/{target:str}/_search"], http_method=[HttpMethod.GET, HttpMethod.POST])
async def find(request: _Request, cluster: Cluster, target: str = "*") -> Response[dict[str, Any]]:
    """Documents that fit."""
    _check_key(request, cluster)
    raw = await request.body()
    body = _object(raw) if raw else {}
    given = request.query_params
    found = search(
        cluster,
        target,
        q=given.get("q", ""),
        query=body.get("query"),
        size=int(given.get("size", body.get("size", 10))),
        start=int(given.get("from", body.get("from", 0))),
    )
    return _answer(found)


def _definitions(path: str, kind: str) -> list[Any]:
    """Putting and getting the definitions of a kind."""

    @put(f"{path}/{{name:str}}", status_code=200)
    async def keep(request: _Request, cluster: Cluster, name: str) -> Response[dict[str, Any]]:
        _check_key(request, cluster)
        templates.put(cluster, kind, name, _object(await request.body()))
        return _answer({"acknowledged": True})

    @get(f"{path}/{{name:str}}")
    async def show(request: _Request, cluster: Cluster, name: str) -> Response[dict[str, Any]]:
        _check_key(request, cluster)
        body = store.definitions(cluster.database, kind).get(name)
        if body is None:
            raise ElasticError(404, "resource_not_found_exception", f"[{name}] not found")
        return _answer({name: body})

    return [keep, show]


@get("/logs")
async def show_logs(cluster: Cluster, q: str = "") -> Response[str]:
    """The same for a person."""
    found = search(cluster, "*", q=q.strip(), size=_SHOWN, start=0)["hits"]
    shown = [_shown(hit) for hit in found["hits"]]
    return page("logs.html", lines=shown, total=found["total"]["value"], q=q.strip())


def _shown(hit: dict[str, Any]) -> dict[str, Any]:
    """What the page says of a document; whoever wrote it need not know our fields."""
    source = hit["_source"]

    def said(path: str) -> str:
        return ", ".join(str(value) for value in values(source, path))

    request = [said(path) for path in ("http.response.status_code", "http.request.method", "labels.route")]
    return {
        "title": " ".join(filter(None, request if request[0] else [said("event.action") or said("message")])),
        "at": source["@timestamp"],
        "from": " · ".join(filter(None, (said("log.level"), said("service.node.name"), hit["_index"]))),
        "source": source,
    }


@post("/faults", status_code=200)
async def switch_fault(request: _Request, cluster: Cluster) -> dict[str, Any]:
    """Switch one kind of fault on."""
    order = _ordered(await request.body(), FaultSwitch)
    if order.kind not in cluster.faults.kinds:
        raise ElasticError(400, "bad_order", f"Known kinds: {', '.join(sorted(cluster.faults.kinds))}")
    cluster.faults.switch(order.kind, order.rate, order.seconds)
    return {"kind": order.kind, "rate": order.rate, "seconds": order.seconds}


@delete("/faults", status_code=204)
async def clear_faults(cluster: Cluster) -> None:
    """Switch every fault off."""
    cluster.faults.clear()


@post("/version", status_code=200)
async def turn_version(request: _Request, cluster: Cluster) -> dict[str, str]:
    """Be a cluster of another version."""
    cluster.version = _ordered(await request.body(), VersionOrder).version
    return {"version": cluster.version}


@delete("/documents", status_code=204)
async def forget_documents(cluster: Cluster) -> None:
    """Forget every document."""
    store.forget(cluster.database)


def elk_routes(cluster: Cluster) -> list[Router]:
    """Writing with the wire's faults around it; reading, the templates and the levers without."""
    handlers: dict[int | type[Exception], Any] = {ElasticError: _say}
    api = Router(
        "/elk",
        exception_handlers=handlers,
        middleware=[faulty_wire(cluster.faults, ANSWERS)],
        route_handlers=[bulk, bulk_into],
    )
    own = Router(
        "/elk",
        exception_handlers=handlers,
        route_handlers=[
            about,
            find,
            show_logs,
            *_definitions("/_index_template", templates.TEMPLATE),
            *_definitions("/_component_template", templates.COMPONENT),
            *_definitions("/_ilm/policy", templates.POLICY),
        ],
    )
    control = Router(
        "/elk/_control",
        exception_handlers=handlers,
        route_handlers=[switch_fault, clear_faults, turn_version, forget_documents],
    )
    return [api, own, control]


def _check_key(request: _Request, cluster: Cluster) -> None:
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme != "ApiKey" or not secrets.compare_digest(given.encode(), cluster.api_key.encode()):
        raise ElasticError(401, "security_exception", "unable to authenticate with provided credentials")


def _answer(body: dict[str, Any]) -> Response[dict[str, Any]]:
    return Response(body, status_code=200, headers=HEADERS, media_type=MediaType.JSON)


def _filtered(body: Any, paths: str | None) -> Any:
    """What `filter_path` leaves of an answer: names and `*`, separated by dots, the paths by commas."""
    if not paths:
        return body
    return _kept(body, [path.split(".") for path in paths.split(",")])


def _kept(value: Any, paths: list[list[str]]) -> Any:
    if [] in paths:
        return value
    if isinstance(value, list):
        return [_kept(one, paths) for one in value]
    if not isinstance(value, dict):
        return value
    found = {}
    for key, inner in value.items():
        if below := [path[1:] for path in paths if path[0] in (key, "*")]:
            found[key] = _kept(inner, below)
    return found


def _object(raw: bytes) -> dict[str, Any]:
    try:
        return msgspec.json.decode(raw, type=dict[str, Any])
    except msgspec.MsgspecError as error:
        raise ElasticError(400, "parse_exception", "the body is not a JSON object") from error


def _ordered(raw: bytes, kind: type[Any]) -> Any:
    try:
        return msgspec.json.decode(raw, type=kind)
    except msgspec.MsgspecError as error:
        raise ElasticError(400, "bad_order", str(error)) from error


def _say(_: _Request, error: ElasticError) -> Response[bytes]:
    body = error_body(error.status, error.kind, error.reason)
    return Response(body, status_code=error.status, headers=HEADERS, media_type=MediaType.JSON)
