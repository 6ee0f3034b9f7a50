"""Every statement of auth, by what it is about: `queries.sessions.end_session(...)`."""

from tutorium.modules.auth.queries import (
    administration,
    attempts,
    challenges,
    codes,
    consents,
    emails,
    external,
    passkeys,
    personal,
    phones,
    sessions,
    tokens,
    users,
)

__all__ = [
    "administration",
    "attempts",
    "challenges",
    "codes",
    "consents",
    "emails",
    "external",
    "passkeys",
    "personal",
    "phones",
    "sessions",
    "tokens",
    "users",
]
