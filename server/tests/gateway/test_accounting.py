"""However a request ends, it leaves one line in the access log and one measurement, and no more."""

from collections import Counter
from typing import Any

import pytest

from gateway.outcomes import OUTCOMES, come_to
from tutorium.platform import metrics
from world import World


def _measured() -> dict[tuple[str, ...], float]:
    [family] = metrics.requests.collect()
    return {
        (sample.labels["route"], sample.labels["method"], sample.labels["status"]): sample.value
        for sample in family.samples
        if sample.name.endswith("_count")
    }


def _lines(caplog: pytest.LogCaptureFixture, request_id: str) -> list[dict[str, Any]]:
    lines = [record.msg for record in caplog.records if record.name == "access"]
    return [line for line in lines if isinstance(line, dict) and line["request_id"] == request_id]


@pytest.mark.parametrize("how", OUTCOMES)
async def test_every_outcome_is_told_once(
    world: World, how: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before = _measured()
    answer = await come_to(how, world, monkeypatch)
    [line] = _lines(caplog, answer.headers["x-request-id"])
    assert (line["status"], line["method"]) == (answer.status_code, answer.request.method)
    assert line["duration_ms"] >= 0
    logged = Counter(
        (each["route"], each["method"], str(each["status"]))
        for each in (record.msg for record in caplog.records if record.name == "access")
        if isinstance(each, dict)
    )
    assert Counter(_measured()) - Counter(before) == logged
    assert logged[line["route"], line["method"], str(line["status"])] > 0
