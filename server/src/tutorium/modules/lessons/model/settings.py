"""The numbers of lessons that the operator may change; a booked lesson keeps those it was booked under."""

from datetime import timedelta

from tutorium.modules.lessons.model.cancellation import POLICIES, Policy, Preset
from tutorium.modules.lessons.model.lesson import CONFIRMATION, HOLD, MAX_MINUTES_A_DAY, MAX_OPEN_LESSONS
from tutorium.platform import policy
from tutorium.platform.db import Db

CANCELLATION = "cancellation"
_WORDS: dict[Preset, tuple[str, str]] = {
    "flexible": ("Гибкие правила", "Flexible rules"),
    "standard": ("Обычные правила", "Standard rules"),
    "strict": ("Строгие правила", "Strict rules"),
}
_FULL = {
    preset: policy.declare(
        f"lessons.cancel_{preset}_full_hours",
        group=CANCELLATION,
        unit="hours",
        default=POLICIES[preset].full_hours,
        least=0,
        most=72,
        ru=f"{ru}: полная цена, если до начала меньше",
        en=f"{en}: the full price when the start is nearer than",
    )
    for preset, (ru, en) in _WORDS.items()
}
_FREE = {
    preset: policy.declare(
        f"lessons.cancel_{preset}_free_hours",
        group=CANCELLATION,
        unit="hours",
        default=POLICIES[preset].free_hours,
        least=1,
        most=168,
        ru=f"{ru}: бесплатно, если до начала не меньше",
        en=f"{en}: free when the start is at least this far away",
        above=_FULL[preset].key,
    )
    for preset, (ru, en) in _WORDS.items()
}
_REGRET_MINUTES = policy.declare(
    "lessons.cancel_regret_minutes",
    group=CANCELLATION,
    unit="minutes",
    default=POLICIES["standard"].regret_minutes,
    least=0,
    most=120,
    ru="Передумать бесплатно можно столько времени после записи",
    en="For this long after booking one may change one's mind for nothing",
)
_REGRET_HOURS = policy.declare(
    "lessons.cancel_regret_hours",
    group=CANCELLATION,
    unit="hours",
    default=POLICIES["standard"].regret_hours,
    least=0,
    most=24,
    ru="Передумать бесплатно можно, если до начала не меньше",
    en="Changing one's mind needs the start to be at least this far away",
)
_HOLD = policy.declare(
    "lessons.hold_minutes",
    group="booking",
    unit="minutes",
    default=HOLD // timedelta(minutes=1),
    least=5,
    most=60,
    ru="Время удерживается за учеником до оплаты",
    en="A slot is held for its payment",
)
_OPEN = policy.declare(
    "lessons.open_lessons",
    group="booking",
    unit="count",
    default=MAX_OPEN_LESSONS,
    least=1,
    most=200,
    ru="Назначенных занятий у ученика с одним репетитором не больше",
    en="Lessons a student may have ahead with one tutor",
)
_DAY = policy.declare(
    "lessons.minutes_a_day",
    group="booking",
    unit="minutes",
    default=MAX_MINUTES_A_DAY,
    least=30,
    most=600,
    ru="Занятий ученика с одним репетитором за день не больше",
    en="Lessons of a student with one tutor within a day",
)
_CONFIRMATION = policy.declare(
    "lessons.confirmation_hours",
    group="booking",
    unit="hours",
    default=CONFIRMATION // timedelta(hours=1),
    least=1,
    most=336,
    ru="Без возражений занятие подтверждается через",
    en="Without objection a lesson is confirmed after",
)


async def terms(db: Db, preset: Preset) -> tuple[Policy, int]:
    """The terms of cancelling under a preset as they are now, and their version."""
    made = Policy(
        preset,
        free_hours=await policy.value(db, _FREE[preset]),
        full_hours=await policy.value(db, _FULL[preset]),
        regret_minutes=await policy.value(db, _REGRET_MINUTES),
        regret_hours=await policy.value(db, _REGRET_HOURS),
    )
    return made, await policy.version(db, CANCELLATION)


async def hold(db: Db) -> timedelta:
    """How long a slot is held for its payment."""
    return timedelta(minutes=await policy.value(db, _HOLD))


async def load(db: Db) -> tuple[int, int]:
    """With one tutor: how many lessons a student may have ahead, and how many minutes a day."""
    return await policy.value(db, _OPEN), await policy.value(db, _DAY)


async def confirmation(db: Db) -> timedelta:
    """After how long silence confirms a lesson."""
    return timedelta(hours=await policy.value(db, _CONFIRMATION))
