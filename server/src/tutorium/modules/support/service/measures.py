"""What support measures of itself."""

from datetime import datetime
from itertools import product
from typing import get_args

from prometheus_client import Counter, Gauge, Histogram

from tutorium.modules.support import queries
from tutorium.modules.support.model.categories import PRIORITIES
from tutorium.modules.support.model.clocks import Kind
from tutorium.modules.support.model.states import STATES
from tutorium.modules.support.model.ticket import Ticket
from tutorium.platform.db import connection

MINUTE, HOUR = 60, 3600
_BUCKETS = (5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR, 24 * HOUR, 72 * HOUR)

tickets = Gauge("tutorium_support_tickets", "Tickets that are not closed", ("state", "priority"))
breaches = Counter("tutorium_support_breaches_total", "Promised times that ran out", ("clock", "priority"))
first_answer = Histogram(
    "tutorium_support_first_answer_seconds",
    "From a ticket's creation to its first answer by a person, around the clock",
    ("priority",),
    buckets=_BUCKETS,
)
for _priority in PRIORITIES:
    first_answer.labels(_priority)
    for _clock in get_args(Kind):
        breaches.labels(_clock, _priority)


async def count_tickets() -> None:
    """Set the gauge of tickets by what the database holds."""
    async with connection() as db:
        found = {(each.state, each.priority): each.count for each in await queries.clocks.counts(db)}
    for state, priority in product(STATES, PRIORITIES):
        if state != "closed":
            tickets.labels(state, priority).set(found.get((state, priority), 0))


def answered_first(ticket: Ticket, now: datetime) -> None:
    """A ticket has its first answer."""
    first_answer.labels(ticket.priority).observe((now - ticket.created_at).total_seconds())
