"""Numbers that the operator may change: declared by the module that reads them, kept with who, when and why.

    HOLD = policy.declare("lessons.hold_minutes", unit="minutes", default=15, least=5, most=60, ...)
    minutes = await policy.value(db, HOLD)

A value is never overwritten: a change is a new row, which takes effect at its moment, perhaps a later one.
Where something is sold, the numbers of that moment are kept with it, and `version` of their group says which
they were: the first change makes version 2. A number marked `two_people` takes effect only when somebody
else has agreed. What was read is remembered for two seconds: a change reaches every process within that.
"""

from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

import msgspec

from tutorium.platform import audit, clock
from tutorium.platform.db import Db, execute, fetch_all
from tutorium.platform.errors import Refusal
from tutorium.platform.ids import new_id

Unit = Literal["kopecks", "minutes", "hours", "days", "basis_points", "count"]
Verdict = Literal["agreed", "declined"]
FRESH = timedelta(seconds=2)


class PolicyOutOfRange(Refusal):
    status, code = 422, "policy.out_of_range"
    ru = "Это значение должно быть от {least} до {most}."
    en = "This value must be between {least} and {most}."


class PolicyUnordered(Refusal):
    """`other` is the key of the number on the wrong side of this one."""

    status, code = 422, "policy.unordered"
    ru = "Значения в этой группе идут по порядку, а с этим порядок нарушится ({other})."
    en = "The values of this group stand in order, and this one would break it ({other})."


class PolicyInThePast(Refusal):
    status, code = 422, "policy.in_the_past"
    ru = "Новое значение не может действовать задним числом."
    en = "A new value cannot take effect in the past."


class PolicyWaits(Refusal):
    status, code = 409, "policy.waits"
    ru = "Предыдущее изменение этой настройки ещё ждёт второго человека."
    en = "An earlier change of this setting still waits for a second person."


class PolicyOwnChange(Refusal):
    status, code = 403, "policy.own_change"
    ru = "Это изменение предложили вы: подтверждает другой человек."
    en = "You proposed this change: somebody else has to agree to it."


class PolicyDecided(Refusal):
    status, code = 409, "policy.decided"
    ru = "По этому изменению уже решили."
    en = "This change has been decided already."


class Key(msgspec.Struct, frozen=True, kw_only=True):
    """A number somebody may change. `above` names the key that must stay smaller than this one."""

    key: str
    group: str
    unit: Unit
    default: int
    least: int
    most: int
    ru: str
    en: str
    two_people: bool = False
    above: str | None = None


class Change(msgspec.Struct, frozen=True):
    """A value somebody gave a key; `verdict` is None where nobody else is needed, or has spoken yet."""

    id: UUID
    key: str
    value: int
    version: int
    effective_from: datetime
    made_by: UUID | None
    made_at: datetime
    reason: str
    verdict: Verdict | None
    decided_by: UUID | None
    decided_at: datetime | None


_keys: dict[str, Key] = {}
_known: tuple[datetime, list[Change]] | None = None


def declare(key: str, **terms: object) -> Key:
    """Make a number known; the words before the point are its module, `group` is what it is shown with."""
    made = msgspec.convert({"key": key, **terms}, Key)
    if not made.least <= made.default <= made.most or _keys.setdefault(key, made) != made:
        raise TypeError(f"{key} is declared wrongly, or twice")
    return made


def declared() -> list[Key]:
    """Every number that is declared, in the order of declaration."""
    return list(_keys.values())


def found(key: str) -> Key | None:
    """The declaration of a key, or None."""
    return _keys.get(key)


def forget() -> None:
    """Read anew at the next question."""
    global _known
    _known = None


def in_force_since(change: Change) -> datetime | None:
    """From when a change counts; None while it waits for a second person, and for ever when declined."""
    if not _keys[change.key].two_people:
        return change.effective_from
    if change.verdict != "agreed" or change.decided_at is None:
        return None
    return max(change.effective_from, change.decided_at)


def value_of(key: Key, changes: list[Change], at: datetime) -> int:
    """The value of a key at a moment: of the changes in force by then the latest."""
    counted = [
        (since, each.version, each.value)
        for each in changes
        if each.key == key.key and (since := in_force_since(each)) is not None and since <= at
    ]
    return max(counted)[2] if counted else key.default


async def value(db: Db, key: Key, *, at: datetime | None = None) -> int:
    """The value of a key now, or at a moment."""
    return value_of(key, await _changes(db), at or clock.now())


async def version(db: Db, group: str, *, at: datetime | None = None) -> int:
    """Which edition of a group's numbers is in force: one more than the changes that have come to count."""
    moment = at or clock.now()
    return 1 + sum(
        _keys[each.key].group == group and (since := in_force_since(each)) is not None and since <= moment
        for each in await _changes(db)
    )


async def changes(db: Db, *, key: str | None = None) -> list[Change]:
    """Every change of a key, or of all, the newest first; of keys that are still declared."""
    read = await fetch_all(
        db,
        Change,
        """SELECT s.id, s.key, s.value, s.version, s.effective_from, s.made_by, s.made_at, s.reason,
            d.verdict, d.decided_by, d.decided_at
        FROM platform.policy_setting s LEFT JOIN platform.policy_decision d ON d.setting_id = s.id
        WHERE $1::text IS NULL OR s.key = $1 ORDER BY s.made_at DESC, s.version DESC""",
        key,
    )
    return [each for each in read if each.key in _keys]


async def change(
    db: Db, key: Key, *, to: int, effective_from: datetime | None, made_by: UUID, reason: str
) -> Change:
    """Give a key another value, at once or at a later moment, in the caller's transaction.

    PolicyOutOfRange, PolicyUnordered, PolicyInThePast; PolicyWaits while an earlier one is not agreed to.
    """
    now = clock.now()
    since = max(effective_from or now, now - FRESH)
    if effective_from is not None and effective_from < now - timedelta(minutes=1):
        raise PolicyInThePast
    if not key.least <= to <= key.most:
        raise PolicyOutOfRange(least=key.least, most=key.most)
    await execute(db, "SELECT pg_advisory_xact_lock(hashtext('policy'))")
    before = await changes(db)
    _refuse_disorder(key, to, before, since)
    mine = [each for each in before if each.key == key.key]
    if key.two_people and any(each.verdict is None for each in mine):
        raise PolicyWaits
    made = Change(new_id(), key.key, to, len(mine) + 2, since, made_by, now, reason, None, None, None)
    await execute(
        db,
        """INSERT INTO platform.policy_setting
            (id, key, scope, value, version, effective_from, made_by, made_at, reason)
        VALUES ($1, $2, 'platform', $3, $4, $5, $6, $7, $8)""",
        made.id,
        made.key,
        made.value,
        made.version,
        made.effective_from,
        made.made_by,
        made.made_at,
        made.reason,
    )
    await audit.record(
        db,
        "platform.policy_proposed" if key.two_people else "platform.policy_changed",
        subject=f"policy:{key.key}",
        actor_id=made_by,
        reason=reason,
        value=to,
        before=value_of(key, before, now),
        version=made.version,
        effective_from=made.effective_from.isoformat(),
    )
    forget()
    return made


async def decide(db: Db, change_id: UUID, *, agreed: bool, decided_by: UUID) -> Change | None:
    """A second person agrees to a change or declines it; None when there is nothing to decide.

    PolicyOwnChange, PolicyDecided.
    """
    await execute(db, "SELECT pg_advisory_xact_lock(hashtext('policy'))")
    proposed = next((each for each in await changes(db) if each.id == change_id), None)
    if proposed is None or not _keys[proposed.key].two_people:
        return None
    if proposed.verdict is not None:
        raise PolicyDecided
    if agreed and proposed.made_by == decided_by:
        raise PolicyOwnChange
    now = clock.now()
    verdict: Verdict = "agreed" if agreed else "declined"
    await execute(
        db,
        """INSERT INTO platform.policy_decision (setting_id, verdict, decided_by, decided_at)
        VALUES ($1, $2, $3, $4)""",
        change_id,
        verdict,
        decided_by,
        now,
    )
    await audit.record(
        db,
        f"platform.policy_{verdict}",
        subject=f"policy:{proposed.key}",
        actor_id=decided_by,
        value=proposed.value,
        version=proposed.version,
    )
    forget()
    return msgspec.structs.replace(proposed, verdict=verdict, decided_by=decided_by, decided_at=now)


def _refuse_disorder(key: Key, to: int, known: list[Change], at: datetime) -> None:
    """At its moment and whenever another number changes later, the value stands where it has to."""
    later = {since for each in known if (since := in_force_since(each)) is not None and since > at}
    for moment in {at, *later}:
        if key.above is not None and to <= value_of(_keys[key.above], known, moment):
            raise PolicyUnordered(other=key.above)
        for other in _keys.values():
            if other.above == key.key and to >= value_of(other, known, moment):
                raise PolicyUnordered(other=other.key)


async def _changes(db: Db) -> list[Change]:
    global _known
    now = clock.now()
    if _known is None or abs(now - _known[0]) > FRESH:
        _known = (now, await changes(db))
    return _known[1]
