"""Which messages somebody wants, and when."""

from typing import Annotated, get_args

import msgspec

from tutorium.modules.notifications.errors import LetterCompulsory
from tutorium.modules.notifications.model import COMPULSORY, Kind
from tutorium.modules.notifications.model import quiet as model
from tutorium.modules.notifications.service import choices
from tutorium.modules.notifications.service.choices import Choices
from tutorium.platform.identity import Identity
from tutorium.platform.web import ROLES, Input, get, put, routes_of

WallTime = Annotated[str, msgspec.Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class QuietHours(Input, frozen=True):
    """On the wall clock of one's own time zone; over midnight when `ends` is the earlier, none when equal."""

    starts: WallTime
    ends: WallTime


class Preference(msgspec.Struct, frozen=True):
    """A kind of messages, whether it comes by e-mail and behind the bell, and whether that can be changed."""

    kind: Kind
    email: bool
    site: bool
    compulsory: bool


class Preferences(msgspec.Struct, frozen=True):
    """All kinds of messages, and the hours in which letters wait; what is urgent comes all the same."""

    items: list[Preference]
    quiet_hours: QuietHours | None


class Choice(Input, frozen=True):
    """A kind of messages, and where it is wanted."""

    kind: Kind
    email: bool
    site: bool = True


class ChoosePreferences(Input, frozen=True):
    """What is wanted; kinds that are not named are wanted, and without quiet hours there are none."""

    items: list[Choice]
    quiet_hours: QuietHours | None = None


@get("/notifications/preferences", access=ROLES)
async def show_preferences(identity: Identity) -> Preferences:
    """Which messages I get, and when."""
    return _preferences(await choices.choices_of(identity.user_id))


@put("/notifications/preferences", access=ROLES, refusals=[LetterCompulsory])
async def choose_preferences(identity: Identity, data: ChoosePreferences) -> Preferences:
    """Choose which messages I get, and when; some cannot be switched off."""
    quiet = data.quiet_hours
    chosen = Choices(
        no_letters=frozenset(choice.kind for choice in data.items if not choice.email),
        no_notices=frozenset(choice.kind for choice in data.items if not choice.site),
        quiet=model.QuietHours(quiet.starts, quiet.ends) if quiet else None,
    )
    await choices.choose(identity.user_id, chosen)
    return _preferences(chosen)


def _preferences(chosen: Choices) -> Preferences:
    items = [
        Preference(kind, kind not in chosen.no_letters, kind not in chosen.no_notices, kind in COMPULSORY)
        for kind in get_args(Kind)
    ]
    quiet = chosen.quiet
    return Preferences(items, QuietHours(starts=quiet.starts, ends=quiet.ends) if quiet else None)


router = routes_of(globals())
