"""Guardians of young people who have a login: inviting, accepting, ending.

Whoever is invited confirms by the link of the letter, signed in; the guardian's consent to the processing of
the young person's data is recorded with it, for the number of the guardianship. Either side ends it at once.
"""

import hashlib
from datetime import timedelta
from uuid import UUID

import msgspec
from dateutil.relativedelta import relativedelta

from tutorium.modules.accounts import errors
from tutorium.modules.accounts.events import (
    GuardianInvited,
    GuardianshipEnded,
    GuardianshipStarted,
    LearnerInvited,
)
from tutorium.modules.accounts.model import ADULT_AGE, Profile
from tutorium.modules.accounts.model.guardianship import (
    INVITATION_LIFE,
    INVITATIONS_A_DAY,
    Guardianship,
    Side,
    grown_up_on,
    refuse_unless_minor,
)
from tutorium.modules.accounts.queries import guardians as queries
from tutorium.modules.accounts.service import profiles
from tutorium.modules.auth import api as auth
from tutorium.platform import audit, clock
from tutorium.platform.db import Db, connection, transaction
from tutorium.platform.errors import NotFound
from tutorium.platform.events import publish
from tutorium.platform.identity import Identity
from tutorium.platform.request import acting_as

AT_ONCE = 200


class Bond(msgspec.Struct, frozen=True):
    """A guardianship with the people known to be in it."""

    guardianship: Guardianship
    guardian: Profile | None
    learner: Profile | None


def side_for(actor: Identity) -> Side:
    """On which side of an invitation this user would stand."""
    return "guardian" if "guardian" in actor.roles else "learner"


async def invite(actor: Identity, *, command_id: UUID, email: str, consent_version: str | None) -> Bond:
    """Write to this address; who is behind it is not told. A guardian consents with the invitation."""
    side = side_for(actor)
    if not actor.email_confirmed:
        raise errors.EmailNotConfirmed
    if side == "guardian" and consent_version is None:
        raise errors.MinorConsentRequired
    if side == "learner":
        refuse_unless_minor(actor.birth_date, today=clock.now().date())
    else:
        await auth.version_agreed_to(kind="minor_data", shown=consent_version)
    await profiles.profile(actor.user_id)
    token, now = await auth.link_token(token_id=command_id), clock.now()
    async with transaction() as db:
        await queries.lock_profile(db, actor.user_id)
        if await queries.guardianship_of(db, actor.user_id, command_id) is None:
            sent = await queries.invitations_since(db, actor.user_id, since=now - timedelta(days=1))
            if sent >= INVITATIONS_A_DAY:
                raise errors.TooManyInvitations(retry_after=3600, invitations=INVITATIONS_A_DAY)
            await queries.insert_invitation(
                db,
                guardianship_id=command_id,
                guardian_id=actor.user_id if side == "guardian" else None,
                learner_id=actor.user_id if side == "learner" else None,
                invited_by=side,
                email=email,
                token_hash=token_hash(token),
                now=now,
                expires_at=now + INVITATION_LIFE,
            )
            await audit.record(db, "accounts.guardianship_invited", subject=f"guardianship:{command_id}")
            invited = GuardianInvited if side == "learner" else LearnerInvited
            await publish(db, invited(guardianship_id=command_id, inviter_id=actor.user_id))
    if consent_version is not None and side == "guardian":
        await _consent(actor.user_id, command_id, consent_version)
    return await one(actor, command_id)


async def _consent(guardian_id: UUID, guardianship_id: UUID, version: str) -> None:
    await auth.give_consent(
        user_id=guardian_id,
        kind="minor_data",
        text_version=version,
        method="invitation",
        subject_id=guardianship_id,
    )


def token_hash(token: str) -> bytes:
    """What is stored of a token: 256 random bits need no slow hash."""
    return hashlib.sha256(token.encode()).digest()


async def one(actor: Identity, guardianship_id: UUID) -> Bond:
    """One of the user's guardianships; NotFound for anybody else's."""
    async with connection() as db:
        found = await queries.guardianship_of(db, actor.user_id, guardianship_id)
    if found is None:
        raise NotFound
    [bond] = await _with_people([found])
    return bond


async def mine(actor: Identity) -> list[Bond]:
    """All of the user's, on either side, the newest first."""
    async with connection() as db:
        found = await queries.guardianships_of(db, actor.user_id)
    return await _with_people(found)


async def _with_people(found: list[Guardianship]) -> list[Bond]:
    ids = {i for each in found for i in (each.guardian_id, each.learner_id) if i is not None}
    people = {p.user_id: p for p in await _people(ids)}
    return [
        Bond(
            each,
            people.get(each.guardian_id) if each.guardian_id else None,
            people.get(each.learner_id) if each.learner_id else None,
        )
        for each in found
    ]


async def _people(user_ids: set[UUID]) -> list[Profile]:
    """Both sides, whoever of them asks."""
    with acting_as("system"):
        return await profiles.profiles(sorted(user_ids)) if user_ids else []


async def invitation(token: str) -> Bond:
    """What a link from a letter is about; InvitationInvalid when it can no longer be answered."""
    async with connection(system=True) as db:  # the link is the permission
        found = await queries.invitation(db, token_hash(token), now=clock.now())
    if found is None:
        raise errors.InvitationInvalid
    [bond] = await _with_people([found])
    return bond


async def accept(actor: Identity, *, token: str, consent_version: str | None) -> Bond:
    """Confirm by the link. The guardian, invited, consents with it; the one who invited has done so."""
    bond = await invitation(token)
    guardian_id, learner_id = _sides(actor, bond.guardianship)
    learners = await _people({learner_id})
    if not learners:
        raise errors.InvitationInvalid
    refuse_unless_minor(learners[0].birth_date, today=clock.now().date())
    if actor.user_id == guardian_id:
        if consent_version is None:
            raise errors.MinorConsentRequired
        await _consent(guardian_id, bond.guardianship.id, consent_version)
    await profiles.profile(actor.user_id)
    async with transaction(system=True) as db:
        await queries.lock_profile(db, learner_id)
        known = await queries.active(db, guardian_id, learner_id)
        if known is not None:
            await queries.decline(db, bond.guardianship.id, now=clock.now())
        elif not await queries.start(
            db, bond.guardianship.id, guardian_id=guardian_id, learner_id=learner_id, now=clock.now()
        ):
            raise errors.InvitationInvalid
        else:
            await audit.record(
                db, "accounts.guardianship_started", subject=f"guardianship:{bond.guardianship.id}"
            )
            await publish(
                db,
                GuardianshipStarted(
                    guardianship_id=bond.guardianship.id, guardian_id=guardian_id, learner_id=learner_id
                ),
            )
    return await one(actor, known.id if known else bond.guardianship.id)


def _sides(actor: Identity, found: Guardianship) -> tuple[UUID, UUID]:
    """(guardian, learner) if the actor accepts; InvitationForOthers unless he is who was asked for."""
    inviter = found.inviter_id
    wanted = "guardian" if found.invited_by == "learner" else "student"
    if inviter is None or inviter == actor.user_id or wanted not in actor.roles:
        raise errors.InvitationForOthers
    return (actor.user_id, inviter) if wanted == "guardian" else (inviter, actor.user_id)


async def decline(actor: Identity, *, token: str) -> None:
    """Answer an invitation with no."""
    bond = await invitation(token)
    _sides(actor, bond.guardianship)
    async with transaction(system=True) as db:
        await queries.decline(db, bond.guardianship.id, now=clock.now())
    await _withdraw_consent(bond.guardianship)


async def end(actor: Identity, guardianship_id: UUID) -> None:
    """End a guardianship, or take an invitation back; the guardian's consent ends with it."""
    bond = await one(actor, guardianship_id)
    found, side = bond.guardianship, bond.guardianship.side_of(actor.user_id)
    async with transaction() as db:
        if found.state == "invited":
            await queries.decline(db, found.id, now=clock.now())
        else:
            await _end(db, found, by=side or "system")
    await _withdraw_consent(found)


async def _end(db: Db, found: Guardianship, *, by: str) -> None:
    if found.guardian_id is None or found.learner_id is None:
        return
    if await queries.end(db, found.id, by=by, now=clock.now()):
        await audit.record(db, "accounts.guardianship_ended", subject=f"guardianship:{found.id}", by=by)
        await publish(
            db,
            GuardianshipEnded(
                guardianship_id=found.id, guardian_id=found.guardian_id, learner_id=found.learner_id
            ),
        )


async def end_all(db: Db, user_id: UUID) -> None:
    """Whoever leaves ends all his bonds; the other sides are told."""
    for each in await queries.active_of(db, user_id):
        await _end(db, each, by=each.side_of(user_id) or "system")


async def _withdraw_consent(found: Guardianship) -> None:
    if found.guardian_id is not None:
        await auth.withdraw_consent(user_id=found.guardian_id, kind="minor_data", subject_id=found.id)


async def end_due() -> None:
    """Invitations nobody answered expire; whoever has come of age has no guardian any more."""
    now = clock.now()
    async with transaction() as db:
        await queries.expire_invitations(db, now=now)
    born_until = now.date() - relativedelta(years=ADULT_AGE)
    async with connection() as db:
        due = await queries.grown_up(db, born_until=born_until, limit=AT_ONCE)
    for each in due:
        async with transaction() as db:
            await _end(db, each, by="system")
        await _withdraw_consent(each)


async def is_guardian(guardian_id: UUID, learner_id: UUID) -> Profile | None:
    """The young person, if this user is the guardian now; an 18th birthday counts at once."""
    async with connection() as db:
        found = await queries.active(db, guardian_id, learner_id)
    people = await profiles.profiles([learner_id]) if found else []
    return next((p for p in people if grown_up_on(p.birth_date) > clock.now().date()), None)


async def wards(guardian_id: UUID) -> list[UUID]:
    """The young people whose guardian this user is now."""
    async with connection() as db:
        found = await queries.active_of(db, guardian_id)
    return [each.learner_id for each in found if each.guardian_id == guardian_id and each.learner_id]


async def guardians(learner_id: UUID) -> list[UUID]:
    """The guardians of a young person now, the first one first."""
    async with connection() as db:
        found = await queries.active_of(db, learner_id)
    return [each.guardian_id for each in found if each.learner_id == learner_id and each.guardian_id]


async def by_id(guardianship_id: UUID) -> Guardianship | None:
    """For the system itself."""
    async with connection() as db:
        return await queries.guardianship(db, guardianship_id)
