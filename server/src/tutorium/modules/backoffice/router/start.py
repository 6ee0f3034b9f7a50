"""The first screen of the desk."""

import msgspec

from tutorium.modules.backoffice.service import start
from tutorium.platform.identity import STAFF, Identity
from tutorium.platform.web import get, routes_of


class Waiting(msgspec.Struct, frozen=True):
    """How much waits; null where it is not one's business."""

    reviews: int | None
    parked_jobs: int | None


@get("/backoffice/waiting", access=STAFF)
async def what_waits(identity: Identity) -> Waiting:
    """How much waits for a decision."""
    found = await start.waiting(identity)
    return Waiting(found.reviews, found.parked_jobs)


router = routes_of(globals())
