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

TOTP_SECRETS: dict[Role, str] = {
    "support": "KRKVIT2SJFKU2U2VKBIE6USUKRKVIT2S",
    "moderator": "KRKVIT2SJFKU2TKPIRCVEQKUJ5JFIVKU",
    "finance": "KRKVIT2SJFKU2RSJJZAU4Q2FKRKVIT2S",
    "admin": "KRKVIT2SJFKU2QKEJVEU4VCVKRHVESKV",
}
"""Staff works with a second factor: what an authenticator app has to be told to make their codes."""
