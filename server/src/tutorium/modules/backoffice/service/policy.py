"""The numbers the operator may change, with what they are, were and will be, and who changed them."""

from datetime import datetime
from uuid import UUID

import msgspec

from tutorium.modules.backoffice.service import people
from tutorium.platform import clock, policy
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import NotFound


class Setting(msgspec.Struct, frozen=True):
    """A number as it is; `waiting` is a change nobody else has agreed to, `coming` those of later moments."""

    key: policy.Key
    value: int
    version: int
    last: policy.Change | None
    waiting: policy.Change | None
    coming: list[policy.Change]


class Settings(msgspec.Struct, frozen=True):
    """All numbers, and the names of those who changed them."""

    items: list[Setting]
    names: dict[UUID, str]


class History(msgspec.Struct, frozen=True):
    """All changes of one number, newest first, and who made and decided them."""

    setting: Setting
    changes: list[policy.Change]
    names: dict[UUID, str]


async def settings() -> Settings:
    """Every number that is declared, in the order of declaration."""
    async with connection() as db:
        changes = await policy.changes(db)
    items = [_setting(key, changes) for key in policy.declared()]
    shown = [each for item in items for each in (item.last, item.waiting, *item.coming) if each]
    return Settings(items, await _names(shown))


async def history(key: str) -> History:
    """One number and all its changes; NotFound."""
    declared = _declared(key)
    async with connection() as db:
        changes = await policy.changes(db, key=key)
    return History(_setting(declared, changes), changes, await _names(changes))


async def change(
    key: str, *, to: int, effective_from: datetime | None, actor_id: UUID, reason: str
) -> History:
    """Give a number another value; NotFound, and the refusals of platform.policy."""
    declared = _declared(key)
    async with transaction() as db:
        await policy.change(
            db, declared, to=to, effective_from=effective_from, made_by=actor_id, reason=reason
        )
    return await history(key)


async def decide(change_id: UUID, *, agreed: bool, actor_id: UUID) -> History:
    """Agree to a waiting change, or decline it; NotFound, and the refusals of platform.policy."""
    async with transaction() as db:
        decided = await policy.decide(db, change_id, agreed=agreed, decided_by=actor_id)
        if decided is None:
            raise NotFound
    return await history(decided.key)


async def waiting() -> int:
    """How many changes wait for a second person."""
    async with connection() as db:
        return sum(_waits(each) for each in await policy.changes(db))


def _declared(key: str) -> policy.Key:
    declared = policy.found(key)
    if declared is None:
        raise NotFound
    return declared


def _waits(change_: policy.Change) -> bool:
    declared = policy.found(change_.key)
    return declared is not None and declared.two_people and change_.verdict is None


def _setting(key: policy.Key, changes: list[policy.Change]) -> Setting:
    now = clock.now()
    mine = [each for each in changes if each.key == key.key]
    moments = [(since, each.version, each) for each in mine if (since := policy.in_force_since(each))]
    begun = [each for each in moments if each[0] <= now]
    last = max(begun, key=lambda each: each[:2])[2] if begun else None
    return Setting(
        key=key,
        value=policy.value_of(key, mine, now),
        version=last.version if last else 1,
        last=last,
        waiting=next((each for each in mine if _waits(each)), None),
        coming=[each for since, _, each in sorted(moments, key=lambda each: each[:2]) if since > now],
    )


async def _names(changes: list[policy.Change]) -> dict[UUID, str]:
    ids = {one for each in changes for one in (each.made_by, each.decided_by) if one}
    return await people.named(ids) if ids else {}
