"""What is promised, and the door everybody comes through."""

from deploy.panels import BUCKET, COUNT, Dashboard, Panel, Query, grew, quantile, rate

OVERVIEW = Dashboard(
    "tutorium-overview",
    "Tutorium: promises",
    (
        Panel(
            "Processes",
            "Processes that answer Prometheus.",
            (Query('sum by (job) (up{job=~"tutorium-.*"})', "{{job}}"),),
            kind="stat",
            width=6,
        ),
        Panel(
            "Failures, 1 h",
            "Share of answers that are our fault. Promised over 30 days: 0.1 %, critical ones 0.05 %.",
            (Query("slo:tutorium_errors:ratio_rate1h", "{{slo}}"),),
            "percentunit",
            "stat",
            6,
            (0.001, 0.0144),
        ),
        Panel(
            "Slow, 1 h",
            "Share of reads slower than 0.2 s and of writes slower than 0.4 s. Promised: 5 %.",
            (Query("slo:tutorium_slow:ratio_rate1h", "{{slo}}"),),
            "percentunit",
            "stat",
            6,
            (0.05, 0.3),
        ),
        Panel(
            "Wait for a person",
            "Jobs that failed ten times, kopecks nobody can explain, breaks of the audit log: all 0.",
            (
                Query("tutorium:jobs_parked:max", "jobs parked"),
                Query("max(abs(tutorium_payments_unexplained_kopecks))", "kopecks"),
                Query("max(tutorium_audit_broken)", "audit broken"),
            ),
            kind="stat",
            width=6,
            bounds=(1, 1),
        ),
        Panel(
            "Burn of the error budget",
            "1: the budget lasts 30 days. 14.4 over an hour wakes somebody.",
            (
                Query('slo:tutorium_errors:ratio_rate1h{slo="all"} / 0.001', "all, 1 h"),
                Query('slo:tutorium_errors:ratio_rate6h{slo="all"} / 0.001', "all, 6 h"),
                Query('slo:tutorium_errors:ratio_rate1h{slo="critical"} / 0.0005', "critical, 1 h"),
            ),
            "none",
            width=12,
            bounds=(1, 14.4),
        ),
        Panel(
            "Burn of the latency budget",
            "The same for answers that take too long.",
            (
                Query("slo:tutorium_slow:ratio_rate1h / 0.05", "{{slo}}, 1 h"),
                Query("slo:tutorium_slow:ratio_rate6h / 0.05", "{{slo}}, 6 h"),
            ),
            "none",
            width=12,
            bounds=(1, 14.4),
        ),
        Panel(
            "Budget left",
            "Share of the error budget of the last three days that is not spent.",
            (Query('1 - slo:tutorium_errors:ratio_rate3d{slo="all"} / 0.001', "all"),),
            "percentunit",
            "stat",
            6,
        ),
        Panel(
            "Alerts",
            "What fires now: alerts by how urgent they are; 0 when none does.",
            (Query('sum by (severity) (ALERTS{alertstate="firing"}) or vector(0)', "{{severity}}"),),
            kind="stat",
            width=6,
            bounds=(1, 5),
        ),
        Panel(
            "Requests",
            "A second, by status.",
            (Query(rate("status", COUNT), "{{status}}"),),
            "reqps",
            width=12,
        ),
    ),
)

HTTP = Dashboard(
    "tutorium-http",
    "Tutorium: HTTP",
    (
        Panel(
            "Rate by route",
            "The ten busiest.",
            (Query(f"topk(10, {rate('route', COUNT)})", "{{route}}"),),
            "reqps",
            width=12,
        ),
        Panel(
            "p95 by route",
            "The ten slowest.",
            (Query(f"topk(10, {quantile(0.95, 'route', BUCKET)})", "{{route}}"),),
            "s",
            width=12,
            bounds=(0.2, 0.4),
        ),
        Panel(
            "Failures by route",
            "Answers that are our fault (5xx), in an hour.",
            (Query(f"topk(10, {grew('route', 'tutorium_http_failures_total')})", "{{route}}"),),
            width=12,
            bounds=(1,),
        ),
        Panel(
            "Refusals",
            "By code, in an hour: what people run into.",
            (Query(f"topk(10, {grew('code', 'tutorium_refusals_total')})", "{{code}}"),),
            width=12,
        ),
        Panel(
            "Latency",
            "p50, p95 and p99 of all.",
            tuple(Query(quantile(share, "", BUCKET), f"p{share * 100:.0f}") for share in (0.5, 0.95, 0.99)),
            "s",
        ),
        Panel(
            "Running",
            "Requests being answered; from 500 on new ones are turned away.",
            (Query("sum by (instance) (tutorium_http_requests_running)", "{{instance}}"),),
            bounds=(300, 500),
        ),
        Panel(
            "Live streams",
            "Browsers that listen for updates.",
            (Query("sum(tutorium_live_streams)", "streams"),),
        ),
        Panel(
            "Public pages",
            "How they were had, a second.",
            (Query(rate("how", "tutorium_pages_total"), "{{how}}"),),
            "ops",
        ),
        Panel(
            "Every route",
            "Requests, in an hour.",
            (Query(f"sort_desc({grew('route, method', COUNT)})"),),
            kind="table",
            width=16,
        ),
    ),
)
