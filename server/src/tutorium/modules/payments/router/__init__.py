"""The routes of payments."""

from litestar import Router

from tutorium.modules.payments.router import methods, payments

router = Router("/", route_handlers=[part.router for part in (payments, methods)])
