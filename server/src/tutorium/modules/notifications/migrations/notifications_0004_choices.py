"""What people choose about the centre, and hours in which nothing disturbs them."""

from alembic import op

revision = "notifications_0004"
down_revision = "notifications_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE TABLE notifications.muted_notice (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    muted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, kind)
);

CREATE TABLE notifications.quiet_hours (
    user_id uuid PRIMARY KEY,
    starts text NOT NULL,
    ends text NOT NULL,
    chosen_at timestamptz NOT NULL
);

CREATE INDEX message_dead ON notifications.message (created_at DESC) WHERE state = 'dead';
""")
