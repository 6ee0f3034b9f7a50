"""Users as other modules know them, and forgetting what is no longer needed."""

from datetime import datetime, timedelta
from uuid import UUID

from tutorium.modules.auth import queries
from tutorium.modules.auth.model import User
from tutorium.modules.auth.model.attempts import FORGIVEN
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.identity import STAFF

KEPT = timedelta(days=90)
"""How long dead sessions and tokens stay, for questions about who signed in."""
PROOFS_KEPT = timedelta(days=3 * 365)
"""How long the consents of an erased user stay as proof: the term of limitation."""


async def users(user_ids: list[UUID]) -> list[User]:
    """Those of the users that exist, in no order."""
    async with connection() as db:
        return await queries.users.users(db, user_ids)


async def registered_at(user_id: UUID) -> datetime | None:
    """When somebody came to us."""
    found = await users([user_id])
    return found[0].created_at if found else None


async def registrations(edges: list[datetime]) -> list[int]:
    """How many people came between each edge and the next."""
    async with connection() as db:
        found = await queries.users.registrations(db, edges, sorted(STAFF))
    counts = {each.place: each.count for each in found}
    return [counts.get(place, 0) for place in range(1, len(edges))]


async def forget_old() -> None:
    """Delete sessions and tokens long dead, attempts and codes that count no more, old proofs of consent."""
    now = clock.now()
    async with transaction() as db:
        await queries.attempts.delete_old_attempts(db, before=now - FORGIVEN)
        await queries.attempts.delete_old_failures(db, before=now - KEPT)
        await queries.challenges.delete_old_challenges(db, before=now)
        await queries.emails.delete_old_changes(db, before=now - KEPT)
        await queries.sessions.delete_old_sessions(db, before=now - KEPT)
        await queries.tokens.delete_old_tokens(db, before=now - KEPT)
        await queries.external.delete_old_attempts(db, before=now)
        await queries.phones.delete_old_codes(db, before=now - timedelta(days=1))
        await queries.consents.delete_old_proofs(db, erased_before=now - PROOFS_KEPT)
