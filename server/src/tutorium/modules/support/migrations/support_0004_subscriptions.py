"""A ticket may be about a subscription. The view stays as the version before reads it."""

from alembic import op

revision = "support_0004"
down_revision = "support_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

ALTER TABLE support.ticket ADD COLUMN subscription_id uuid;
""")
