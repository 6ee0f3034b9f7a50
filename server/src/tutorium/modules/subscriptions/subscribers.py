"""What subscriptions do when nobody asks: grant what was paid, renew, give back what was promised."""

from tutorium.modules.payments.events import MethodEnded, PaymentCanceled, PaymentSucceeded, RefundDeclined
from tutorium.modules.subscriptions.events import ChargeDue, LotRefundRequested, PairDoubted
from tutorium.modules.subscriptions.service import collecting, lots, paying, settling, soundness
from tutorium.platform.db import Db
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(PaymentSucceeded)
async def grant_lot(db: Db, event: PaymentSucceeded) -> None:
    """A paid lesson becomes a lot of its minutes, a paid invoice minutes and the next period."""
    if event.purpose == "lesson":
        await lots.grant(db, event)
    elif event.purpose == paying.PURPOSE:
        await settling.paid(db, event)


@on(PaymentCanceled)
async def follow_up_decline(db: Db, event: PaymentCanceled) -> None:
    """An invoice was not paid."""
    if event.purpose == paying.PURPOSE:
        await settling.declined(db, event)


@on(MethodEnded)
async def pay_by_hand(db: Db, event: MethodEnded) -> None:
    """Without its method nothing is charged by itself."""
    await settling.method_ended(db, event)


@on(ChargeDue)
async def send_charge(event: ChargeDue) -> None:
    """Have an attempt made that nobody has sent."""
    await paying.send(charge_id=event.charge_id)


@on(LotRefundRequested)
async def send_lot_refund(event: LotRefundRequested) -> None:
    """Have the payment give the money back."""
    await lots.send_refund(lot_refund_id=event.lot_refund_id)


@every("*/5 * * * *")
async def collect_due() -> None:
    """Every five minutes: notices, skips, charges and ends whose time has come."""
    await collecting.collect_due()


@on(PairDoubted)
async def look_again(event: PairDoubted) -> None:
    """Lots and escrow that still do not fit are an error."""
    await soundness.look_again(payer_id=event.payer_id, tutor_id=event.tutor_id)


@every("23 3 * * *")
async def check_lots() -> None:
    """Every night: the minutes of lots add up, and their money is that of the escrow."""
    await soundness.check()


@every("* * * * *")
async def count_subscriptions() -> None:
    """Every minute: how many subscriptions there are in which state, for the metrics."""
    await collecting.count()


@on(RefundDeclined)
async def give_minutes_back(db: Db, event: RefundDeclined) -> None:
    """Money that was not returned is minutes again."""
    await lots.undo_refund(db, event)


@every("17 3 * * *")
async def refund_expired_lots() -> None:
    """Every night: minutes that expired unused become money again."""
    await lots.refund_expired_lots()
