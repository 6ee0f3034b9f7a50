"""Facts about subscriptions that become messages; which messages, says the table."""

from uuid import UUID

from tutorium.modules.notifications.service.queueing import queue
from tutorium.modules.subscriptions.events import (
    CancelAsked,
    PaymentAsked,
    RenewalAhead,
    RenewalSkipped,
    SubscriptionEnded,
    SubscriptionPastDue,
    SubscriptionStarted,
)
from tutorium.platform import clock
from tutorium.platform.db import Db
from tutorium.platform.events import Event, event_name, on


@on(SubscriptionStarted)
async def subscription_started(db: Db, event: SubscriptionStarted) -> None:
    """To the payer."""
    await _tell(db, event, event.subscription_id, event.payer_id)


@on(RenewalAhead)
async def renewal_ahead(db: Db, event: RenewalAhead) -> None:
    """To the payer, three times before each charge; of no use once it is made."""
    about, fact = event.subscription_id, f"{event.at.isoformat()} {event.days}"
    name = event_name(type(event))
    await queue(db, name, about=about, to={"payer": event.payer_id}, fact=fact, useful_until=event.at)


@on(RenewalSkipped)
async def renewal_skipped(db: Db, event: RenewalSkipped) -> None:
    """To the payer."""
    await _tell(db, event, event.subscription_id, event.payer_id, fact=event.next_at.isoformat())


@on(PaymentAsked)
async def payment_asked(db: Db, event: PaymentAsked) -> None:
    """To the payer."""
    await _tell(db, event, event.subscription_id, event.payer_id, fact=clock.now().date().isoformat())


@on(SubscriptionPastDue)
async def subscription_past_due(db: Db, event: SubscriptionPastDue) -> None:
    """To the payer."""
    await _tell(db, event, event.subscription_id, event.payer_id, fact=clock.now().date().isoformat())


@on(CancelAsked)
async def cancel_asked(db: Db, event: CancelAsked) -> None:
    """To the payer; again when he cancels again after thinking better of it."""
    await _tell(db, event, event.subscription_id, event.payer_id, fact=clock.now().isoformat())


@on(SubscriptionEnded)
async def subscription_ended(db: Db, event: SubscriptionEnded) -> None:
    """To the payer, unless it never began: then the payment has told it."""
    if event.reason != "never_paid":
        await _tell(db, event, event.subscription_id, event.payer_id)


async def _tell(db: Db, event: Event, about: UUID, payer_id: UUID, *, fact: str = "") -> None:
    await queue(db, event_name(type(event)), about=about, to={"payer": payer_id}, fact=fact)
