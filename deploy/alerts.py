"""Alerts: on what people feel, and on what must be nothing; each leads to a row of docs/operations.md."""

from typing import NamedTuple

from deploy.rules import FEWEST, OBJECTIVES, ratio


class Alert(NamedTuple):
    """An alert; `severity`: page wakes somebody, ticket waits for the morning."""

    name: str
    expr: str
    wait: str
    severity: str
    summary: str

    @property
    def runbook(self) -> str:
        """Where it says what to do."""
        return f"docs/operations.md#alert-{self.name.lower()}"


def _burns(kind: str, pairs: tuple[tuple[str, str, float], ...]) -> str:
    """Long and short window both above the burn rate, and enough requests for a share to mean something."""
    found = []
    for one in OBJECTIVES[kind]:
        for long, short, rate in pairs:
            bound = f"{rate * one.budget:.6g}"
            counted = "1h" if long == "1h" else "6h"
            found.append(
                f'({ratio(kind, long)}{{slo="{one.name}"}} > {bound}'
                f' and {ratio(kind, short)}{{slo="{one.name}"}} > {bound}'
                f' and slo:tutorium_requests:increase{counted}{{slo="{one.name}"}} > {FEWEST})'
            )
    return " or ".join(found)


FAST = (("1h", "5m", 14.4), ("6h", "30m", 6.0))
"""2 % of the budget of 30 days within an hour, 5 % within six (SRE Workbook, table 5-8)."""
SLOW = (("3d", "6h", 1.0),)
"""10 % within three days."""

ALERTS = (
    Alert("Down", 'up{job=~"tutorium-.*"} == 0', "2m", "page", "{{ $labels.instance }} does not answer"),
    Alert(
        "Absent",
        'absent(up{job="tutorium-serve"}) or absent(up{job="tutorium-worker"})',
        "5m",
        "page",
        "Prometheus knows no process of {{ $labels.job }}",
    ),
    Alert("ErrorBudgetFast", _burns("errors", FAST), "2m", "page", "Too many failures: {{ $labels.slo }}"),
    Alert("ErrorBudgetSlow", _burns("errors", SLOW), "15m", "ticket", "Failures go on: {{ $labels.slo }}"),
    Alert("LatencyBudgetFast", _burns("slow", FAST), "2m", "page", "Answers are slow: {{ $labels.slo }}"),
    Alert("LatencyBudgetSlow", _burns("slow", SLOW), "15m", "ticket", "Answers stay slow: {{ $labels.slo }}"),
    Alert("JobsParked", "tutorium:jobs_parked:max > 0", "5m", "ticket", "Jobs wait for a person"),
    Alert("QueueOld", "tutorium:jobs_oldest_seconds:max > 300", "5m", "page", "Jobs are not done in time"),
    Alert(
        "PeriodicJobMissed",
        "time() - max by (job_name) (tutorium_schedule_last_run_timestamp_seconds)"
        " > 2 * max by (job_name) (tutorium_schedule_period_seconds) + 300",
        "5m",
        "ticket",
        "{{ $labels.job_name }} has not run twice",
    ),
    Alert(
        "LedgerDiffers",
        "max(abs(tutorium_payments_unexplained_kopecks)) > 0",
        "10m",
        "page",
        "The ledger and the Payment System differ",
    ),
    Alert(
        "AuditBroken", "max(tutorium_audit_broken) > 0", "0m", "page", "The chain of the audit log is broken"
    ),
    Alert(
        "IntegrationFailing",
        'sum by (system) (increase(tutorium_outbound_seconds_count{outcome="unknown"}[10m]))'
        " / sum by (system) (increase(tutorium_outbound_seconds_count[10m])) > 0.5"
        " and sum by (system) (increase(tutorium_outbound_seconds_count[10m])) > 10",
        "5m",
        "page",
        "{{ $labels.system }} does not answer",
    ),
    Alert(
        "BrokerWaitsForAPerson",
        'max by (queue) (tutorium_broker_messages{queue=~".*[.](parking|unrouted)"}) > 0',
        "5m",
        "ticket",
        "Messages in {{ $labels.queue }}",
    ),
    Alert(
        "MessagesDead",
        'sum by (channel) (increase(tutorium_messages_total{outcome="dead"}[1h])) > 0',
        "0m",
        "ticket",
        "Messages nobody will get: {{ $labels.channel }}",
    ),
    Alert(
        "PoolExhausted",
        'max by (instance, role) (tutorium_database_connections{state="used"})'
        ' / max by (instance, role) (tutorium_database_connections{state="most"}) > 0.9',
        "5m",
        "page",
        "{{ $labels.instance }} has hardly a connection left: {{ $labels.role }}",
    ),
    Alert(
        "LogsDropped",
        "sum by (reason) (increase(tutorium_log_lines_dropped_total[15m])) > 0",
        "0m",
        "ticket",
        "Log lines do not get to Elasticsearch: {{ $labels.reason }}",
    ),
    Alert(
        "LogsWait",
        "sum by (instance) (tutorium_log_spool_bytes) > 67108864",
        "30m",
        "ticket",
        "{{ $labels.instance }} keeps log lines in files",
    ),
    Alert(
        "PromiseBroken",
        "sum by (priority) (increase(tutorium_support_breaches_total[1h])) > 0",
        "0m",
        "ticket",
        "Support was late: {{ $labels.priority }}",
    ),
    Alert(
        "DocumentsWait",
        'max by (state) (tutorium_documents_oldest_seconds{state=~"uploaded|scanning|queued"}) > 600',
        "5m",
        "ticket",
        "Documents are stuck: {{ $labels.state }}",
    ),
)
