"""Saved payment methods, and the payments that are made with them."""

from alembic import op

revision = "payments_0002"
down_revision = "payments_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE TABLE payments.method (
    id uuid PRIMARY KEY,
    payer_id uuid NOT NULL,
    payment_id uuid NOT NULL UNIQUE REFERENCES payments.payment (id),
    brand text NOT NULL,
    last4 text NOT NULL,
    sealed_token bytea,
    state text NOT NULL CHECK (state IN ('active', 'frozen', 'removed')),
    reason text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    CHECK ((sealed_token IS NULL) = (state = 'removed')),
    CHECK ((ended_at IS NULL) = (state = 'active'))
);
CREATE INDEX method_payer ON payments.method (payer_id, id);

ALTER TABLE payments.payment
    ADD COLUMN save_method boolean NOT NULL DEFAULT false,
    ADD COLUMN method_id uuid;
CREATE INDEX payment_method ON payments.payment (method_id) WHERE method_id IS NOT NULL;
""")
