"""Mindbox knows our users as they are: changes are told, the last one wins, the erased are erased there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.modules.notifications import providers, queries
from tutorium.modules.notifications.errors import LetterRejected, MindboxSilent
from tutorium.modules.notifications.events import CustomerChanged
from tutorium.modules.notifications.model import Customer
from tutorium.modules.notifications.model.delivery import LONGEST_PAUSE, next_try
from tutorium.platform import clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.events import publish
from tutorium.platform.ids import id_of

EDIT, ERASE = "Website.EditCustomer", "Website.EraseCustomer"
ID_SYSTEM = "websiteID"
"""Under which external system Mindbox keeps our ids; its manager makes it."""
CHANNELS = ("Email", "Sms")
TOPIC = "Marketing"

log = structlog.get_logger("notifications")


async def note_change(db: Db, user_id: UUID) -> None:
    """Something Mindbox knows of this user is different now."""
    version = await queries.customers.note_change(db, user_id, now=clock.now())
    if version is not None:
        await publish(db, CustomerChanged(user_id=user_id, version=version))


async def note_erasure(db: Db, user_id: UUID) -> int:
    """Mindbox is to forget him; how many rows wait for it to have done so."""
    version = await queries.customers.note_erasure(db, user_id, now=clock.now())
    if version is None:
        return 0
    await publish(db, CustomerChanged(user_id=user_id, version=version))
    return 1


async def tell(user_id: UUID, version: int) -> None:
    """Tell Mindbox how the user is, unless a later change says it better. May be repeated."""
    async with connection() as db:
        known = await queries.customers.customer(db, user_id)
    if known is None or known.version != version or known.told_version >= version:
        return
    customer = {"ids": {ID_SYSTEM: str(user_id)}} if known.erased else await _customer(user_id)
    if customer is None:
        return  # erased a moment ago: that is told by a version of its own
    transaction_id = id_of("customer", user_id, version)
    try:
        if known.erased:
            await providers.erase_customer(operation=ERASE, transaction_id=transaction_id, customer=customer)
        else:
            await providers.save_customer(operation=EDIT, transaction_id=transaction_id, customer=customer)
    except LetterRejected as error:
        log.error("customer_rejected", user_id=str(user_id), reason=str(error))
        async with transaction() as db:
            await queries.customers.note_untold(db, user_id, str(error))
        return
    except MindboxSilent as error:
        await _try_again(known, error)
        return
    async with transaction() as db:
        if known.erased:
            await queries.customers.forget(db, user_id)
        else:
            await queries.customers.note_told(db, user_id, version, now=clock.now())


async def _try_again(known: Customer, error: MindboxSilent) -> None:
    """At most an hour later, however long it takes: what Mindbox believes of people has to be true."""
    now = clock.now()
    pause: timedelta = LONGEST_PAUSE
    at = next_try(known.attempts + 1, created_at=known.changed_at, useful_until=None, now=now, chance=0.5)
    async with transaction() as db:
        await queries.customers.note_untold(db, known.user_id, str(error))
        await publish(db, CustomerChanged(user_id=known.user_id, version=known.version), at=at or now + pause)


async def _customer(user_id: UUID) -> dict[str, Any] | None:
    """All that Mindbox is told, never a part: no older call can leave something behind. Advertising only to
    those who have agreed to it, through every channel alike.
    """
    user = await auth.user(user_id=user_id)
    person = await accounts.person(user_id=user_id)
    if user is None or person is None:
        return None
    wants = not user.leaving and await auth.consented(user_id=user_id, kind="marketing")
    return {
        "ids": {ID_SYSTEM: str(user_id)},
        "email": user.email,
        **({"mobilePhone": user.phone.removeprefix("+")} if user.phone else {}),
        "fullName": person.full_name,
        "customFields": {
            "roles": sorted(user.roles),
            "locale": person.locale,
            "timezone": person.timezone,
        },
        "subscriptions": [
            {"pointOfContact": channel, "topic": TOPIC, "isSubscribed": wants} for channel in CHANNELS
        ],
    }
