"""The numbers of the platform: what they are, who changed them when and why, changing them."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
from litestar.params import PathParameter

from tutorium.modules.backoffice.router.common import Reason, moment
from tutorium.modules.backoffice.service import policy as service
from tutorium.platform import policy
from tutorium.platform.identity import Identity, Role
from tutorium.platform.web import Input, get, post, routes_of

KEEPS: frozenset[Role] = frozenset({"finance", "admin"})
KeyName = Annotated[
    str, PathParameter(max_length=80, pattern=r"^[a-z0-9_.]+$", description="Name of the number")
]


class PolicyChange(msgspec.Struct, frozen=True):
    """`verdict` is absent where nobody else is needed, or has spoken yet."""

    id: UUID
    value: int
    version: int
    effective_from: datetime
    made_by: str | None
    made_at: datetime
    reason: str
    verdict: policy.Verdict | None
    decided_by: str | None
    decided_at: datetime | None
    mine: bool


class PolicySetting(msgspec.Struct, frozen=True):
    """A number of the platform; `waiting` needs a second person, `coming` takes effect later."""

    key: str
    group: str
    unit: policy.Unit
    title: str
    value: int
    default: int
    least: int
    most: int
    version: int
    two_people: bool
    last: PolicyChange | None
    waiting: PolicyChange | None
    coming: list[PolicyChange]


class PolicySettings(msgspec.Struct, frozen=True):
    items: list[PolicySetting]


class PolicyHistory(msgspec.Struct, frozen=True):
    """One number and all its changes, newest first."""

    setting: PolicySetting
    changes: list[PolicyChange]


class ChangePolicy(Input, frozen=True):
    """The new value; without a moment it takes effect at once."""

    value: Annotated[int, msgspec.Meta(ge=0, le=10**12)]
    reason: Reason
    effective_from: Annotated[datetime, msgspec.Meta(tz=True)] | None = None


@get("/backoffice/policy", access=KEEPS)
async def policy_settings(identity: Identity, locale: str) -> PolicySettings:
    """All numbers that may be changed."""
    found = await service.settings()
    return PolicySettings([_setting(each, found.names, identity, locale) for each in found.items])


@get("/backoffice/policy/{key:str}", access=KEEPS)
async def policy_history(identity: Identity, key: KeyName, locale: str) -> PolicyHistory:
    """One number: what it is, was and will be."""
    return _history(await service.history(key), identity, locale)


@post(
    "/backoffice/policy/{key:str}",
    access=KEEPS,
    fresh=True,
    refusals=[policy.PolicyOutOfRange, policy.PolicyUnordered, policy.PolicyInThePast, policy.PolicyWaits],
)
async def change_policy(identity: Identity, key: KeyName, data: ChangePolicy, locale: str) -> PolicyHistory:
    """Change a number, at once or from a later moment."""
    made = await service.change(
        key,
        to=data.value,
        effective_from=moment("effective_from", data.effective_from),
        actor_id=identity.user_id,
        reason=data.reason.strip(),
    )
    return _history(made, identity, locale)


@post(
    "/backoffice/policy/changes/{change_id:uuid}/agree",
    access=KEEPS,
    fresh=True,
    refusals=[policy.PolicyOwnChange, policy.PolicyDecided],
)
async def agree_to_policy(identity: Identity, change_id: UUID, locale: str) -> PolicyHistory:
    """Agree to a change of a number about money that somebody else proposed."""
    made = await service.decide(change_id, agreed=True, actor_id=identity.user_id)
    return _history(made, identity, locale)


@post(
    "/backoffice/policy/changes/{change_id:uuid}/decline",
    access=KEEPS,
    refusals=[policy.PolicyDecided],
)
async def decline_policy(identity: Identity, change_id: UUID, locale: str) -> PolicyHistory:
    """Decline a change, or take back one's own."""
    made = await service.decide(change_id, agreed=False, actor_id=identity.user_id)
    return _history(made, identity, locale)


def _history(found: service.History, identity: Identity, locale: str) -> PolicyHistory:
    return PolicyHistory(
        _setting(found.setting, found.names, identity, locale),
        [_change(each, found.names, identity) for each in found.changes],
    )


def _setting(
    found: service.Setting, names: dict[UUID, str], identity: Identity, locale: str
) -> PolicySetting:
    key = found.key
    return PolicySetting(
        key=key.key,
        group=key.group,
        unit=key.unit,
        title=key.en if locale == "en" else key.ru,
        value=found.value,
        default=key.default,
        least=key.least,
        most=key.most,
        version=found.version,
        two_people=key.two_people,
        last=_change(found.last, names, identity) if found.last else None,
        waiting=_change(found.waiting, names, identity) if found.waiting else None,
        coming=[_change(each, names, identity) for each in found.coming],
    )


def _change(change: policy.Change, names: dict[UUID, str], identity: Identity) -> PolicyChange:
    return PolicyChange(
        id=change.id,
        value=change.value,
        version=change.version,
        effective_from=change.effective_from,
        made_by=names.get(change.made_by) if change.made_by else None,
        made_at=change.made_at,
        reason=change.reason,
        verdict=change.verdict,
        decided_by=names.get(change.decided_by) if change.decided_by else None,
        decided_at=change.decided_at,
        mine=change.made_by == identity.user_id,
    )


router = routes_of(globals())
