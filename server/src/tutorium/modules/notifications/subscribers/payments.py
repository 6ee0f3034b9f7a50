"""Facts about money that become messages; which messages, says the table."""

from tutorium.modules.notifications.service.queueing import queue, tell_about_payment
from tutorium.modules.payments.events import (
    PaymentCanceled,
    PaymentSucceeded,
    RefundDeclined,
    RefundPaidByHand,
    RefundRequested,
    RefundSucceeded,
)
from tutorium.platform.db import Db
from tutorium.platform.events import event_name, on


@on(PaymentSucceeded)
async def payment_succeeded(db: Db, event: PaymentSucceeded) -> None:
    """To the payer."""
    await queue(db, event_name(type(event)), about=event.payment_id, to={"payer": event.payer_id})


@on(PaymentCanceled)
async def payment_canceled(event: PaymentCanceled) -> None:
    """To the payer."""
    await tell_about_payment(event_name(type(event)), event.payment_id)


@on(RefundSucceeded)
async def refund_succeeded(db: Db, event: RefundSucceeded) -> None:
    """To the payer; of what was paid by hand another letter speaks."""
    if not event.by_hand:
        await queue(db, event_name(type(event)), about=event.refund_id, to={"payer": event.payer_id})


@on(RefundPaidByHand)
async def refund_paid_by_hand(db: Db, event: RefundPaidByHand) -> None:
    """To the payer."""
    await queue(db, event_name(type(event)), about=event.refund_id, to={"payer": event.payer_id})


@on(RefundRequested)
async def refund_requested(db: Db, event: RefundRequested) -> None:
    """To the payer who has to wait for people; what is approved by itself is told when the money is back."""
    if event.waits:
        await queue(db, event_name(type(event)), about=event.refund_id, to={"payer": event.payer_id})


@on(RefundDeclined)
async def refund_declined(db: Db, event: RefundDeclined) -> None:
    """To the payer, unless it was he who changed his mind."""
    if not event.by_payer:
        await queue(db, event_name(type(event)), about=event.refund_id, to={"payer": event.payer_id})
