"""What auth does when nobody asks."""

from tutorium.modules.auth.service import directory
from tutorium.platform import jobs


@jobs.every("17 3 * * *")
async def forget_old() -> None:
    """Every night: old sessions, tokens, codes and counts of attempts go."""
    await directory.forget_old()
