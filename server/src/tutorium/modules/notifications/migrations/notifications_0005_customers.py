"""Whom Mindbox knows, and whether it knows the latest."""

from alembic import op

revision = "notifications_0005"
down_revision = "notifications_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE TABLE notifications.customer (
    user_id uuid PRIMARY KEY,
    version bigint NOT NULL,
    told_version bigint NOT NULL DEFAULT 0,
    erased boolean NOT NULL DEFAULT false,
    attempts bigint NOT NULL DEFAULT 0,
    last_error text,
    changed_at timestamptz NOT NULL,
    told_at timestamptz
);
CREATE INDEX customer_untold ON notifications.customer (changed_at) WHERE told_version < version;
""")
