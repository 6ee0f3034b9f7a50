"""What the module hears of others and does by itself. A file for each module whose facts become messages."""

from tutorium.modules.notifications.events import MessageQueued
from tutorium.modules.notifications.service import centre, sending, upkeep
from tutorium.modules.notifications.subscribers import accounts as accounts
from tutorium.modules.notifications.subscribers import auth as auth
from tutorium.modules.notifications.subscribers import customers as customers
from tutorium.modules.notifications.subscribers import documents as documents
from tutorium.modules.notifications.subscribers import lessons as lessons
from tutorium.modules.notifications.subscribers import payments as payments
from tutorium.modules.notifications.subscribers import subscriptions as subscriptions
from tutorium.modules.notifications.subscribers import support as support
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(MessageQueued)
async def send_message(event: MessageQueued) -> None:
    """Hand it over: to Mindbox, or to the centre on the site."""
    await sending.send(event.message_id)


@every("43 3 * * *")
async def forget_old_notices() -> None:
    """What the bell told a year ago is forgotten."""
    await centre.forget_old_notices()


@every("* * * * *")
async def count_messages() -> None:
    """What waits and what is dead, for the metrics."""
    await upkeep.measure()
