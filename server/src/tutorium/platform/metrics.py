"""Prometheus metrics of a process: rate, errors and duration of what it does, and the size of its queues."""

import contextlib
import time
from collections.abc import Iterator

from prometheus_client import Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 5, 15)

requests = Histogram(
    "tutorium_http_request_seconds",
    "Requests by route and status",
    ("route", "method", "status"),
    buckets=_BUCKETS,
)
requests_running = Gauge("tutorium_http_requests_running", "Requests being answered now")
jobs_done = Histogram(
    "tutorium_job_seconds", "Jobs by name and outcome", ("job", "outcome"), buckets=(*_BUCKETS, 60)
)
jobs_parked = Gauge("tutorium_jobs_parked", "Jobs that failed their last try and wait for a person")
jobs_waiting = Gauge("tutorium_jobs_waiting", "Jobs that are due or being done")
audit_broken = Gauge("tutorium_audit_broken", "1 when the audit log's chain of hashes does not hold")
outbound = Histogram(
    "tutorium_outbound_seconds",
    "Calls to external systems by outcome: ok, refused, unknown",
    ("system", "operation", "outcome"),
    buckets=(*_BUCKETS, 30),
)
sms_codes = Counter(
    "tutorium_sms_codes_total",
    "Codes by SMS: sent, or why not (resend, number, network, budget)",
    ("outcome",),
)
pages = Counter("tutorium_pages_total", "Public pages by how they were had: rendered, kept, shell", ("how",))
refusals = Counter("tutorium_refusals_total", "Refusals by code", ("code",))
domain = Counter("tutorium_domain_events_total", "Facts of the domain by name", ("event",))


@contextlib.contextmanager
def job(name: str) -> Iterator[None]:
    """Measure one job; an exception counts as failed."""
    started, outcome = time.perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    finally:
        jobs_done.labels(name, outcome).observe(time.perf_counter() - started)


def exposition() -> tuple[bytes, str]:
    """The metrics of this process in Prometheus' text format, and its content type."""
    return generate_latest(), CONTENT_TYPE_LATEST
