"""The demo accounts: made by `tutorium seed`, shown by `tutorium up`. Never in production."""

from tutorium.platform.identity import Role

ACCOUNTS: tuple[tuple[str, Role], ...] = (
    ("student@demo.test", "student"),
    ("tutor@demo.test", "tutor"),
    ("guardian@demo.test", "guardian"),
    ("support@demo.test", "support"),
    ("moderator@demo.test", "moderator"),
    ("finance@demo.test", "finance"),
    ("admin@demo.test", "admin"),
)
"""E-mail address and role of each."""

PASSWORD = "demo-lesson-2026"  # noqa: S105 - printed at every start
"""All of them share it."""
