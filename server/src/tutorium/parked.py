"""`tutorium parked`: the jobs that failed their last try, and how to send them again."""

import argparse
import asyncio

from tutorium.platform import db, jobs
from tutorium.platform.settings import settings


def main(arguments: list[str]) -> None:
    """Print the parked jobs; with `--retry`, give those named (or all) ten new tries."""
    parser = argparse.ArgumentParser(prog="tutorium parked", description="Jobs that failed their last try.")
    parser.add_argument(
        "--retry", nargs="*", type=int, metavar="ID", help="send these again; without an id, all"
    )
    asyncio.run(_parked(parser.parse_args(arguments).retry))


async def _parked(retry: list[int] | None) -> None:
    await db.open_pools(settings().database_url, size=1)
    try:
        async with db.connection() as connection:
            found = await jobs.parked(connection, limit=10_000)
            for job in found:
                print(f"{job.id}\t{job.name}\tsince {job.parked_at:%Y-%m-%d %H:%M:%S} UTC\t{job.error or ''}")
            chosen = [job.id for job in found if retry is not None and (not retry or job.id in retry)]
            await jobs.send_again(connection, chosen)
        print(f"{len(found)} parked, {len(chosen)} sent again")
    finally:
        await db.close_pools()
