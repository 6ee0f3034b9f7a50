"""Messages: one row for each letter to one person."""

from alembic import op

revision = "notifications_0001"
down_revision = None
branch_labels = ("notifications",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA notifications;

CREATE TABLE notifications.message (
    id uuid PRIMARY KEY,
    operation text NOT NULL,
    recipient_id uuid NOT NULL,
    about uuid NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'sent', 'dead')),
    attempts bigint NOT NULL DEFAULT 0,
    last_error text,
    created_at timestamptz NOT NULL,
    sent_at timestamptz
);
CREATE INDEX message_unsent ON notifications.message (created_at) WHERE state <> 'sent';
""")
