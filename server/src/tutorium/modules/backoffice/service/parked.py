"""Jobs that failed their last try, explained without what their errors say of people."""

import re
from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.service import people
from tutorium.platform import audit, jobs
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import Envelope

SHOWN = 100
_OURS = re.compile(r'File "[^"]*/(tutorium/[^"]+\.py)", line (\d+), in (\w+)')


PEOPLE = ("user_id", "payer_id", "learner_id", "tutor_id", "guardian_id", "recipient_id")


class ParkedJob(msgspec.Struct, frozen=True):
    """`error` and `place` say what broke and where in our code; `facts` are the ids the job is about.

    `names` are those of the people among the facts, by the fact's name.
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
    names: dict[str, str] = {}


async def parked_jobs() -> tuple[list[ParkedJob], int]:
    """The newest hundred, and how many there are."""
    async with connection() as db:
        found = [explained(each) for each in await jobs.parked(db, limit=SHOWN)]
        total = await jobs.count_parked(db)
    about = {UUID(job.facts[fact]) for job in found for fact in PEOPLE if fact in job.facts}
    names = await people.named(about) if about else {}
    return [_named(each, names) for each in found], total


def _named(job: ParkedJob, names: dict[UUID, str]) -> ParkedJob:
    known = {fact: names.get(UUID(job.facts[fact])) for fact in PEOPLE if fact in job.facts}
    return msgspec.structs.replace(job, names={fact: name for fact, name in known.items() if name})


async def drop(job_id: int, *, reason: str) -> None:
    """Give a parked job up for good; NotFound when it is not parked."""
    async with transaction() as db:
        found = await jobs.parked(db, job_id=job_id)
        if not found or not await jobs.drop(db, job_id):
            raise NotFound
        job = explained(found[0])
        await audit.record(
            db,
            "backoffice.job_dropped",
            subject=f"job:{job_id}",
            reason=reason,
            job=job.name,
            facts=job.facts,
        )


async def send_again(job_id: int) -> None:
    """Give a parked job ten new tries; NotFound when it is not parked."""
    async with transaction() as db:
        found = await jobs.parked(db, job_id=job_id)
        if not found:
            raise NotFound
        await jobs.send_again(db, [job_id])
        await audit.record(db, "backoffice.job_sent_again", subject=f"job:{job_id}", job=found[0].name)


def explained(job: jobs.Parked) -> ParkedJob:
    """What may be shown of a job: names and ids, never the text of an error."""
    envelope = _envelope(job.payload)
    return ParkedJob(
        id=job.id,
        name=job.name,
        event=envelope.name if envelope else None,
        facts=_ids(envelope) if envelope else {},
        error=job.error,
        place=_place(job.trace or ""),
        tries=job.tries,
        made_at=job.made_at,
        parked_at=job.parked_at,
    )


def _envelope(payload: bytes | None) -> Envelope | None:
    try:
        return msgspec.json.decode(payload or b"", type=Envelope)
    except msgspec.MsgspecError:
        return None


def _ids(envelope: Envelope) -> dict[str, str]:
    body = msgspec.json.decode(envelope.body)
    return {name: value for name, value in body.items() if name.endswith("_id") and _is_id(value)}


def _is_id(value: object) -> bool:
    try:
        return isinstance(value, str) and bool(UUID(value))
    except ValueError:
        return False


def _place(trace: str) -> str | None:
    """The last line of our code in a trace: file, line, function."""
    places = _OURS.findall(trace)
    return " · ".join(places[-1]) if places else None
