"""The routes of auth."""

from litestar import Router

from tutorium.modules.auth.router import (
    consents,
    emails,
    external,
    factors,
    passwords,
    phones,
    proofs,
    registration,
    sessions,
)

PARTS = (registration, sessions, proofs, factors, passwords, emails, external, phones, consents)
router = Router("/", route_handlers=[part.router for part in PARTS])
