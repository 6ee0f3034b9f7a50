"""Taking one's data along, and erasing the account."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar import Response

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model.erasure import KEPT, REMOVED
from tutorium.modules.accounts.router.guardians import Email
from tutorium.modules.accounts.service import personal
from tutorium.platform import clock
from tutorium.platform import personal as everywhere
from tutorium.platform.identity import STAFF, Identity, Locale
from tutorium.platform.personal import OpenMatter
from tutorium.platform.web import ROLES, Input, get, post, routes_of


class KeptView(msgspec.Struct, frozen=True):
    """What stays, on what ground, for how long."""

    what: str
    ground: str
    term: str


class ErasureEffects(msgspec.Struct, frozen=True):
    """What erasing would do now; while something is open it is refused."""

    open: list[OpenMatter]
    removed: list[str]
    kept: list[KeptView]


class ErasureAct(msgspec.Struct, frozen=True):
    """The act of destruction, to be kept by the person."""

    id: UUID
    user_id: UUID
    requested_at: datetime
    removed: list[str]
    kept: list[KeptView]


PEOPLE = ROLES - STAFF
"""Accounts of staff are shut by an administrator."""


class Erase(Input, frozen=True):
    """The e-mail address of the account, typed as a confirmation."""

    email: Email


@get("/accounts/me/export", access=ROLES, fresh=True, media_type="application/zip")
async def export_my_data(identity: Identity) -> Response[bytes]:
    """Everything kept of me: a ZIP with data.json and photos."""
    name = f"tutorium-{clock.now():%Y-%m-%d}.zip"
    return Response(
        await personal.export(identity),
        media_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


@get("/accounts/me/erasure", access=PEOPLE)
async def show_erasure(identity: Identity, locale: Locale) -> ErasureEffects:
    """What erasing my account would take away and leave, and what has to be settled first."""
    return ErasureEffects(
        await everywhere.open_matters(identity.user_id), _removed(identity, locale), _kept(locale)
    )


@post(
    "/accounts/me/erase",
    access=PEOPLE,
    fresh=True,
    refusals=[errors.EmailDoesNotMatch, errors.ErasureBlocked],
)
async def erase_my_account(identity: Identity, locale: Locale, data: Erase) -> Response[ErasureAct]:
    """Erase my account for ever; withdraws every consent. The answer is the act of destruction."""
    act = await personal.request_erasure(identity, email=data.email)
    return Response(
        ErasureAct(act.id, act.user_id, act.requested_at, _removed(identity, locale), _kept(locale)),
        headers={"Clear-Site-Data": '"cookies"'},
    )


def _removed(identity: Identity, locale: Locale) -> list[str]:
    return [each.what[locale] for each in REMOVED if not each.roles or each.roles & identity.roles]


def _kept(locale: Locale) -> list[KeptView]:
    return [KeptView(each.what[locale], each.ground[locale], each.term[locale]) for each in KEPT]


router = routes_of(globals())
