"""The first screen of the desk."""

import msgspec

from tutorium.modules.backoffice.service import start
from tutorium.platform.identity import STAFF, Identity
from tutorium.platform.web import get, routes_of


class Waiting(msgspec.Struct, frozen=True):
    """How much waits; null where it is not one's business."""

    tickets: int | None
    reviews: int | None
    verifications: int | None
    parked_jobs: int | None
    refunds: int | None
    policy: int | None


@get("/backoffice/waiting", access=STAFF)
async def what_waits(identity: Identity) -> Waiting:
    """How much waits for a decision."""
    found = await start.waiting(identity)
    return Waiting(
        found.tickets,
        found.reviews,
        found.verifications,
        found.parked_jobs,
        found.refunds,
        found.policy,
    )


router = routes_of(globals())
