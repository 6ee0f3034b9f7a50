"""Prometheus metrics of a process: rate, errors and duration of what it does, and the size of its queues."""

import contextlib
import time
from collections.abc import Iterable, Iterator

from prometheus_client import Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

# What is promised of latency (reads 0.2 s, writes 0.4 s, all 1 s) are bounds of buckets: a share below any
# other would be a guess. Known values of labels begin at 0, or `rate` would miss the first increment.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 1, 2.5, 5, 15)

requests = Histogram(
    "tutorium_http_request_seconds",
    "Requests by route and status",
    ("route", "method", "status"),
    buckets=_BUCKETS,
)
failures = Counter("tutorium_http_failures_total", "Answers that are our fault (5xx), by route", ("route",))
requests_running = Gauge("tutorium_http_requests_running", "Requests being answered now")
streams = Gauge("tutorium_live_streams", "Streams of live updates that are open in this process")
jobs_done = Histogram(
    "tutorium_job_seconds", "Jobs by name and outcome", ("job_name", "outcome"), buckets=(*_BUCKETS, 60)
)
jobs_parked = Gauge("tutorium_jobs_parked", "Jobs that failed their last try and wait for a person")
jobs_waiting = Gauge("tutorium_jobs_waiting", "Jobs that are due or being done")
jobs_oldest = Gauge("tutorium_jobs_oldest_seconds", "For how long the oldest job has been due")
schedule_ran = Gauge(
    "tutorium_schedule_last_run_timestamp_seconds", "When a periodic job ended the last time", ("job_name",)
)
schedule_period = Gauge(
    "tutorium_schedule_period_seconds", "How far the runs of a periodic job are apart", ("job_name",)
)
pool = Gauge(
    "tutorium_database_connections",
    "Connections to PostgreSQL by role and state: used, idle, most (the limit)",
    ("role", "state"),
)
pool_wait = Histogram(
    "tutorium_database_wait_seconds", "Waiting for a connection of the pool", ("role",), buckets=_BUCKETS
)
cache_failures = Counter("tutorium_cache_failures_total", "Calls that Redis did not answer")
audit_broken = Gauge("tutorium_audit_broken", "1 when the audit log's chain of hashes does not hold")
outbound = Histogram(
    "tutorium_outbound_seconds",
    "Calls to external systems by outcome: ok, refused, unknown",
    ("system", "operation", "outcome"),
    buckets=(*_BUCKETS, 30),
)
broker_sent = Counter(
    "tutorium_broker_sent_total",
    "Messages handed to the broker by outcome: ok, unroutable, silent",
    ("link", "outcome"),
)
broker_consumed = Counter(
    "tutorium_broker_consumed_total",
    "Deliveries by what became of them: done, duplicate, retry, parked",
    ("queue", "outcome"),
)
broker_lag = Histogram(
    "tutorium_broker_lag_seconds",
    "From the making of a message to its delivery",
    ("queue",),
    buckets=(*_BUCKETS, 60, 600, 3600),
)
broker_messages = Gauge("tutorium_broker_messages", "Messages that wait in a queue of ours", ("queue",))
broker_oldest = Gauge(
    "tutorium_broker_oldest_seconds",
    "Age of the oldest message of a queue, where the broker tells",
    ("queue",),
)
sms_codes = Counter(
    "tutorium_sms_codes_total",
    "Codes by SMS: sent, or why not (resend, number, network, budget)",
    ("outcome",),
)
messages = Counter(
    "tutorium_messages_total",
    "Messages by operation, channel and outcome: sent, put off, muted, late, unknown, dead",
    ("operation", "channel", "outcome"),
)
messages_dead = Gauge("tutorium_messages_dead", "Messages that can never be sent and wait for a person")
messages_oldest = Gauge("tutorium_messages_oldest_seconds", "Age of the oldest message that waits")
customers_untold = Gauge("tutorium_customers_untold", "Users of whom Mindbox does not know the latest")
pages = Counter("tutorium_pages_total", "Public pages by how they were had: rendered, kept, shell", ("how",))
refusals = Counter("tutorium_refusals_total", "Refusals by code", ("code",))
log_lines = Counter(
    "tutorium_log_lines_total",
    "Log lines on their way to Elasticsearch: stored, duplicate, kept (to be sent again), rejected",
    ("outcome",),
)
log_lines_dropped = Counter(
    "tutorium_log_lines_dropped_total", "Log lines that only standard error has, by reason", ("reason",)
)
log_spool_bytes = Gauge("tutorium_log_spool_bytes", "Log lines that wait in files for Elasticsearch")
log_keys_dropped = Counter("tutorium_log_keys_dropped_total", "Keys of log lines that are not on the list")
subscriptions = Gauge("tutorium_subscriptions", "Subscriptions by state", ("state",))
subscription_moves = Counter(
    "tutorium_subscription_moves_total", "Moves of subscriptions by what brought them on", ("trigger",)
)
lots_unsound = Gauge("tutorium_lots_unsound", "Credit lots whose minutes do not add up")
pairs_unsound = Counter(
    "tutorium_pairs_unsound_total", "Payers and tutors whose lots do not fit their escrow, at the second look"
)
renewals = Counter(
    "tutorium_renewals_total",
    "Renewals that brought no charge: skipped, or the class of the decline",
    ("outcome",),
)
documents = Gauge("tutorium_documents", "Documents of tutors by state", ("state",))
documents_oldest = Gauge(
    "tutorium_documents_oldest_seconds", "Age of the oldest document in each state", ("state",)
)
documents_decided = Counter(
    "tutorium_documents_decided_total", "Verdicts about documents, and who gave them", ("verdict", "by")
)
domain = Counter("tutorium_domain_events_total", "Facts of the domain by name", ("event",))


for _outcome in ("stored", "duplicate", "kept", "rejected"):
    log_lines.labels(_outcome)
for _reason in ("queue_full", "spool_full", "disk", "rejected_full"):
    log_lines_dropped.labels(_reason)
for _limit in ("sent", "resend", "number", "network", "budget"):
    sms_codes.labels(_limit)
for _outcome in ("skipped", "soft", "hard", "legal", "fraud", "none"):
    renewals.labels(_outcome)
for _verdict in ("approved", "needs_reupload", "rejected"):
    for _by in ("system", "document_system", "moderator"):
        documents_decided.labels(_verdict, _by)
for _how in ("rendered", "kept", "shell"):
    pages.labels(_how)
for _fact in (
    "payments.PaymentSucceeded",
    "payments.PaymentCanceled",
    "payments.RefundSucceeded",
    "payments.MethodEnded",
    "subscriptions.CreditsGranted",
):
    domain.labels(_fact)


def know_routes(routes: Iterable[str]) -> None:
    """These routes are there: their failures begin at 0."""
    for route in routes:
        failures.labels(route)


def know_links(links: Iterable[tuple[str, str]]) -> None:
    """Messages go over these links of the broker, into these queues: both begin at 0."""
    for link, queue in links:
        for outcome in ("ok", "unroutable", "silent"):
            broker_sent.labels(link, outcome)
        for outcome in ("done", "duplicate", "retry", "parked"):
            broker_consumed.labels(queue, outcome)


def know_jobs(names: Iterable[str]) -> None:
    """These jobs are done here: they begin at 0."""
    for name in names:
        for outcome in ("done", "failed"):
            jobs_done.labels(name, outcome)


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
