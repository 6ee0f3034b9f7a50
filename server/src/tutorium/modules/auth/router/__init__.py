"""The routes of auth."""

from litestar import Router

from tutorium.modules.auth.router import emails, factors, passwords, proofs, registration, sessions

PARTS = (registration, sessions, proofs, factors, passwords, emails)
router = Router("/", route_handlers=[part.router for part in PARTS])
