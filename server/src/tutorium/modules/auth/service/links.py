"""The identity providers linked to an account."""

from tutorium.modules.auth import queries
from tutorium.modules.auth.errors import LastSignInMethod
from tutorium.modules.auth.events import SignInMethodsChanged
from tutorium.modules.auth.model.external import Link
from tutorium.platform import audit, clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity


async def links(actor: Identity) -> tuple[list[Link], bool]:
    """What is linked, and whether the user has a password, too."""
    async with connection() as db:
        [user] = await queries.users.users(db, [actor.user_id])
        return await queries.external.links(db, actor.user_id), user.password_hash is not None


async def unlink(actor: Identity, provider: str) -> None:
    """Nobody signs in through this account there any more, and the user's other sessions end.

    LastSignInMethod when he could not sign in afterwards; the user's row is locked, so that two at once do
    not remove the last two.
    """
    now = clock.now()
    async with transaction() as db:
        user = await queries.users.lock_user(db, actor.user_id)
        linked = {str(link.provider) for link in await queries.external.links(db, actor.user_id)}
        if user is None or provider not in linked:
            raise NotFound
        await queries.external.delete_link(db, actor.user_id, provider)
        left = await queries.codes.factors(db, actor.user_id)
        if left is None or not left.opens:
            raise LastSignInMethod
        await queries.sessions.end_sessions(db, actor.user_id, spared=actor.session_id, now=now)
        await audit.record(db, "auth.provider_unlinked", subject=f"user:{actor.user_id}", provider=provider)
        await publish(db, SignInMethodsChanged(user_id=actor.user_id, at=now))
