"""Messages go through channels and can be of no more use; the centre on the site."""

from alembic import op

revision = "notifications_0003"
down_revision = "notifications_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

ALTER TABLE notifications.message
    ADD COLUMN channel text NOT NULL DEFAULT 'letter',
    ADD COLUMN useful_until timestamptz;

-- Only wider than before, so that nothing a running process assumes is taken from it.
-- squawk-ignore ban-drop-constraint
ALTER TABLE notifications.message DROP CONSTRAINT message_state_check;
ALTER TABLE notifications.message ADD CONSTRAINT message_state_check
    CHECK (state IN ('queued', 'sending', 'sent', 'unknown', 'late', 'muted', 'dead')) NOT VALID;
ALTER TABLE notifications.message ADD CONSTRAINT message_channel_check
    CHECK (channel IN ('letter', 'sms', 'centre')) NOT VALID;

CREATE TABLE notifications.notice (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL,
    operation text NOT NULL,
    title text NOT NULL,
    text text NOT NULL,
    path text NOT NULL,
    created_at timestamptz NOT NULL,
    read_at timestamptz
);
CREATE INDEX notice_of_user ON notifications.notice (user_id, created_at DESC, id DESC);
CREATE INDEX notice_unread ON notifications.notice (user_id) WHERE read_at IS NULL;
CREATE INDEX notice_age ON notifications.notice (created_at);
""")
