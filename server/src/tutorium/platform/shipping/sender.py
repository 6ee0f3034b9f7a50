"""One bulk request and what became of each document in it.

The answer to a bulk request is 200 even when documents failed, so every item is looked at. Of an objection
only its kind is asked for: the reason quotes values of the document.
"""

import time
from collections.abc import Sequence
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec
import structlog
from elastic_transport import HttpxAsyncHttpNode, TransportError
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, AsyncElasticsearch, UnsupportedProductError

from tutorium.platform import metrics
from tutorium.platform.settings import Settings
from tutorium.platform.shipping.ecs import Parcel

SECONDS = 10.0
ANSWER = "errors,items.*.status,items.*.error.type"
STORED, DUPLICATE, TOO_LARGE, BUSY = 201, 409, 413, 429

Trouble = Literal["none", "busy", "away", "refused"]
"""`busy`: some documents have to wait; `away`: nobody answers; `refused`: key, rights or templates."""
_WORST: tuple[Trouble, ...] = ("none", "busy", "away", "refused")

log = structlog.get_logger("shipping")


class Rejected(msgspec.Struct, frozen=True):
    """A document that will never be taken."""

    parcel: Parcel
    status: int
    kind: str


class Result(msgspec.Struct):
    """What has to be sent again, what is lost to Elasticsearch, and how it stands with the connection."""

    again: list[Parcel]
    rejected: list[Rejected]
    trouble: Trouble = "none"

    def add(self, other: "Result") -> None:
        """Both together."""
        self.again += other.again
        self.rejected += other.rejected
        self.trouble = max(self.trouble, other.trouble, key=_WORST.index)


class _Node(HttpxAsyncHttpNode):
    """Our HTTP client under the official one; its own version forgets the path of the address."""

    async def perform_request(  # type: ignore[override]
        self, method: str, target: str, *args: Any, **options: Any
    ) -> Any:
        return await super().perform_request(method, self.path_prefix + target, *args, **options)


def client(config: Settings) -> AsyncElasticsearch:
    """The official client for this configuration. It tries nothing twice: repeating is our business."""
    authority = config.elasticsearch_ca or config.tls_ca
    return AsyncElasticsearch(
        _with_port(config.elasticsearch_url),
        api_key=config.elasticsearch_api_key,
        node_class=_Node,
        request_timeout=SECONDS,
        max_retries=0,
        ca_certs=str(authority) if authority else DEFAULT,
    )


def _with_port(url: str) -> str:
    """The client insists on a port."""
    parts = urlsplit(url)
    if parts.port is None:
        parts = parts._replace(netloc=f"{parts.netloc}:{443 if parts.scheme == 'https' else 80}")
    return parts.geturl()


class Sender:
    """Sends parcels; closes with `close`."""

    def __init__(self, config: Settings) -> None:
        self._client = client(config)

    async def close(self) -> None:
        """Close the connections."""
        await self._client.close()

    async def send(self, parcels: Sequence[Parcel]) -> Result:
        """Send the documents in one request, or in several when one is too large."""
        lines: list[Any] = [line for one in parcels for line in (one.head, one.body)]  # bytes go as they are
        try:
            answer = await self._bulk(lines)
        except ApiError as error:
            return await self._refused(parcels, error)
        except TransportError:
            return Result(list(parcels), [], "away")
        items = answer.get("items", [])
        if len(items) != len(parcels):
            return Result(list(parcels), [], "away")
        result = Result([], [])
        for one, item in zip(parcels, items, strict=True):
            result.add(_judge(one, **item["create"]))
        return result

    async def _bulk(self, lines: list[Any]) -> Any:
        started, outcome = time.perf_counter(), "unknown"
        try:
            answer = await self._client.bulk(operations=lines, require_data_stream=True, filter_path=ANSWER)
            outcome = "ok"
        except ApiError as error:
            outcome = "unknown" if _passes(error) else "refused"
            raise
        finally:
            metrics.outbound.labels("elasticsearch", "bulk", outcome).observe(time.perf_counter() - started)
        return answer

    async def _refused(self, parcels: Sequence[Parcel], error: ApiError) -> Result:
        """The whole request was turned down."""
        status = error.meta.status
        if status == TOO_LARGE:
            if len(parcels) == 1:
                return Result([], [Rejected(parcels[0], status, "too_large")])
            middle = len(parcels) // 2
            result = await self.send(parcels[:middle])
            result.add(await self.send(parcels[middle:]))
            return result
        if _passes(error):
            return Result(list(parcels), [], "away")
        log.error("logs_refused", status=status)  # never the error itself: it may hold the documents
        return Result(list(parcels), [], "refused")


def _passes(error: ApiError) -> bool:
    """It may go well later."""
    status = error.meta.status
    return (status == BUSY or status >= 500) and not isinstance(error, UnsupportedProductError)


def _judge(one: Parcel, *, status: int, error: dict[str, Any] | None = None) -> Result:
    kind = str((error or {}).get("type", "unknown"))
    if status in (200, STORED, DUPLICATE):
        metrics.log_lines.labels("duplicate" if status == DUPLICATE else "stored").inc()
        return Result([], [])
    if status == BUSY or status >= 500:
        return Result([one], [], "busy")
    if status in (401, 403, 404):
        return Result([one], [], "refused")
    return Result([], [Rejected(one, status, kind)])
