"""Children of guardians: profiles without a login. The guardian's consent is recorded for each of them."""

from datetime import date
from uuid import UUID

from tutorium.modules.accounts import errors, queries
from tutorium.modules.accounts.model import Child, refuse_unless_child
from tutorium.modules.accounts.queries import guardians
from tutorium.modules.accounts.service import profiles
from tutorium.modules.auth import api as auth
from tutorium.platform import clock, personal
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.identity import Identity
from tutorium.platform.ids import new_id


async def add_child(
    actor: Identity, *, full_name: str, birth_date: date, consent_version: str | None
) -> Child:
    """A child of this guardian; adding the same child again gives the one there is.

    Adding a child is agreeing to the processing of its data: to the text that was shown, or, when a program
    names none, to the one in force (decision 0021).
    """
    refuse_unless_child(birth_date, today=clock.now().date())
    await profiles.profile(actor.user_id)
    version = await auth.version_agreed_to(kind="minor_data", shown=consent_version)
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
    added = next(c for c in known if (c.full_name, c.birth_date) == (full_name, birth_date))
    await consent(actor, added.id, version=version)
    return added


async def children(actor: Identity) -> list[tuple[Child, bool]]:
    """All children of this guardian, in the order they were added, and whether his consent stands."""
    async with connection() as db:
        found = await queries.children(db, actor.user_id)
    return [(each, await consented(actor.user_id, each.id)) for each in found]


async def child(guardian_id: UUID, child_id: UUID) -> Child | None:
    """The child, if it is this guardian's."""
    async with connection() as db:
        return await queries.child(db, guardian_id, child_id)


async def consented(guardian_id: UUID, child_id: UUID) -> bool:
    """Whether the guardian's consent to the processing of this child's data stands."""
    return await auth.consented(user_id=guardian_id, kind="minor_data", subject_id=child_id)


async def change_child(
    actor: Identity, child_id: UUID, *, full_name: str | None, birth_date: date | None
) -> Child:
    """Correct the name or the date of birth."""
    if birth_date is not None:
        refuse_unless_child(birth_date, today=clock.now().date())
    async with transaction() as db:
        changed = await guardians.change_child(
            db, actor.user_id, child_id, full_name=full_name, birth_date=birth_date
        )
    if changed is None:
        raise NotFound
    return changed


async def consent(actor: Identity, child_id: UUID, *, version: str) -> Child:
    """Agree, again, to the processing of this child's data."""
    found = await _own(actor, child_id)
    await auth.give_consent(
        user_id=actor.user_id,
        kind="minor_data",
        text_version=version,
        method="child_form",
        subject_id=child_id,
    )
    return found


async def withdraw_consent(actor: Identity, child_id: UUID) -> None:
    """No new lessons are booked for the child from now on."""
    await _own(actor, child_id)
    await auth.withdraw_consent(user_id=actor.user_id, kind="minor_data", subject_id=child_id)


async def remove_child(actor: Identity, child_id: UUID) -> None:
    """Forget the child; ChildInUse while it has lessons ahead or minutes paid in advance."""
    await _own(actor, child_id)
    if matters := await personal.open_matters(child_id):
        raise errors.ChildInUse(open=[each.kind for each in matters])
    async with transaction() as db:
        await guardians.delete_child(db, actor.user_id, child_id)
    await auth.withdraw_consent(user_id=actor.user_id, kind="minor_data", subject_id=child_id)


async def _own(actor: Identity, child_id: UUID) -> Child:
    found = await child(actor.user_id, child_id)
    if found is None:
        raise NotFound
    return found
