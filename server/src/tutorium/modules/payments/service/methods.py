"""Saved payment methods: kept only where the payer asked for it, removed at once when he says so.

A charge with a saved method is a payment like any other, stored together with the proof that the method is
active: removing it waits for that transaction, and whatever is charged afterwards finds it gone.
"""

from uuid import UUID

from tutorium.modules.payments.events import MethodEnded
from tutorium.modules.payments.model.methods import EndState, Method, ProviderMethod
from tutorium.modules.payments.queries import methods as queries
from tutorium.platform import audit, clock, metrics, sealing
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.ids import new_id


async def keep(db: Db, *, payer_id: UUID, payment_id: UUID, found: ProviderMethod | None) -> UUID | None:
    """Keep the method of a paid payment whose payer ticked that it be kept; None when it cannot be."""
    if found is None or not found.saved:
        return None
    method_id = new_id()
    method = Method(
        id=method_id,
        payer_id=payer_id,
        brand=found.brand,
        last4=found.last4,
        sealed_token=sealing.seal(found.token.encode(), owner=method_id.bytes),
        state="active",
        created_at=clock.now(),
    )
    await queries.insert_method(db, method, payment_id)
    await audit.record(
        db,
        "payments.method_saved",
        subject=f"user:{payer_id}",
        actor_id=payer_id,
        method_id=str(method_id),
    )
    return method_id


async def methods_of(*, payer_id: UUID) -> list[Method]:
    """A payer's methods that are kept, the newest first."""
    async with connection() as db:
        return await queries.methods_of(db, payer_id)


async def method_for(*, payer_id: UUID, method_id: UUID) -> Method:
    """A payer's own method; NotFound for a removed one and for anybody else's."""
    async with connection() as db:
        found = await queries.method(db, method_id)
    if found is None or found.payer_id != payer_id or found.state == "removed":
        raise NotFound
    return found


async def token_of(method_id: UUID) -> str | None:
    """What the Payment System knows the method by; None once it was removed."""
    async with connection() as db:
        found = await queries.method(db, method_id)
    if found is None or found.sealed_token is None:
        return None
    return sealing.unseal(found.sealed_token, owner=method_id.bytes).decode()


async def remove(*, payer_id: UUID, method_id: UUID) -> None:
    """The payer removes his method: its token goes now, and nothing more is charged with it."""
    async with transaction() as db:
        found = await queries.lock_method(db, method_id)
        if found is None or found.payer_id != payer_id or found.state == "removed":
            raise NotFound
        await end(db, found, "removed", reason="removed_by_payer")


async def remove_all(db: Db, payer_id: UUID, *, reason: str) -> None:
    """All of a payer's methods go: he withdrew his consent to automatic payments."""
    for each in await queries.methods_of(db, payer_id):
        locked = await queries.lock_method(db, each.id)
        if locked is not None and locked.state != "removed":
            await end(db, locked, "removed", reason=reason)


async def end(db: Db, method: Method, state: EndState, *, reason: str) -> None:
    """Charge a locked method no more, and tell."""
    await queries.end_method(db, method.id, state, reason=reason, now=clock.now())
    await audit.record(
        db,
        f"payments.method_{state}",
        subject=f"user:{method.payer_id}",
        reason=reason,
        method_id=str(method.id),
    )
    await publish(db, MethodEnded(method_id=method.id, payer_id=method.payer_id, state=state, reason=reason))
    metrics.domain.labels("payments.MethodEnded").inc()
