"""People as staff see them: put together from auth, which audits each look, and accounts."""

from uuid import UUID

import msgspec

from tutorium.modules.accounts import api as accounts
from tutorium.modules.auth import api as auth
from tutorium.platform import audit
from tutorium.platform.db import connection
from tutorium.platform.identity import AccountState, Identity, Role

NAMED = 200
"""More people of one name than this are not all found: the name has to be given more fully."""


class PersonInList(msgspec.Struct, frozen=True):
    """An account and the name its owner goes by now."""

    account: auth.AccountInList
    full_name: str
    photo_url: str | None


class PersonSeen(msgspec.Struct, frozen=True):
    """An account, its owner's profile, and why it is shut, if it is."""

    account: auth.Account
    full_name: str
    photo_url: str | None
    blocked_reason: str | None


async def find_users(
    actor: Identity,
    *,
    text: str | None,
    role: Role | None,
    state: AccountState | None,
    before: UUID | None,
    limit: int,
) -> list[PersonInList]:
    """Newest first. Support sees customers only, an administrator everybody."""
    named = await accounts.people_named(part=text, limit=NAMED) if text and "@" not in text else []
    found = await auth.find_accounts(
        text=text,
        named=[each.user_id for each in named],
        role=role,
        state=state,
        before=before,
        limit=limit,
        staff_too=sees_staff(actor),
    )
    cards = {each.user_id: each for each in await accounts.people(user_ids=[each.user_id for each in found])}
    return [_in_list(each, cards.get(each.user_id)) for each in found]


async def user_card(actor: Identity, *, user_id: UUID, reason: str) -> PersonSeen:
    """All that is known of one person's account; the look is audited with its reason."""
    found = await auth.account(user_id=user_id, reason=reason, staff_too=sees_staff(actor))
    card = await accounts.person(user_id=user_id)
    why = await _blocked_reason(user_id) if found.state == "blocked" else None
    return PersonSeen(
        found, card.full_name if card else found.full_name, card.photo_url if card else None, why
    )


async def named(user_ids: set[UUID]) -> dict[UUID, str]:
    """The names of these people, staff included; those that are gone are left out."""
    return {each.user_id: each.full_name for each in await accounts.people(user_ids=sorted(user_ids))}


def sees_staff(actor: Identity) -> bool:
    """Colleagues' accounts are the administrators' business."""
    return "admin" in actor.roles


def _in_list(account: auth.AccountInList, card: accounts.PersonCard | None) -> PersonInList:
    return PersonInList(
        account, card.full_name if card else account.full_name, card.photo_url if card else None
    )


async def _blocked_reason(user_id: UUID) -> str | None:
    async with connection() as db:
        found = await audit.entries(
            db,
            action="auth.user_blocked",
            subject=f"user:{user_id}",
            actor_id=None,
            since=None,
            until=None,
            before=None,
            limit=1,
        )
    return found[0].reason if found else None
