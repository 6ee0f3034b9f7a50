"""The routes of subscriptions."""

from litestar import Router

from tutorium.modules.subscriptions.router import lots, subscriptions

router = Router("/", route_handlers=[part.router for part in (subscriptions, lots)])
