"""What support does when nobody asks: timers, shipped articles, files nobody sent, tickets about fraud."""

from tutorium.modules.subscriptions.events import ChargeDeclined
from tutorium.modules.support.events import ClockDue, FilesDropped, StateDue
from tutorium.modules.support.service import articles, files, measures, opening, timers
from tutorium.platform.db import Db
from tutorium.platform.events import on
from tutorium.platform.jobs import every


@on(ChargeDeclined)
async def report_fraud(event: ChargeDeclined) -> None:
    """What the bank suspects a person looks at; other declines the payer settles himself."""
    if event.decline == "fraud":
        await opening.report_fraud(event)


@on(ClockDue)
async def look_at_clock(db: Db, event: ClockDue) -> None:
    """A promised time may be running out."""
    await timers.look_at_clock(db, event)


@on(StateDue)
async def look_at_state(db: Db, event: StateDue) -> None:
    """A ticket may have been silent for long enough."""
    await timers.look_at_state(db, event)


@on(FilesDropped)
async def delete_files(event: FilesDropped) -> None:
    """The bytes go after the rows."""
    await files.delete_bytes(event.keys)


@every("* * * * *")
async def install_articles() -> None:
    """What ships with a new version stands in the help centre a minute later."""
    await articles.install_articles()


@every("* * * * *")
async def count_tickets() -> None:
    """For the metric."""
    await measures.count_tickets()


@every("23 * * * *")
async def drop_waiting_files() -> None:
    """Chosen, never sent."""
    await files.drop_waiting()
