"""The routes of support."""

from litestar import Router

from tutorium.modules.support.router import articles, attachments, tickets

router = Router("/", route_handlers=[part.router for part in (tickets, attachments, articles)])
