"""How the platform and the systems around it do."""

from datetime import datetime

import msgspec

from tutorium.modules.backoffice.service import dashboard, integrations
from tutorium.platform import outbound
from tutorium.platform.identity import Identity
from tutorium.platform.web import get, routes_of


class IntegrationCalls(msgspec.Struct, frozen=True):
    since: datetime
    ok: int
    failed: int
    average_ms: int | None


class Integration(msgspec.Struct, frozen=True):
    """A system outside; `series` are quarters of an hour of the last day, the oldest first.

    `waiting` and `parked` are jobs of ours that talk to it; absent where none do.
    """

    name: str
    title: str
    state: outbound.State
    last_ok_at: datetime | None
    last_failed_at: datetime | None
    last_failure: str | None
    quarter: IntegrationCalls
    day: IntegrationCalls
    series: list[IntegrationCalls]
    waiting: int | None
    parked: int | None


class Integrations(msgspec.Struct, frozen=True):
    items: list[Integration]


@get("/backoffice/integrations", access={"admin"})
async def integrations_health(locale: str) -> Integrations:
    """How every system outside answers."""
    return Integrations([_integration(each, locale) for each in await integrations.health()])


@get("/backoffice/dashboard", access={"admin", "finance"})
async def show_dashboard(identity: Identity, period: dashboard.Period = "week") -> dashboard.Dashboard:
    """How the platform does, in the zone of whoever looks."""
    return await dashboard.dashboard(user_id=identity.user_id, period=period)


def _integration(found: integrations.Health, locale: str) -> Integration:
    last = found.last
    return Integration(
        name=found.system.name,
        title=found.system.en if locale == "en" else found.system.ru,
        state=found.state,
        last_ok_at=last.last_ok_at if last else None,
        last_failed_at=last.last_failed_at if last else None,
        last_failure=last.last_failure if last else None,
        quarter=_calls(found.quarter),
        day=_calls(found.day),
        series=[_calls(each) for each in found.series],
        waiting=found.waiting,
        parked=found.parked,
    )


def _calls(found: integrations.Calls) -> IntegrationCalls:
    return IntegrationCalls(found.since, found.ok, found.failed, found.average_ms)


router = routes_of(globals())
