"""Changes of what Mindbox knows of people."""

from tutorium.modules.accounts.events import PersonChanged
from tutorium.modules.auth.events import (
    ConsentGiven,
    ConsentWithdrawn,
    EmailChanged,
    PhoneChanged,
    UserLeaving,
    UserRegistered,
    UserRolesChanged,
)
from tutorium.modules.notifications.events import CustomerChanged
from tutorium.modules.notifications.service import customers
from tutorium.platform.db import Db
from tutorium.platform.events import on


@on(UserRegistered)
async def customer_registered(db: Db, event: UserRegistered) -> None:
    """Mindbox gets to know him."""
    await customers.note_change(db, event.user_id)


@on(EmailChanged)
async def customer_email_changed(db: Db, event: EmailChanged) -> None:
    """The address is another one."""
    await customers.note_change(db, event.user_id)


@on(PhoneChanged)
async def customer_phone_changed(db: Db, event: PhoneChanged) -> None:
    """The number is another one, or gone."""
    await customers.note_change(db, event.user_id)


@on(PersonChanged)
async def customer_changed(db: Db, event: PersonChanged) -> None:
    """The name, the language or the zone is another one."""
    await customers.note_change(db, event.user_id)


@on(UserRolesChanged)
async def customer_roles_changed(db: Db, event: UserRolesChanged) -> None:
    """He is something else to us."""
    await customers.note_change(db, event.user_id)


@on(ConsentGiven)
async def customer_consented(db: Db, event: ConsentGiven) -> None:
    """Advertising may come from now on."""
    if event.kind == "marketing":
        await customers.note_change(db, event.user_id)


@on(ConsentWithdrawn)
async def customer_withdrew(db: Db, event: ConsentWithdrawn) -> None:
    """Advertising stops."""
    if event.kind == "marketing":
        await customers.note_change(db, event.user_id)


@on(UserLeaving)
async def customer_leaving(db: Db, event: UserLeaving) -> None:
    """Advertising stops before the erasing is done."""
    await customers.note_change(db, event.user_id)


@on(CustomerChanged)
async def tell_mindbox(event: CustomerChanged) -> None:
    """As he is now."""
    await customers.tell(event.user_id, event.version)
