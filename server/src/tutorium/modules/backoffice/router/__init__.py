"""The routes of the back office."""

from litestar import Router

from tutorium.modules.backoffice.router import audit_log, jobs, people, reviews, start

router = Router("/", route_handlers=[part.router for part in (start, people, reviews, audit_log, jobs)])
