"""What each alert does when all is well, when it is not, afterwards, and when there is no data.

Values are written as promtool reads them: `a+bxn` are n+1 samples, `_xn` are n missing ones.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Case(NamedTuple):
    """One alert; `gone` are the same series with the data missing where the trouble would be."""

    alert: str
    series: dict[str, str]
    gone: dict[str, str]
    quiet: str
    fires: str
    resolved: str
    labels: tuple[dict[str, str], ...]
    interval: str = "1m"
    calm: Mapping[str, str] = MappingProxyType({})
    """Series on which it must stay silent at `fires` although something is wrong: too little to say so."""
    absent: tuple[dict[str, str], ...] = ()
    """The labels with which it fires on missing data; hardly any does."""


def _gauge(name: str, value: int) -> tuple[dict[str, str], dict[str, str]]:
    """Ten minutes 0, half an hour too much, then 0 again; and the same with the data gone."""
    return {name: f"0x10 {value}x30 0x30"}, {name: "0x10 _x60"}


def _counted(name: str, value: int) -> tuple[dict[str, str], dict[str, str]]:
    """A gauge that is believed while its worker counts every minute."""
    ran = 'tutorium_job_seconds_count{instance="w:1",job_name="tutorium.count_jobs",outcome="done"}'
    series, gone = _gauge(f'{name}{{instance="w:1"}}', value)
    return series | {ran: "0+1x70"}, gone | {ran: "0+1x10 _x60"}


def _counter(name: str) -> tuple[dict[str, str], dict[str, str]]:
    """Ten minutes nothing, five minutes one each, then no more for hours."""
    return {name: "0x10 1+1x4 5x200"}, {name: "0x10 _x200"}


ROUTE = 'route="/api/v1/catalog/tutors"'
LOGIN = 'route="/api/v1/auth/login"'
COUNT = "tutorium_http_request_seconds_count"
BUCKET = "tutorium_http_request_seconds_bucket"
FAILED = "tutorium_http_failures_total"


def _http(good: str, extra: dict[str, str], labels: str = ROUTE) -> dict[str, str]:
    return {f'{COUNT}{{{labels},method="GET",status="200"}}': good} | extra


def _fast_errors() -> Case:
    failed = {f"{FAILED}{{{LOGIN}}}": "0x60 10+10x19 200x60"}
    series = _http("0+100x200", failed, LOGIN)
    gone = _http("0+100x60 _x140", {f"{FAILED}{{{LOGIN}}}": "0x60 _x140"}, LOGIN)
    few = _http("0x60 1+0x100", {f"{FAILED}{{{LOGIN}}}": "0x60 1+0x100"}, LOGIN)
    labels = ({"slo": "all"}, {"slo": "critical"})
    return Case("ErrorBudgetFast", series, gone, "50m", "76m", "125m", labels, calm=few)


def _slow_errors() -> Case:
    failed = {f"{FAILED}{{{ROUTE}}}": "0x143 12+12x47 576x30"}
    gone = _http("0+3000x143 _x76", {f"{FAILED}{{{ROUTE}}}": "0x143 _x76"})
    few = _http("0x143 1+0x76", {f"{FAILED}{{{ROUTE}}}": "0x143 1+0x76"})
    series = _http("0+3000x220", failed)
    return Case("ErrorBudgetSlow", series, gone, "71h", "94h", "104h", ({"slo": "all"},), "30m", few)


def _fast_latency() -> Case:
    within = f'{BUCKET}{{{ROUTE},method="GET",status="200",le="0.2"}}'
    series = _http("0+100x220", {within: "0+100x60 6010+10x69 6700+100x90"})
    gone = _http("0+100x60 _x160", {within: "0+100x60 _x160"})
    few = _http("0x60 1+0x160", {within: "0x220"})
    return Case("LatencyBudgetFast", series, gone, "50m", "125m", "175m", ({"slo": "reads"},), calm=few)


def _slow_latency() -> Case:
    labels = 'route="/api/v1/lessons",method="POST",status="201"'
    count, within = f"{COUNT}{{{labels}}}", f'{BUCKET}{{{labels},le="0.4"}}'
    series = {count: "0+3000x220", within: "0+3000x143 431400+2400x47 547200+3000x30"}
    gone = {count: "0+3000x143 _x76", within: "0+3000x143 _x76"}
    few = {count: "0x143 1+0x76", within: "0x220"}
    return Case("LatencyBudgetSlow", series, gone, "71h", "95h", "104h", ({"slo": "writes"},), "30m", few)


def _integration() -> Case:
    name = 'tutorium_outbound_seconds_count{system="mindbox",operation="send",outcome="%s"}'
    ok, unknown = name % "ok", name % "unknown"
    series = {ok: "0+5x20 100x30 105+5x60", unknown: "0x20 5+5x29 150x60"}
    gone = {ok: "0+5x20 _x90", unknown: "0x20 _x90"}
    few = {ok: "0x60", unknown: "0x20 1+0x40"}
    return Case("IntegrationFailing", series, gone, "19m", "45m", "80m", ({"system": "mindbox"},), calm=few)


def _periodic() -> Case:
    name = 'job_name="payments.reconcile_with_the_payment_system"'
    ran, period = (
        f"tutorium_schedule_last_run_timestamp_seconds{{{name}}}",
        f"tutorium_schedule_period_seconds{{{name}}}",
    )
    series = {ran: "0+60x60 3600x150 12600+60x60", period: "3600x300"}
    gone = {ran: "0+60x60 _x240", period: "3600x60 _x240"}
    labels = ({"job_name": "payments.reconcile_with_the_payment_system"},)
    return Case("PeriodicJobMissed", series, gone, "150m", "200m", "220m", labels)


def _up() -> Case:
    name = 'up{job="tutorium-serve",instance="s:1"}'
    labels = ({"job": "tutorium-serve", "instance": "s:1"},)
    return Case("Down", {name: "1x10 0x20 1x20"}, {name: "1x10 _x40"}, "9m", "20m", "45m", labels)


def _absent() -> Case:
    serve, worker = 'up{job="tutorium-serve",instance="s:1"}', 'up{job="tutorium-worker",instance="w:1"}'
    series = {serve: "1x60", worker: "1x10 _x20 1x30"}
    gone = {serve: "1x10 _x60", worker: "1x10 _x60"}
    both = ({"job": "tutorium-serve"}, {"job": "tutorium-worker"})
    return Case("Absent", series, gone, "9m", "29m", "50m", ({"job": "tutorium-worker"},), absent=both)


def _pool() -> Case:
    name = 'tutorium_database_connections{instance="s:1",role="tutorium_app",state="%s"}'
    used, most = name % "used", name % "most"
    series = {used: "5x10 20x30 5x30", most: "20x70"}
    gone = {used: "5x10 _x60", most: "20x10 _x60"}
    labels = ({"instance": "s:1", "role": "tutorium_app"},)
    return Case("PoolExhausted", series, gone, "9m", "25m", "50m", labels)


def _spool() -> Case:
    name = 'tutorium_log_spool_bytes{instance="s:1"}'
    series = {name: "0x10 100000000x50 0x30"}
    return Case("LogsWait", series, {name: "0x10 _x60"}, "9m", "50m", "70m", ({"instance": "s:1"},))


QUEUE = "payments.parking"
CASES = (
    _up(),
    _absent(),
    _fast_errors(),
    _slow_errors(),
    _fast_latency(),
    _slow_latency(),
    Case("JobsParked", *_counted("tutorium_jobs_parked", 3), "9m", "25m", "50m", ({},)),
    Case("QueueOld", *_counted("tutorium_jobs_oldest_seconds", 900), "9m", "25m", "50m", ({},)),
    _periodic(),
    Case("LedgerDiffers", *_gauge("tutorium_payments_unexplained_kopecks", -100), "9m", "30m", "50m", ({},)),
    Case("AuditBroken", *_gauge("tutorium_audit_broken", 1), "9m", "20m", "50m", ({},)),
    _integration(),
    Case(
        "BrokerWaitsForAPerson",
        *_gauge(f'tutorium_broker_messages{{queue="{QUEUE}"}}', 2),
        "9m",
        "25m",
        "50m",
        ({"queue": QUEUE},),
    ),
    Case(
        "MessagesDead",
        *_counter('tutorium_messages_total{operation="x",channel="letter",outcome="dead"}'),
        "9m",
        "16m",
        "90m",
        ({"channel": "letter"},),
    ),
    _pool(),
    Case(
        "LogsDropped",
        *_counter('tutorium_log_lines_dropped_total{reason="queue_full"}'),
        "9m",
        "16m",
        "40m",
        ({"reason": "queue_full"},),
    ),
    _spool(),
    Case(
        "PromiseBroken",
        *_counter('tutorium_support_breaches_total{clock="first_answer",priority="high"}'),
        "9m",
        "16m",
        "90m",
        ({"priority": "high"},),
    ),
    Case(
        "DocumentsWait",
        *_gauge('tutorium_documents_oldest_seconds{state="scanning"}', 900),
        "9m",
        "25m",
        "50m",
        ({"state": "scanning"},),
    ),
)
