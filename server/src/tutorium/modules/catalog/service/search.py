"""Finding tutors."""

from collections.abc import Awaitable, Callable, Mapping
from uuid import UUID

import msgspec

from tutorium.modules.catalog import queries
from tutorium.modules.catalog.model import (
    COUNTED_EXACTLY,
    CardRow,
    Filters,
    Position,
    ProfileRow,
    Reading,
    Sort,
    readings,
)
from tutorium.platform.db import Db, connection
from tutorium.platform.errors import NotFound

FAR_FUTURE = 253_402_214_400.0
"""The second of 9999-12-31: where tutors without a free time stand among the soonest."""

_Read = Callable[[Db, Filters, Position | None, int], Awaitable[list[CardRow]]]
_ORDERS: Mapping[Sort, tuple[_Read, Callable[[CardRow], float]]] = {
    "relevance": (queries.by_rank, lambda row: row.rank),
    "rating": (queries.by_score, lambda row: row.score),
    "price": (queries.by_price, lambda row: row.price),
    "-price": (queries.by_price_down, lambda row: row.price),
    "soonest": (
        queries.by_slot,
        lambda row: row.next_slot_at.timestamp() if row.next_slot_at else FAR_FUTURE,
    ),
}


class Found(msgspec.Struct, frozen=True):
    """One page of a search; `total` is exact up to 1,000."""

    rows: list[CardRow]
    more: Position | None
    total: int
    total_is_estimate: bool


async def search(filters: Filters, *, sort: Sort, after: Position | None, limit: int) -> Found:
    """Tutors that match all filters, in this order.

    Words are understood in all their forms. When no tutor has all of them, those who have some are found;
    when none has any, the words are taken for misspelt names of people and subjects.
    """
    if sort == "relevance" and not filters.words:
        sort = "rating"
    async with connection() as db:
        await queries.prepare_search(db)
        for reading, read_so in readings(filters).items():
            if after is None or after.reading == reading:
                page = await _page(db, read_so, reading, sort, after, limit)
                if page.rows or after is not None:
                    break
        return page


async def _page(
    db: Db, filters: Filters, reading: Reading, sort: Sort, after: Position | None, limit: int
) -> Found:
    read, key = _ORDERS[sort]
    found = await read(db, filters, after, limit + 1)
    total = await queries.count(db, filters, limit=COUNTED_EXACTLY + 1)
    if guessed := total > COUNTED_EXACTLY:
        total = max(total, await queries.estimate(db, filters))
    rows = found[:limit]
    more = None
    if len(found) > limit:
        more = Position(key(rows[-1]), rows[-1].tutor_id, reading)
    return Found(rows, more, total, guessed)


async def profile(*, tutor_id: UUID) -> ProfileRow:
    """A tutor who is listed or pauses; NotFound for any other."""
    async with connection() as db:
        found = await queries.profile(db, tutor_id)
    if found is None:
        raise NotFound
    return found
