"""The internal port believes only our own processes."""

import os
from datetime import timedelta
from uuid import uuid4

import httpx

from people import a_student
from tutorium.gateway import placement
from tutorium.platform import clock
from tutorium.platform.request import Origin
from world import World


def _url() -> str:
    return f"http://127.0.0.1:{os.environ['INTERNAL_PORT']}"


async def test_calls_need_the_shared_secret(world: World) -> None:
    async with httpx.AsyncClient(base_url=_url()) as client:
        for headers in ({}, {"authorization": "Bearer guess"}):
            answer = await client.post("/internal/call/auth.session", json={"token": "x"}, headers=headers)
            assert answer.status_code == 403
        secret = {"authorization": f"Bearer {os.environ['INTERNAL_SECRET']}"}
        known = await client.post("/internal/call/auth.session", json={"token": "x"}, headers=secret)
        assert (known.status_code, known.json()) == (200, None)
        unknown = await client.post("/internal/call/auth.nothing", json={}, headers=secret)
        assert unknown.status_code == 404


async def test_routes_need_the_gateways_signature(world: World) -> None:
    caller = placement.Caller(
        identity=None, command_id=None, origin=Origin(str(uuid4())), at=clock.now().timestamp()
    )
    good = placement.sign(caller)
    old = placement.sign(
        placement.Caller(None, None, Origin(), (clock.now() - timedelta(minutes=5)).timestamp())
    )
    body, _, mac = good.partition(".")
    async with httpx.AsyncClient(base_url=_url()) as client:
        for header in ("", old, f"{body}x.{mac}", f"{body}.{mac[:-1]}"):
            answer = await client.get("/api/v1/catalog/subjects", headers={placement.HEADER: header})
            assert answer.status_code == 403, header
        answer = await client.get("/api/v1/catalog/subjects", headers={placement.HEADER: good})
        assert answer.status_code == 200


async def test_metrics_are_on_the_internal_port_only(world: World) -> None:
    await a_student(world)
    async with httpx.AsyncClient() as client:
        inside = await client.get(f"{_url()}/metrics")
        outside = await client.get(f"{world.url}/metrics")
    assert "tutorium_http_request_seconds_bucket" in inside.text
    assert "tutorium_job_seconds_bucket" in inside.text
    assert "tutorium_http" not in outside.text
