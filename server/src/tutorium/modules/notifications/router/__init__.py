"""The routes of notifications."""

from litestar import Router

from tutorium.modules.notifications.router import centre, preferences, stream

router = Router("/", route_handlers=[part.router for part in (centre, preferences, stream)])
