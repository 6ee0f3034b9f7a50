"""The sandbox's own clock, which a test or a person may move forward."""

import sqlite3
from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset that is remembered across restarts."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        row = database.execute("SELECT value FROM setting WHERE name = 'clock_offset_seconds'").fetchone()
        self._offset = timedelta(seconds=float(row[0]) if row else 0.0)

    def now(self) -> datetime:
        """The present moment in the sandbox's world."""
        return datetime.now(UTC) + self._offset

    def advance(self, seconds: float) -> None:
        """Move forward; everything whose time has come becomes due."""
        self._offset += timedelta(seconds=seconds)
        self._database.execute(
            "INSERT INTO setting (name, value) VALUES ('clock_offset_seconds', ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (str(self._offset.total_seconds()),),
        )


def stamp(moment: datetime) -> str:
    """ISO 8601 in UTC with milliseconds, as the Payment System writes it; sorts as text in time order."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"
