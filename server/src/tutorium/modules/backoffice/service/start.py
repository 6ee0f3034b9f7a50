"""What waits for whoever comes to his desk: numbers, so that a look at them needs no row in the log."""

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.platform import jobs
from tutorium.platform.db import connection
from tutorium.platform.identity import Identity


class Waiting(msgspec.Struct, frozen=True):
    """None where it is not the actor's business."""

    reviews: int | None
    parked_jobs: int | None


async def waiting(actor: Identity) -> Waiting:
    """How much there is to do for somebody with these roles."""
    moderates, runs = bool(actor.roles & {"moderator", "admin"}), "admin" in actor.roles
    reviews = await accounts.reviews_count() if moderates else None
    return Waiting(reviews, await _parked() if runs else None)


async def _parked() -> int:
    async with connection() as db:
        return await jobs.count_parked(db)
