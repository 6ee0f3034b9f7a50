"""How much somebody has written and chosen lately is counted at every message."""

from alembic import op

revision = "support_0002"
down_revision = "support_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE INDEX message_by_author ON support.message (author_id, created_at);
CREATE INDEX attachment_by_owner ON support.attachment (owner_id, created_at);
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX support.attachment_of_owner;
""")
