"""Every panel shows something: its expressions, asked of a real Prometheus that scraped the product."""

import asyncio
import os
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx

from deploy.dashboards import DASHBOARDS
from deploy.rules import recorded
from papers import a_candidate, uploaded
from payments.cashier import a_paid_payment
from people import a_student, a_supporter
from support.desk import a_ticket, answers
from world import World, free_port

ROOT = Path(__file__).parents[3]
SCRAPE_SECONDS = 1


class Prometheus:
    """A real one that scrapes the running product every second."""

    def __init__(self, url: str) -> None:
        self.http = httpx.AsyncClient(base_url=url, timeout=10)

    async def ask(self, expr: str) -> list[dict[str, Any]]:
        """The series of an expression, now."""
        answer = await self.http.post("/api/v1/query", data={"query": expr})
        assert answer.status_code == 200, f"{expr}: {answer.text}"
        found: list[dict[str, Any]] = answer.json()["data"]["result"]
        return found

    async def knows(self, expr: str) -> None:
        """Wait until an expression has an answer."""
        for _ in range(300):  # another program scrapes
            if await self.ask(expr):
                return
            await asyncio.sleep(0.2)
        raise AssertionError(f"no answer after a minute: {expr}")


@asynccontextmanager
async def a_prometheus(path: str, folder: Path) -> AsyncIterator[Prometheus]:
    """Prometheus with our rules; the one process of the tests is both serve and worker."""
    port = free_port()
    target = f"127.0.0.1:{os.environ['INTERNAL_PORT']}"
    text = (ROOT / "deploy/prometheus/prometheus.yml").read_text()
    text = text.replace("scrape_interval: 15s", f"scrape_interval: {SCRAPE_SECONDS}s")
    text = text.replace("evaluation_interval: 30s", f"evaluation_interval: {SCRAPE_SECONDS}s")
    text = text.replace("127.0.0.1:8010", target).replace("127.0.0.1:8011", target)
    text = text.replace("rules/*.yml", str(ROOT / "deploy/prometheus/rules/*.yml"))
    (folder / "prometheus.yml").write_text(text)
    options = [f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/data"]
    options += [f"--web.listen-address=127.0.0.1:{port}", "--log.level=error"]
    process = await asyncio.create_subprocess_exec(path, *options, stderr=subprocess.DEVNULL)
    prometheus = Prometheus(f"http://127.0.0.1:{port}")
    try:
        async with asyncio.timeout(30):
            while not await _is_ready(prometheus.http):  # noqa: ASYNC110 -- another program starts
                await asyncio.sleep(0.1)
        yield prometheus
    finally:
        await prometheus.http.aclose()
        process.kill()
        await process.wait()


async def _is_ready(http: httpx.AsyncClient) -> bool:
    try:
        return (await http.get("/-/ready")).status_code == 200
    except httpx.TransportError:
        return False


async def test_every_panel_shows_something(world: World, prometheus_path: str, tmp_path: Path) -> None:
    await world.fetch(
        "INSERT INTO platform.pgqueuer_schedules (expression, entrypoint, last_run)"
        " VALUES ('* * * * *', 'tutorium.count_jobs', now())"
    )
    async with a_prometheus(prometheus_path, tmp_path) as prometheus:
        await prometheus.knows('up{job="tutorium-serve"} == 1 and on () up{job="tutorium-worker"} == 1')
        await _use_everything(world)
        counted = 'increase(tutorium_domain_events_total{event="payments.PaymentSucceeded"}[5m]) > 0'
        await prometheus.knows(counted)
        await world.run_schedule("tutorium.count_jobs")  # once more: `increase` needs two points
        await prometheus.knows("tutorium:jobs_parked:max")
        await prometheus.knows('slo:tutorium_slow:ratio_rate3d{slo="writes"}')
        for dashboard in DASHBOARDS:
            for panel in dashboard.panels:
                for query in panel.queries:
                    await prometheus.knows(query.expr)
        for rule in recorded():
            await prometheus.knows(rule.record)


async def _use_everything(world: World) -> None:
    """Some of all that is counted."""
    student = await a_student(world)
    await a_paid_payment(world)
    for path in ("/lessons", "/payments", "/catalog/tutors"):
        await student.get(path)
    await student.get("/backoffice/audit")
    agent, ticket = await a_supporter(world), await a_ticket(student)
    assert (await answers(agent, ticket)).is_success
    await uploaded(world, await a_candidate(world), "identity")
    for job in ("count_jobs", "count_messages"):
        await world.run_schedule(f"tutorium.{job}")
    for name in ("support.count_tickets", "documents.measure_documents", "subscriptions.count_subscriptions"):
        await world.run_schedule(name)
