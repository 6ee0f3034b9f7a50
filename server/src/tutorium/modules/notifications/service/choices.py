"""What people choose about their messages."""

from uuid import UUID

import msgspec

from tutorium.modules.notifications import queries
from tutorium.modules.notifications.errors import LetterCompulsory
from tutorium.modules.notifications.model import COMPULSORY, Kind
from tutorium.modules.notifications.model.quiet import QuietHours
from tutorium.platform import clock
from tutorium.platform.db import connection, transaction
from tutorium.platform.errors import FieldError


class Choices(msgspec.Struct, frozen=True):
    """The kinds that are not wanted by e-mail and in the centre, and hours in which nothing disturbs."""

    no_letters: frozenset[Kind]
    no_notices: frozenset[Kind]
    quiet: QuietHours | None


async def choices_of(user_id: UUID) -> Choices:
    """What this person has chosen; at first everything comes, at any hour."""
    async with connection() as db:
        return Choices(
            frozenset(each.kind for each in await queries.choices.muted(db, user_id)),
            frozenset(each.kind for each in await queries.choices.muted_notices(db, user_id)),
            await queries.choices.quiet_hours(db, user_id),
        )


async def choose(user_id: UUID, choices: Choices) -> None:
    """Keep this and nothing that was chosen before; LetterCompulsory for a kind nobody can do without."""
    if compulsory := sorted((choices.no_letters | choices.no_notices) & COMPULSORY):
        raise LetterCompulsory(errors=tuple(FieldError(kind, "compulsory", "") for kind in compulsory))
    now = clock.now()
    async with transaction() as db:
        await queries.choices.mute(db, user_id, sorted(choices.no_letters), now=now)
        await queries.choices.mute_notices(db, user_id, sorted(choices.no_notices), now=now)
        await queries.choices.set_quiet_hours(db, user_id, choices.quiet, now=now)
