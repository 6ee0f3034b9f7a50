"""Jobs, queues, other systems, the database, the cache and the logs."""

from deploy.panels import Dashboard, Panel, Query, grew, quantile, rate

_FAILED = 'tutorium_job_seconds_count{outcome="failed"}'

JOBS = Dashboard(
    "tutorium-jobs",
    "Tutorium: jobs and queues",
    (
        Panel(
            "Waiting",
            "Jobs due or being done.",
            (Query("tutorium:jobs_waiting:max", "waiting"),),
            kind="stat",
            width=6,
        ),
        Panel(
            "Oldest",
            "For how long the oldest has been due.",
            (Query("tutorium:jobs_oldest_seconds:max", "oldest"),),
            "s",
            "stat",
            6,
            (60, 300),
        ),
        Panel(
            "Parked",
            "Jobs that wait for a person.",
            (Query("tutorium:jobs_parked:max", "parked"),),
            kind="stat",
            width=6,
            bounds=(1,),
        ),
        Panel(
            "Failed tries",
            "In an hour.",
            (Query(grew("", 'tutorium_job_seconds_count{outcome="failed"}'), "failed"),),
            kind="stat",
            width=6,
            bounds=(1, 50),
        ),
        Panel(
            "Rate by job",
            "The ten busiest, a second.",
            (Query(f"topk(10, {rate('job_name', 'tutorium_job_seconds_count')})", "{{job_name}}"),),
            "ops",
            width=12,
        ),
        Panel(
            "p95 by job",
            "The ten slowest.",
            (
                Query(
                    f"topk(10, {quantile(0.95, 'job_name', 'tutorium_job_seconds_bucket')})", "{{job_name}}"
                ),
            ),
            "s",
            width=12,
        ),
        Panel(
            "Failed tries by job",
            "In an hour; each is tried ten times.",
            (
                Query(
                    f"topk(10, {grew('job_name', _FAILED)})",
                    "{{job_name}}",
                ),
            ),
            width=12,
        ),
        Panel(
            "Periodic jobs",
            "Time since the last run, as a share of the period; from 2 on one was missed.",
            (
                Query(
                    "(time() - max by (job_name) (tutorium_schedule_last_run_timestamp_seconds)) / max "
                    "by (job_name) (tutorium_schedule_period_seconds)",
                    "{{job_name}}",
                ),
            ),
            "none",
            "bargauge",
            12,
            (1.5, 2),
        ),
        Panel(
            "Broker: messages",
            "That wait, by queue.",
            (Query("max by (queue) (tutorium_broker_messages)", "{{queue}}"),),
            bounds=(100,),
        ),
        Panel(
            "Broker: sent",
            "A second, by outcome.",
            (Query(rate("link, outcome", "tutorium_broker_sent_total"), "{{link}} {{outcome}}"),),
            "ops",
        ),
        Panel(
            "Broker: consumed",
            "A second, by outcome.",
            (Query(rate("queue, outcome", "tutorium_broker_consumed_total"), "{{queue}} {{outcome}}"),),
            "ops",
        ),
    ),
)

INTEGRATIONS = Dashboard(
    "tutorium-integrations",
    "Tutorium: other systems",
    (
        Panel(
            "Calls",
            "A second, by system and outcome.",
            (Query(rate("system, outcome", "tutorium_outbound_seconds_count"), "{{system}} {{outcome}}"),),
            "ops",
            width=12,
        ),
        Panel(
            "Share without an answer",
            "Of the calls of ten minutes; half of them wakes somebody.",
            (
                Query(
                    'sum by (system) (rate(tutorium_outbound_seconds_count{outcome="unknown"}[10m])) / '
                    "sum by (system) (rate(tutorium_outbound_seconds_count[10m])) or sum by (system) "
                    "(rate(tutorium_outbound_seconds_count[10m])) * 0",
                    "{{system}}",
                ),
            ),
            "percentunit",
            width=12,
            bounds=(0.1, 0.5),
        ),
        Panel(
            "p95",
            "By system.",
            (Query(quantile(0.95, "system", "tutorium_outbound_seconds_bucket"), "{{system}}"),),
            "s",
            width=12,
        ),
        Panel(
            "By operation",
            "Calls in an hour.",
            (Query(grew("system, operation, outcome", "tutorium_outbound_seconds_count")),),
            kind="table",
            width=12,
        ),
        Panel(
            "Messages",
            "Letters, text messages and notices in an hour, by outcome.",
            (Query(grew("channel, outcome", "tutorium_messages_total"), "{{channel}} {{outcome}}"),),
            width=12,
        ),
        Panel(
            "Codes by SMS",
            "In a day: sent, or the limit that was reached.",
            (Query(grew("outcome", "tutorium_sms_codes_total", "1d"), "{{outcome}}"),),
            width=12,
        ),
    ),
)

STORES = Dashboard(
    "tutorium-stores",
    "Tutorium: database, cache, logs",
    (
        Panel(
            "Connections used",
            "By process and role, as a share of the limit.",
            (
                Query(
                    'max by (instance, role) (tutorium_database_connections{state="used"}) / max by '
                    '(instance, role) (tutorium_database_connections{state="most"})',
                    "{{instance}} {{role}}",
                ),
            ),
            "percentunit",
            width=12,
            bounds=(0.7, 0.9),
        ),
        Panel(
            "Waiting for a connection",
            "p99.",
            (Query(quantile(0.99, "role", "tutorium_database_wait_seconds_bucket"), "{{role}}"),),
            "s",
            width=12,
            bounds=(0.05, 1),
        ),
        Panel(
            "Redis does not answer",
            "Calls in an hour.",
            (Query(grew("instance", "tutorium_cache_failures_total"), "{{instance}}"),),
            width=8,
        ),
        Panel(
            "Log lines",
            "On their way to Elasticsearch, a second.",
            (Query(rate("outcome", "tutorium_log_lines_total"), "{{outcome}}"),),
            "ops",
        ),
        Panel(
            "Log lines dropped",
            "In an hour; standard error has them.",
            (Query(grew("reason", "tutorium_log_lines_dropped_total"), "{{reason}}"),),
            bounds=(1,),
        ),
        Panel(
            "Log lines that wait",
            "In files, by process.",
            (Query("sum by (instance) (tutorium_log_spool_bytes)", "{{instance}}"),),
            "bytes",
            bounds=(67108864,),
        ),
        Panel(
            "Keys dropped",
            "Of log lines, in a day: a programmer forgot the list.",
            (Query(grew("", "tutorium_log_keys_dropped_total", "1d"), "keys"),),
            kind="stat",
            bounds=(1,),
        ),
        Panel(
            "CPU",
            "Seconds a second, by process.",
            (Query('rate(process_cpu_seconds_total{job=~"tutorium-.*"}[5m])', "{{instance}}"),),
        ),
        Panel(
            "Memory",
            "By process.",
            (Query('process_resident_memory_bytes{job=~"tutorium-.*"}', "{{instance}}"),),
            "bytes",
        ),
    ),
)
