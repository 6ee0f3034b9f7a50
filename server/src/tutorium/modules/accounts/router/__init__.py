"""The routes of accounts."""

from litestar import Router

from tutorium.modules.accounts.router import guardians, personal, profiles

router = Router("/", route_handlers=[part.router for part in (profiles, guardians, personal)])
