"""Parked jobs: what failed for good, and sending it again."""

from datetime import datetime
from typing import Annotated

import msgspec
from litestar.params import PathParameter

from tutorium.modules.backoffice.router.common import Because
from tutorium.modules.backoffice.service import parked
from tutorium.platform.errors import NotFound
from tutorium.platform.web import get, post, routes_of

JobId = Annotated[str, PathParameter(max_length=40, description="Number of the job")]


class ParkedJob(msgspec.Struct, frozen=True):
    """`error` is the kind of the last exception, `place` where in our code it came from.

    `names`: of the people among the facts, by the fact's name.
    """

    id: int
    name: str
    event: str | None
    facts: dict[str, str]
    error: str | None
    place: str | None
    tries: int
    made_at: datetime
    parked_at: datetime
    names: dict[str, str]


class ParkedJobs(msgspec.Struct, frozen=True):
    """The newest hundred; `total` counts all."""

    items: list[ParkedJob]
    total: int


@get("/backoffice/jobs/parked", access={"admin"})
async def parked_jobs() -> ParkedJobs:
    """Jobs that failed their last try, newest first."""
    found, total = await parked.parked_jobs()
    return ParkedJobs([_job(each) for each in found], total)


@post("/backoffice/jobs/parked/{job_id:str}/retry", access={"admin"}, status_code=202)
async def retry_job(job_id: JobId) -> None:
    """Give a parked job ten new tries."""
    await parked.send_again(_number(job_id))


@post("/backoffice/jobs/parked/{job_id:str}/drop", access={"admin"}, fresh=True)
async def drop_job(job_id: JobId, data: Because) -> None:
    """Give a parked job up for good."""
    await parked.drop(_number(job_id), reason=data.reason.strip())


def _number(job_id: str) -> int:
    if not job_id.isascii() or not job_id.isdecimal() or not 0 < int(job_id) < 2**63:
        raise NotFound
    return int(job_id)


def _job(job: parked.ParkedJob) -> ParkedJob:
    return ParkedJob(
        job.id,
        job.name,
        job.event,
        job.facts,
        job.error,
        job.place,
        job.tries,
        job.made_at,
        job.parked_at,
        job.names,
    )


router = routes_of(globals())
