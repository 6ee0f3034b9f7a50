"""Faults spoil the answer and never the truth."""

import httpx
import pytest

from sandbox.stand import Sandbox, a_payment

KEY = {"Idempotence-Key": "key-1"}


@pytest.mark.parametrize(
    ("kind", "status", "done"),
    [
        ("error_500_before", 500, False),
        ("error_500_after", 500, True),
        ("processing_202", 202, True),
        ("too_many_429", 429, False),
        ("malformed_json", 200, True),
    ],
)
async def test_a_repeat_after_a_fault_finds_or_makes_the_payment(
    sandbox: Sandbox, kind: str, status: int, done: bool
) -> None:
    await sandbox.fault(kind)
    answer = await sandbox.api.post("/payments", json=a_payment(), headers=KEY)
    assert answer.status_code == status
    assert len(await sandbox.payments()) == int(done)
    await sandbox.no_faults()
    await sandbox.create()
    assert len(await sandbox.payments()) == 1


async def test_a_reset_breaks_the_connection_after_the_work(sandbox: Sandbox) -> None:
    await sandbox.fault("reset")
    with pytest.raises(httpx.RemoteProtocolError):
        await sandbox.api.post("/payments", json=a_payment(), headers=KEY)
    assert len(await sandbox.payments()) == 1


async def test_a_timeout_keeps_the_caller_waiting_after_the_work(sandbox: Sandbox) -> None:
    await sandbox.fault("timeout")
    with pytest.raises(httpx.ReadTimeout):
        await sandbox.api.post("/payments", json=a_payment(), headers=KEY, timeout=0.3)
    assert len(await sandbox.payments()) == 1


async def test_a_fault_nobody_knows_is_refused(sandbox: Sandbox) -> None:
    for system in ("payment-system", "mindbox"):
        answer = await sandbox.http.post(f"/{system}/_control/faults", json={"kind": "earthquake"})
        assert answer.status_code == 400


async def test_a_fault_ends_with_its_time(sandbox: Sandbox) -> None:
    order = {"kind": "error_500_before", "rate": 1, "seconds": 0}
    await sandbox.http.post("/payment-system/_control/faults", json=order)
    assert (await sandbox.api.get("/me")).status_code == 200
