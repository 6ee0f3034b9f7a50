"""Writes what Prometheus and Grafana read, from the tables beside this file.

    .venv/bin/python -m deploy.build

`deploy/prometheus/rules`, `deploy/prometheus/tests` and `deploy/grafana/dashboards` are made by it; a test
fails while they are stale. Standard library only.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from deploy.alert_tests import CASES, Case
from deploy.alerts import ALERTS, Alert
from deploy.dashboards import DASHBOARDS
from deploy.rules import recorded

HERE = Path(__file__).parent
RECORDING, ALERTING = "tutorium-recording", "tutorium-alerts"
HEAD = "# Made by `python -m deploy.build`: change the tables in deploy/, then run it.\n"


def main() -> None:
    """Write the files."""
    for name, text in files().items():
        path = HERE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def files() -> dict[str, str]:
    """Path below `deploy` -> text."""
    made = {
        "prometheus/rules/recording.yml": _rules(RECORDING, [_recording(one) for one in recorded()]),
        "prometheus/rules/alerts.yml": rules_of(ALERTS),
    }
    for interval in ("1m", "30m"):
        cases = [case for case in CASES if case.interval == interval]
        made[f"prometheus/tests/alerts-{interval}.yml"] = tests_of(interval, cases)
    for dashboard in DASHBOARDS:
        text = json.dumps(dashboard.json(), ensure_ascii=False, indent=2)
        made[f"grafana/dashboards/{dashboard.uid}.json"] = text + "\n"
    return made


def rules_of(alerts: Iterable[Alert]) -> str:
    """The file with these alerts."""
    return _rules(ALERTING, [_alert(one) for one in alerts])


def tests_of(interval: str, cases: Iterable[Case]) -> str:
    """The file that tries these alerts."""
    return HEAD + _yaml(_tests(interval, cases))


def _rules(name: str, rules: list[dict[str, Any]]) -> str:
    return HEAD + _yaml({"groups": [{"name": name, "rules": rules}]})


def _recording(rule: Any) -> dict[str, Any]:
    return {"record": rule.record, "expr": rule.expr} | ({"labels": rule.labels} if rule.labels else {})


def _alert(alert: Alert) -> dict[str, Any]:
    return {
        "alert": alert.name,
        "expr": alert.expr,
        "for": alert.wait,
        "labels": {"severity": alert.severity},
        "annotations": {"summary": alert.summary, "runbook": alert.runbook},
    }


def _tests(interval: str, cases: Iterable[Case]) -> dict[str, Any]:
    tests = []
    for case in cases:
        wanted = [(case.quiet, ()), (case.fires, case.labels), (case.resolved, ())]
        tests.append(_test(case, "quiet, firing, resolved", case.series, wanted))
        tests.append(_test(case, "missing data", case.gone, [(case.fires, case.absent)]))
        if case.calm:
            tests.append(_test(case, "too little to tell", case.calm, [(case.fires, ())]))
    files = ["../rules/recording.yml", "../rules/alerts.yml"]
    # Groups nobody puts in order are evaluated in any, and an alert may see what was recorded before.
    return {
        "rule_files": files,
        "evaluation_interval": interval,
        "group_eval_order": [RECORDING, ALERTING],
        "tests": tests,
    }


def _test(
    case: Case, name: str, series: Mapping[str, str], wanted: list[tuple[str, tuple[dict[str, str], ...]]]
) -> dict[str, Any]:
    alert = next(one for one in ALERTS if one.name == case.alert)
    return {
        "name": f"{case.alert}: {name}",
        "interval": case.interval,
        "input_series": [{"series": key, "values": values} for key, values in series.items()],
        "alert_rule_test": [
            {
                "eval_time": at,
                "alertname": case.alert,
                "exp_alerts": [_expected(alert, labels) for labels in fired],
            }
            for at, fired in wanted
        ],
    }


def _expected(alert: Alert, labels: dict[str, str]) -> dict[str, Any]:
    said = re.sub(r"\{\{ \$labels\.(\w+) \}\}", lambda match: labels[match[1]], alert.summary)
    return {
        "exp_labels": {"severity": alert.severity} | labels,
        "exp_annotations": {"summary": said, "runbook": alert.runbook},
    }


def _yaml(value: Any, indent: int = 0) -> str:
    """Block style with every text quoted as in JSON, which is YAML, too."""
    pad = "  " * indent
    lines = []
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        head = f"{pad}{key}:" if isinstance(value, dict) else f"{pad}-"
        if isinstance(inner, (dict, list)) and inner:
            block = _yaml(inner, indent + 1)
            lines.append(f"{head} {block.lstrip()}" if head.endswith("-") else f"{head}\n{block}")
        else:
            lines.append(f"{head} {json.dumps(inner, ensure_ascii=False)}\n")
    return "".join(lines)


if __name__ == "__main__":
    main()
