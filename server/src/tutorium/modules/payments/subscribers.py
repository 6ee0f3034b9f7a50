"""What payments do when nobody asks: follow up what is not final, release held money, reconcile."""

from tutorium.modules.auth.events import ConsentWithdrawn
from tutorium.modules.payments.events import (
    EarningHoldEnded,
    PaymentHinted,
    ReconciliationAsked,
    RefundHinted,
)
from tutorium.modules.payments.service import charges, earnings, methods, reconciliation, refunds
from tutorium.platform.db import Db
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(PaymentHinted)
async def check_payment(event: PaymentHinted) -> None:
    """Ask the Payment System about the payment."""
    await charges.check(payment_id=event.payment_id)


@on(RefundHinted)
async def check_refund(event: RefundHinted) -> None:
    """Send the refund, or ask about it."""
    await refunds.check(refund_id=event.refund_id)


@on(ReconciliationAsked)
async def reconcile_now(event: ReconciliationAsked) -> None:
    """Compare without waiting for the hour."""
    await reconciliation.reconcile_and_keep()


@on(ConsentWithdrawn)
async def remove_methods(db: Db, event: ConsentWithdrawn) -> None:
    """Without the consent to automatic payments no method is kept."""
    if event.kind == "autopay":
        await methods.remove_all(db, event.user_id, reason="consent_withdrawn")


@on(EarningHoldEnded)
async def release_earning(db: Db, event: EarningHoldEnded) -> None:
    """Let the tutor have his part of the lesson."""
    await earnings.end_hold(db, event.lesson_id)


@every("* * * * *")
async def check_what_is_not_final() -> None:
    """Every minute: a lost webhook and an unanswered call heal here."""
    await charges.check_due()
    await refunds.check_due()


@every("7 * * * *")
async def reconcile_with_the_payment_system() -> None:
    """Every hour: not one kopeck may differ."""
    await reconciliation.reconcile_and_keep()
