"""What subscriptions do when nobody asks: grant what was paid, give back what was promised."""

from tutorium.modules.payments.events import PaymentSucceeded
from tutorium.modules.subscriptions import service
from tutorium.modules.subscriptions.events import LotRefundRequested
from tutorium.platform.db import Db
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(PaymentSucceeded)
async def grant_lot(db: Db, event: PaymentSucceeded) -> None:
    """A paid lesson becomes a lot of its minutes."""
    if event.purpose == "lesson":
        await service.grant(db, event)


@on(LotRefundRequested)
async def send_lot_refund(event: LotRefundRequested) -> None:
    """Have the payment give the money back."""
    await service.send_refund(lot_refund_id=event.lot_refund_id)


@every("17 3 * * *")
async def refund_expired_lots() -> None:
    """Every night: minutes that expired unused become money again."""
    await service.refund_expired_lots()
