"""Children of guardians, and guardians of young people who have a login."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

import msgspec

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.model import Child, Name, Profile
from tutorium.modules.accounts.model.guardianship import BondState, Side, grown_up_on
from tutorium.modules.accounts.service import children, guardianships
from tutorium.modules.accounts.service.guardianships import Bond
from tutorium.modules.auth.api import CONSENT_REFUSALS
from tutorium.platform.identity import Identity
from tutorium.platform.web import ANYONE, Input, delete, get, patch, post, routes_of

Email = Annotated[str, msgspec.Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
Token = Annotated[str, msgspec.Meta(min_length=1, max_length=100)]
Version = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]
BOTH = {"guardian", "student"}


class AddChild(Input, frozen=True):
    """A child; `consent_version`: the version of the minor_data text shown, by default the current."""

    full_name: Name
    birth_date: date
    consent_version: Version | None = None


class ChangeChild(Input, frozen=True):
    full_name: Name | None = None
    birth_date: date | None = None


class ChildConsent(Input, frozen=True):
    text_version: Version


class ChildView(msgspec.Struct, frozen=True):
    """A child; without the guardian's consent no new lessons are booked."""

    id: UUID
    full_name: str
    birth_date: date
    consented: bool


class Children(msgspec.Struct, frozen=True):
    items: list[ChildView]


class Invite(Input, frozen=True):
    """To whom to write; a guardian consents at once, with the version of the minor_data text shown."""

    email: Email
    consent_version: Version | None = None


class Answer(Input, frozen=True):
    """The token of the letter's link; a guardian consents with the version of the minor_data text shown."""

    token: Token
    consent_version: Version | None = None


class LinkToken(Input, frozen=True):
    token: Token


class GuardianshipView(msgspec.Struct, frozen=True):
    """A bond as one side sees it. `email`: of my own open invitation; `ends_on`: the 18th birthday."""

    id: UUID
    my_side: Side
    state: BondState
    invited_by_me: bool
    email: str | None
    other_id: UUID | None
    other_name: str | None
    created_at: datetime
    expires_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    ends_on: date | None


class Guardianships(msgspec.Struct, frozen=True):
    items: list[GuardianshipView]


class InvitationView(msgspec.Struct, frozen=True):
    """What a link asks for: who invites, and as what the reader would accept."""

    inviter_name: str
    my_side: Side
    expires_at: datetime


@get("/accounts/me/children", access={"guardian"})
async def my_children(identity: Identity) -> Children:
    """The children whose lessons the guardian books."""
    return Children([_child(child, consented) for child, consented in await children.children(identity)])


@post(
    "/accounts/me/children",
    access={"guardian"},
    status_code=201,
    refusals=[errors.NotAChild, *CONSENT_REFUSALS],
)
async def add_child(identity: Identity, data: AddChild) -> ChildView:
    """Add a child, agreeing to the processing of its data."""
    added = await children.add_child(
        identity,
        full_name=data.full_name,
        birth_date=data.birth_date,
        consent_version=data.consent_version,
    )
    return _child(added, consented=True)


@patch("/accounts/me/children/{child_id:uuid}", access={"guardian"}, refusals=[errors.NotAChild])
async def change_child(identity: Identity, child_id: UUID, data: ChangeChild) -> ChildView:
    """Correct a child's name or date of birth."""
    changed = await children.change_child(
        identity, child_id, full_name=data.full_name, birth_date=data.birth_date
    )
    return _child(changed, await children.consented(identity.user_id, child_id))


@delete("/accounts/me/children/{child_id:uuid}", access={"guardian"}, refusals=[errors.ChildInUse])
async def remove_child(identity: Identity, child_id: UUID) -> None:
    """Remove a child without lessons ahead and without minutes paid in advance."""
    await children.remove_child(identity, child_id)


@post("/accounts/me/children/{child_id:uuid}/consent", access={"guardian"}, refusals=CONSENT_REFUSALS)
async def consent_for_child(identity: Identity, child_id: UUID, data: ChildConsent) -> ChildView:
    """Agree to the processing of a child's data again."""
    return _child(await children.consent(identity, child_id, version=data.text_version), consented=True)


@delete("/accounts/me/children/{child_id:uuid}/consent", access={"guardian"})
async def withdraw_consent_for_child(identity: Identity, child_id: UUID) -> None:
    """Withdraw the consent for a child: no new lessons are booked."""
    await children.withdraw_consent(identity, child_id)


@get("/accounts/me/guardianships", access=BOTH)
async def my_guardianships(identity: Identity) -> Guardianships:
    """My guardians, or the young people I am a guardian of, with open invitations."""
    return Guardianships([_bond(identity, each) for each in await guardianships.mine(identity)])


@get("/accounts/me/guardianships/{guardianship_id:uuid}", access=BOTH)
async def show_guardianship(identity: Identity, guardianship_id: UUID) -> GuardianshipView:
    """One of my guardianships."""
    return _bond(identity, await guardianships.one(identity, guardianship_id))


@post(
    "/accounts/me/guardianships",
    access=BOTH,
    status_code=201,
    keyed="/accounts/me/guardianships/{id}",
    refusals=[
        errors.EmailNotConfirmed,
        errors.MinorConsentRequired,
        errors.NotAMinor,
        errors.TooManyInvitations,
        *CONSENT_REFUSALS,
    ],
)
async def invite_to_guardianship(identity: Identity, command_id: UUID, data: Invite) -> GuardianshipView:
    """Invite my guardian, or a young person of mine, by e-mail; the letter brings a link."""
    return _bond(
        identity,
        await guardianships.invite(
            identity, command_id=command_id, email=data.email, consent_version=data.consent_version
        ),
    )


@delete("/accounts/me/guardianships/{guardianship_id:uuid}", access=BOTH)
async def end_guardianship(identity: Identity, guardianship_id: UUID) -> None:
    """End a guardianship at once, or take an invitation back."""
    await guardianships.end(identity, guardianship_id)


@post("/accounts/guardianships/invitation", access=ANYONE, refusals=[errors.InvitationInvalid])
async def show_invitation(data: LinkToken) -> InvitationView:
    """What the link of a letter asks for."""
    bond = await guardianships.invitation(data.token)
    by_guardian = bond.guardianship.invited_by == "guardian"
    inviter = bond.guardian if by_guardian else bond.learner
    return InvitationView(
        inviter.full_name if inviter else "",
        "learner" if by_guardian else "guardian",
        bond.guardianship.expires_at,
    )


@post(
    "/accounts/guardianships/accept",
    access=BOTH,
    refusals=[
        errors.InvitationInvalid,
        errors.InvitationForOthers,
        errors.MinorConsentRequired,
        errors.NotAMinor,
        *CONSENT_REFUSALS,
    ],
)
async def accept_invitation(identity: Identity, data: Answer) -> GuardianshipView:
    """Accept with the token of the letter."""
    return _bond(
        identity,
        await guardianships.accept(identity, token=data.token, consent_version=data.consent_version),
    )


@post(
    "/accounts/guardianships/decline",
    access=BOTH,
    status_code=204,
    refusals=[errors.InvitationInvalid, errors.InvitationForOthers],
)
async def decline_invitation(identity: Identity, data: LinkToken) -> None:
    """Decline with the token of the letter."""
    await guardianships.decline(identity, token=data.token)


def _child(child: Child, consented: bool) -> ChildView:
    return ChildView(child.id, child.full_name, child.birth_date, consented)


def _bond(identity: Identity, bond: Bond) -> GuardianshipView:
    found = bond.guardianship
    side: Side = "guardian" if identity.user_id == found.guardian_id else "learner"
    other: Profile | None = bond.learner if side == "guardian" else bond.guardian
    mine = found.inviter_id == identity.user_id
    return GuardianshipView(
        id=found.id,
        my_side=side,
        state=found.state,
        invited_by_me=mine,
        email=found.invited_email if mine else None,
        other_id=other.user_id if other else None,
        other_name=other.full_name if other else None,
        created_at=found.created_at,
        expires_at=found.expires_at,
        started_at=found.started_at,
        ended_at=found.ended_at,
        ends_on=grown_up_on(bond.learner.birth_date) if bond.learner and found.state == "active" else None,
    )


router = routes_of(globals())
