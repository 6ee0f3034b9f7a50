"""The ground floor: extensions, the job queue, the inbox and the idempotency keys.

The queue's tables are PgQueuer's own, as its release in the lock file declares them (a test compares).
"""

from pathlib import Path

from alembic import op

revision = "platform_0001"
down_revision = None
branch_labels = ("platform",)
depends_on = None

FOUNDATION = """
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE SCHEMA platform;

CREATE TABLE platform.inbox (
    event_id uuid NOT NULL,
    handler text NOT NULL,
    received_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, handler)
);

CREATE TABLE platform.idempotency (
    actor_id uuid NOT NULL,
    route text NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    lease_until timestamptz NOT NULL,
    status bigint,
    resource text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (actor_id, route, key)
);
CREATE INDEX idempotency_age ON platform.idempotency (created_at);
"""


def upgrade() -> None:
    op.execute(FOUNDATION)
    op.execute((Path(__file__).parent / "queue.sql").read_text())
