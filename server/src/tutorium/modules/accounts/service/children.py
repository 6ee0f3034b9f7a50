"""Children of guardians."""

from datetime import date
from uuid import UUID

from tutorium.modules.accounts import queries
from tutorium.modules.accounts.model import Child, refuse_unless_child
from tutorium.modules.accounts.service import profiles
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id


async def add_child(actor: Identity, *, full_name: str, birth_date: date) -> Child:
    """A child of this guardian; adding the same child again gives the one there is."""
    refuse_unless_child(birth_date, today=clock.now().date())
    await profiles.profile(actor.user_id)
    async with transaction() as db:
        await queries.insert_child(
            db,
            child_id=new_id(),
            guardian_id=actor.user_id,
            full_name=full_name,
            birth_date=birth_date,
            now=clock.now(),
        )
        known = await queries.children(db, actor.user_id)
    return next(c for c in known if (c.full_name, c.birth_date) == (full_name, birth_date))


async def children(actor: Identity) -> list[Child]:
    """All children of this guardian, in the order they were added."""
    async with connection() as db:
        return await queries.children(db, actor.user_id)


async def child(guardian_id: UUID, child_id: UUID) -> Child | None:
    """The child, if it is this guardian's."""
    async with connection() as db:
        return await queries.child(db, guardian_id, child_id)
