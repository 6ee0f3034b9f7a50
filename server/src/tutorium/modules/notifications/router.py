"""Which letters somebody wants."""

from typing import get_args

import msgspec

from tutorium.modules.notifications import service
from tutorium.modules.notifications.errors import LetterCompulsory
from tutorium.modules.notifications.model import COMPULSORY, Kind
from tutorium.platform.identity import Identity
from tutorium.platform.web import ROLES, Input, get, put, routes_of


class Preference(msgspec.Struct, frozen=True):
    """A kind of letters, whether it comes by e-mail, and whether that can be changed."""

    kind: Kind
    email: bool
    compulsory: bool


class Preferences(msgspec.Struct, frozen=True):
    """All kinds of letters."""

    items: list[Preference]


class Choice(Input, frozen=True):
    """A kind of letters, and whether it is wanted."""

    kind: Kind
    email: bool


class ChoosePreferences(Input, frozen=True):
    """What is wanted; kinds that are not named are wanted."""

    items: list[Choice]


@get("/notifications/preferences", access=ROLES)
async def show_preferences(identity: Identity) -> Preferences:
    """Which letters I get."""
    return _preferences(await service.muted_kinds(identity.user_id))


@put("/notifications/preferences", access=ROLES, refusals=[LetterCompulsory])
async def choose_preferences(identity: Identity, data: ChoosePreferences) -> Preferences:
    """Choose which letters I get; some cannot be switched off."""
    muted = frozenset(choice.kind for choice in data.items if not choice.email)
    await service.choose_letters(identity.user_id, muted=muted)
    return _preferences(muted)


def _preferences(muted: frozenset[Kind]) -> Preferences:
    return Preferences([Preference(kind, kind not in muted, kind in COMPULSORY) for kind in get_args(Kind)])


router = routes_of(globals())
