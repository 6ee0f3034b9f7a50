"""Refunds that are asked for and decided by people, and what each reconciliation found."""

from alembic import op

revision = "payments_0003"
down_revision = "payments_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
ALTER TABLE payments.refund
    ADD COLUMN origin text NOT NULL DEFAULT 'rule',
    ADD COLUMN doubts jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN deadline_at timestamptz,
    ADD COLUMN answer text;
-- Only wider than before, so that nothing a running process assumes is taken from it.
-- squawk-ignore ban-drop-constraint
ALTER TABLE payments.refund DROP CONSTRAINT refund_state_check;
ALTER TABLE payments.refund
    ADD CONSTRAINT refund_state_check CHECK (state IN ('requested', 'approved', 'processing', 'succeeded',
        'manual_payout', 'rejected', 'cancelled_by_user')) NOT VALID,
    ADD CONSTRAINT refund_origin_check CHECK (origin IN ('rule', 'payer')) NOT VALID;
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX payments.refund_open;
CREATE INDEX refund_open ON payments.refund (next_check_at) WHERE state IN ('approved', 'processing');
CREATE INDEX refund_waiting ON payments.refund (id)
    WHERE state IN ('requested', 'approved', 'processing', 'manual_payout');

CREATE TABLE payments.refund_approval (
    refund_id uuid NOT NULL REFERENCES payments.refund (id),
    approved_by uuid NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (refund_id, approved_by)
);

CREATE TABLE payments.payer_flag (
    payer_id uuid PRIMARY KEY,
    reason text NOT NULL,
    made_by uuid NOT NULL,
    at timestamptz NOT NULL
);

CREATE TABLE payments.reconciliation (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    matched bigint NOT NULL,
    unexplained_kopecks bigint NOT NULL,
    differences jsonb NOT NULL,
    broke_off boolean NOT NULL
);
CREATE INDEX ledger_txn_when ON payments.ledger_txn (happened_at);
""")
