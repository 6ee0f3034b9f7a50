"""The routes of the back office."""

from litestar import Router

from tutorium.modules.backoffice.router import (
    audit_log,
    jobs,
    macros,
    money,
    overview,
    people,
    policy,
    reviews,
    start,
    tickets,
    undelivered,
    verification,
)

PARTS = (
    start,
    overview,
    tickets,
    macros,
    people,
    reviews,
    verification,
    money,
    policy,
    audit_log,
    jobs,
    undelivered,
)
router = Router("/", route_handlers=[part.router for part in PARTS])
