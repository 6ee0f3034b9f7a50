"""Which letters people do not want."""

from alembic import op

revision = "notifications_0002"
down_revision = "notifications_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

-- Only wider than before, so that nothing a running process assumes is taken from it.
-- squawk-ignore ban-drop-constraint
ALTER TABLE notifications.message DROP CONSTRAINT message_state_check;
ALTER TABLE notifications.message ADD CONSTRAINT message_state_check
    CHECK (state IN ('queued', 'sent', 'dead', 'muted')) NOT VALID;

CREATE TABLE notifications.muted (
    user_id uuid NOT NULL,
    kind text NOT NULL,
    muted_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, kind)
);
""")
