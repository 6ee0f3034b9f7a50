"""The numbers of payments that the operator may change; their defaults are domain.md's."""

from datetime import timedelta

from tutorium.modules.payments.model import Steps
from tutorium.platform import policy
from tutorium.platform.db import Db

REFUND_AUTO = policy.declare(
    "payments.refund_auto_kopecks",
    group="refunds",
    unit="kopecks",
    default=1_000_000,
    least=0,
    most=5_000_000,
    ru="Возврат до этой суммы подтверждается сам, если нет сомнений",
    en="A refund up to this sum is approved by itself when nothing speaks against it",
    two_people=True,
)
REFUND_ALONE = policy.declare(
    "payments.refund_alone_kopecks",
    group="refunds",
    unit="kopecks",
    default=5_000_000,
    least=100_000,
    most=50_000_000,
    ru="Возврат до этой суммы подтверждает один человек, больше — двое",
    en="A refund up to this sum is approved by one person, a larger one by two",
    two_people=True,
    above="payments.refund_auto_kopecks",
)
REFUND_ACCOUNT_DAYS = policy.declare(
    "payments.refund_account_days",
    group="refunds",
    unit="days",
    default=7,
    least=0,
    most=90,
    ru="Учётной записи моложе этого возвраты подтверждают люди",
    en="Refunds to accounts younger than this are approved by people",
)
REFUND_DAYS = policy.declare(
    "payments.refund_days",
    group="refunds",
    unit="days",
    default=10,
    least=1,
    most=30,
    ru="Деньги возвращаются плательщику не позднее, чем через столько дней",
    en="The payer has the money back within this many days",
)
EARNING_HOLD = policy.declare(
    "payments.earning_hold_hours",
    group="earnings",
    unit="hours",
    default=48,
    least=0,
    most=336,
    ru="Доход репетитора ждёт возможных споров после занятия",
    en="A tutor's money waits for disputes after the lesson",
)

_FIRST = policy.declare(
    "payments.commission_step_1_lessons",
    group="commission",
    unit="count",
    default=5,
    least=1,
    most=1000,
    ru="Первая ставка — пока завершено занятий меньше, чем",
    en="The first rate holds for fewer completed lessons than",
)
_SECOND = policy.declare(
    "payments.commission_step_2_lessons",
    group="commission",
    unit="count",
    default=20,
    least=1,
    most=1000,
    ru="Вторая ставка — пока завершено занятий меньше, чем",
    en="The second rate holds for fewer completed lessons than",
    above="payments.commission_step_1_lessons",
)
_THIRD = policy.declare(
    "payments.commission_step_3_lessons",
    group="commission",
    unit="count",
    default=60,
    least=1,
    most=1000,
    ru="Третья ставка — пока завершено занятий меньше, чем",
    en="The third rate holds for fewer completed lessons than",
    above="payments.commission_step_2_lessons",
)
_RATES = tuple(
    policy.declare(
        f"payments.commission_rate_{number}",
        group="commission",
        unit="basis_points",
        default=rate,
        least=0,
        most=5000,
        ru=f"Комиссия площадки: {ru} ставка",
        en=f"The platform's commission: {en} rate",
        two_people=True,
    )
    for number, rate, ru, en in (
        (1, 2000, "первая", "first"),
        (2, 1500, "вторая", "second"),
        (3, 1200, "третья", "third"),
        (4, 1000, "последняя", "last"),
    )
)


async def commission_steps(db: Db) -> Steps:
    """The commission's steps in force now (domain.md D6.2)."""
    until = [await policy.value(db, step) for step in (_FIRST, _SECOND, _THIRD)]
    rates = [await policy.value(db, rate) for rate in _RATES]
    return Steps(tuple(zip(until, rates[:3], strict=True)), rates[3])


async def earning_hold(db: Db) -> timedelta:
    """How long a tutor's money is kept back after a lesson, for disputes (domain.md D6.1)."""
    return timedelta(hours=await policy.value(db, EARNING_HOLD))
