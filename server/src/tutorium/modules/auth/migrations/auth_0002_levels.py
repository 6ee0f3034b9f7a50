"""Sessions say how they were proved, when, and with what browser; users can be blocked."""

from alembic import op

revision = "auth_0002"
down_revision = "auth_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
ALTER TABLE auth.session
    ADD COLUMN level text NOT NULL DEFAULT 'one_factor'
        CHECK (level IN ('pending', 'one_factor', 'two_factors')),
    ADD COLUMN agent text NOT NULL DEFAULT '',
    ADD COLUMN proved_at timestamptz NOT NULL DEFAULT '1970-01-01Z';

ALTER TABLE auth.user ADD COLUMN blocked_at timestamptz;
""")
