"""Recording rules: the shares that the promises are about, over the windows that alerts look at.

The promises, over 30 days: `all` requests 99.9 % without our fault, `critical` ones (signing in, booking,
paying) 99.95 %; 95 % of reads within 0.2 s and of writes within 0.4 s.
"""

from typing import NamedTuple

CRITICAL = "/api/v1/(auth/login.*|lessons|payments.*|subscriptions.*|webhooks/payments)"
WINDOWS = ("5m", "30m", "1h", "6h", "3d")
FEWEST = 100
"""With fewer requests than this in a window, one failure says nothing."""


class Objective(NamedTuple):
    """A promise: which requests it is about, which of them are bad, and how large a share may be bad."""

    name: str
    budget: float
    total: str
    bad: str
    """With `{w}` where the window stands."""


_COUNT = "tutorium_http_request_seconds_count"
_BUCKET = "tutorium_http_request_seconds_bucket"


def _slow(selector: str, bound: str) -> str:
    within = f'sum(rate({_BUCKET}{{{selector},le="{bound}"}}[{{w}}]))'
    return f"sum(rate({_COUNT}{{{selector}}}[{{w}}])) - {within}"


OBJECTIVES = {
    "errors": (
        Objective(
            "all", 0.001, f"sum(rate({_COUNT}[{{w}}]))", "sum(rate(tutorium_http_failures_total[{w}]))"
        ),
        Objective(
            "critical",
            0.0005,
            f'sum(rate({_COUNT}{{route=~"{CRITICAL}"}}[{{w}}]))',
            f'sum(rate(tutorium_http_failures_total{{route=~"{CRITICAL}"}}[{{w}}]))',
        ),
    ),
    "slow": (
        Objective("reads", 0.05, f'sum(rate({_COUNT}{{method="GET"}}[{{w}}]))', _slow('method="GET"', "0.2")),
        Objective(
            "writes", 0.05, f'sum(rate({_COUNT}{{method!="GET"}}[{{w}}]))', _slow('method!="GET"', "0.4")
        ),
    ),
}


class Rule(NamedTuple):
    """A recording rule."""

    record: str
    expr: str
    labels: dict[str, str]


def ratio(kind: str, window: str) -> str:
    """The name under which the share of bad requests is recorded."""
    return f"slo:tutorium_{kind}:ratio_rate{window}"


def recorded() -> list[Rule]:
    """All recording rules."""
    rules = []
    for kind, objectives in OBJECTIVES.items():
        for one in objectives:
            for window in WINDOWS:
                bad, total = (text.replace("{w}", window) for text in (one.bad, one.total))
                rules.append(Rule(ratio(kind, window), f"({bad}) / ({total})", {"slo": one.name}))
            for window in ("1h", "6h"):
                count = one.total.replace("rate(", "increase(").replace("{w}", window)
                rules.append(Rule(f"slo:tutorium_requests:increase{window}", count, {"slo": one.name}))
    return [*rules, *_counted()]


def _counted() -> list[Rule]:
    """Gauges that one worker of many sets: only the one that counted within five minutes is believed."""
    fresh = (
        "and on (instance) increase("
        'tutorium_job_seconds_count{job_name="tutorium.count_jobs",outcome="done"}[5m]) > 0'
    )
    names = {"jobs_parked": "tutorium_jobs_parked", "jobs_oldest_seconds": "tutorium_jobs_oldest_seconds"}
    names |= {"jobs_waiting": "tutorium_jobs_waiting"}
    return [Rule(f"tutorium:{name}:max", f"max({metric} {fresh})", {}) for name, metric in names.items()]
