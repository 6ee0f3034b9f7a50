"""What waits for whoever comes to his desk: numbers, so that a look at them needs no row in the log."""

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.backoffice.service import policy
from tutorium.modules.documents import api as documents
from tutorium.modules.payments.api import desk as payments
from tutorium.modules.support import api as support
from tutorium.platform import jobs
from tutorium.platform.db import connection
from tutorium.platform.identity import Identity


class Waiting(msgspec.Struct, frozen=True):
    """None where it is not the actor's business."""

    tickets: int | None
    reviews: int | None
    verifications: int | None
    parked_jobs: int | None
    refunds: int | None
    policy: int | None


async def waiting(actor: Identity) -> Waiting:
    """How much there is to do for somebody with these roles."""
    moderates, runs = bool(actor.roles & {"moderator", "admin"}), "admin" in actor.roles
    supports = bool(actor.roles & {"support", "admin"})
    tickets = await support.unassigned_count() if supports else None
    reviews = await accounts.reviews_count() if moderates else None
    verifications = await documents.verifications_count() if moderates else None
    pays = bool(actor.roles & {"support", "finance", "admin"})
    keeps = bool(actor.roles & {"finance", "admin"})
    return Waiting(
        tickets,
        reviews,
        verifications,
        await _parked() if runs else None,
        await payments.refunds_to_decide() if pays else None,
        await policy.waiting() if keeps else None,
    )


async def _parked() -> int:
    async with connection() as db:
        return await jobs.count_parked(db)
