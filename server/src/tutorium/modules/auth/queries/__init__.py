"""Every statement of auth, by what it is about: `queries.sessions.end_session(...)`."""

from tutorium.modules.auth.queries import attempts, consents, personal, sessions, tokens, users

__all__ = ["attempts", "consents", "personal", "sessions", "tokens", "users"]
