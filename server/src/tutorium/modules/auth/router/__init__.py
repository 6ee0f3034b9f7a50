"""The routes of auth."""

from litestar import Router

from tutorium.modules.auth.router import consents, passwords, registration, sessions

router = Router("/", route_handlers=[part.router for part in (registration, sessions, passwords, consents)])
