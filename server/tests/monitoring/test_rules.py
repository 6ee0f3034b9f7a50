"""Prometheus' rules: sound, tested, and each alert leads to a paragraph that says what to do."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from deploy import build
from deploy.alert_tests import CASES
from deploy.alerts import ALERTS
from deploy.dashboards import DASHBOARDS
from deploy.rules import CRITICAL, recorded
from routes import routes
from tutorium import assembly, worker

ROOT = Path(__file__).parents[3]
DEPLOY = ROOT / "deploy"
PROMETHEUS = DEPLOY / "prometheus"
MADE_BY_PROMETHEUS = {"up", "ALERTS", "process_cpu_seconds_total", "process_resident_memory_bytes"}


def promtool(prometheus: str, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run promtool."""
    command = [Path(prometheus).with_name("promtool"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_what_is_made_is_fresh() -> None:
    for name, text in build.files().items():
        assert (DEPLOY / name).read_text(encoding="utf-8") == text, "run: .venv/bin/python -m deploy.build"
    made = {path for folder in ("rules", "tests") for path in (PROMETHEUS / folder).iterdir()}
    made |= set((DEPLOY / "grafana/dashboards").iterdir())
    assert made == {DEPLOY / name for name in build.files()}


def test_the_configuration_and_the_rules_are_sound(prometheus_path: str) -> None:
    checked = promtool(prometheus_path, "check", "config", PROMETHEUS / "prometheus.yml")
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("file", sorted((PROMETHEUS / "tests").iterdir()), ids=lambda path: path.stem)
def test_alerts_fire_stay_silent_and_resolve(prometheus_path: str, file: Path) -> None:
    tested = promtool(prometheus_path, "test", "rules", file)
    assert tested.returncode == 0, tested.stdout + tested.stderr


def test_every_alert_is_tried_in_four_ways() -> None:
    assert sorted(case.alert for case in CASES) == sorted(alert.name for alert in ALERTS)
    for case in CASES:
        assert case.series
        assert case.gone
        assert case.labels, "it fires"
        assert len({case.quiet, case.fires, case.resolved}) == 3


@pytest.mark.parametrize("expr", ["vector(1) > 2", "vector(1)"], ids=["never", "always"])
def test_the_tests_notice_an_alert_that_never_or_always_fires(
    prometheus_path: str, tmp_path: Path, expr: str
) -> None:
    for folder in ("rules", "tests"):
        shutil.copytree(PROMETHEUS / folder, tmp_path / folder)
    (tmp_path / "rules/alerts.yml").write_text(build.rules_of(one._replace(expr=expr) for one in ALERTS))
    noticed: set[str] = set()
    for file in (tmp_path / "tests").iterdir():
        tested = promtool(prometheus_path, "test", "rules", file)
        noticed |= set(re.findall(r"alertname:\s*(\w+)", tested.stdout + tested.stderr))
    assert noticed == {alert.name for alert in ALERTS}


def test_every_alert_leads_to_a_paragraph() -> None:
    page = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    told = re.findall(r'^\| <a id="alert-(\w+)"></a>`(\w+)` \| (page|ticket) \|', page, re.MULTILINE)
    assert {(name, severity) for _, name, severity in told} == {(one.name, one.severity) for one in ALERTS}
    for alert in ALERTS:
        path, _, anchor = alert.runbook.partition("#")
        assert f'<a id="{anchor}"></a>' in (ROOT / path).read_text(encoding="utf-8")


def test_rules_and_panels_name_metrics_that_exist() -> None:
    assembly.routers()
    assembly.load_subscribers()
    assert worker.PLATFORM
    known = set(MADE_BY_PROMETHEUS) | {rule.record for rule in recorded()}
    for family in REGISTRY.collect():
        known |= {family.name, f"{family.name}_total", f"{family.name}_count", f"{family.name}_bucket"}
    exprs = [rule.expr for rule in recorded()] + [alert.expr for alert in ALERTS]
    exprs += [query.expr for one in DASHBOARDS for panel in one.panels for query in panel.queries]
    for expr in exprs:
        named = set(re.findall(r"\b(?:slo:|tutorium:)?(?:tutorium|process|jobs)_[a-z0-9_]+(?::\w+)?", expr))
        named |= set(re.findall(r"\b(?:tutorium|slo):[a-z_]+:\w+", expr))
        assert {name for name in named if not _is_part(name, known)} == set(), expr


def _is_part(name: str, known: set[str]) -> bool:
    return name in known or any(one.endswith(name) and ":" in one for one in known)


def test_the_critical_routes_exist() -> None:
    pattern = re.compile(CRITICAL)
    paths = {route.path for route in routes()}
    for part in ("/api/v1/auth/login", "/api/v1/lessons", "/api/v1/webhooks/payments"):
        assert part in paths
        assert pattern.fullmatch(part)
    assert any(pattern.fullmatch(path) for path in paths if path.startswith("/api/v1/payments"))


def _panels() -> list[tuple[str, dict[str, Any]]]:
    return [(one.uid, panel) for one in DASHBOARDS for panel in one.json()["panels"]]


def test_dashboards_are_the_classic_model_with_fixed_ids() -> None:
    uids = [one.uid for one in DASHBOARDS]
    assert len(set(uids)) == len(uids)
    assert len({one.title for one in DASHBOARDS}) == len(uids)
    for one in DASHBOARDS:
        model = one.json()
        assert len(one.uid) <= 40
        assert model["schemaVersion"] == 39
        assert not {"id", "version", "iteration"} & model.keys()
        numbers = [panel["id"] for panel in model["panels"]]
        assert numbers == list(range(1, len(numbers) + 1))
    for _, panel in _panels():
        assert panel["type"] in ("timeseries", "stat", "table", "bargauge")
        for target in (panel, *panel["targets"]):
            assert target["datasource"] == {"type": "prometheus", "uid": "tutorium-prometheus"}
        assert panel["title"]
        assert panel["description"]


def test_panels_do_not_lie_over_each_other() -> None:
    taken: set[tuple[str, int, int]] = set()
    for uid, panel in _panels():
        at = panel["gridPos"]
        assert at["x"] + at["w"] <= 24
        cells = {
            (uid, x, y) for x in range(at["x"], at["x"] + at["w"]) for y in range(at["y"], at["y"] + at["h"])
        }
        assert not cells & taken, panel["title"]
        taken |= cells


def test_grafana_is_provisioned_with_the_source_the_panels_name() -> None:
    folder = DEPLOY / "grafana/provisioning"
    assert "uid: tutorium-prometheus" in (folder / "datasources/tutorium.yaml").read_text()
    assert "type: file" in (folder / "dashboards/tutorium.yaml").read_text()


def test_the_bounds_of_buckets_hold_what_is_promised() -> None:
    [family] = [one for one in REGISTRY.collect() if one.name == "tutorium_http_request_seconds"]
    bounds = {sample.labels["le"] for sample in family.samples if "le" in sample.labels}
    assert bounds == set() or {"0.2", "0.4", "1.0"} <= bounds
    for rule in recorded():
        for bound in re.findall(r'le="([^"]+)"', rule.expr):
            assert bound in ("0.2", "0.4")
