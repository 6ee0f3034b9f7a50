"""The ledger (double entry, append-only, balanced at commit), payments, refunds and earnings of tutors."""

from alembic import op

revision = "payments_0001"
down_revision = None
branch_labels = ("payments",)
depends_on = ("platform_0001",)

LEDGER = """
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA payments;

CREATE TABLE payments.account (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    code text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('asset', 'liability', 'income', 'expense')),
    currency text NOT NULL DEFAULT 'RUB',
    may_go_negative boolean NOT NULL,
    balance bigint NOT NULL DEFAULT 0,
    CHECK (may_go_negative OR balance >= 0)
);

CREATE TABLE payments.ledger_txn (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    source text NOT NULL,
    happened_at timestamptz NOT NULL,
    UNIQUE (kind, source)
);

CREATE TABLE payments.ledger_entry (
    txn_id uuid NOT NULL REFERENCES payments.ledger_txn (id),
    line bigint NOT NULL,
    account_id bigint NOT NULL REFERENCES payments.account (id),
    amount bigint NOT NULL CHECK (amount <> 0),
    PRIMARY KEY (txn_id, line)
);
CREATE INDEX ledger_entry_account ON payments.ledger_entry (account_id);

CREATE FUNCTION payments.check_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    total numeric;
    lines bigint;
BEGIN
    SELECT coalesce(sum(amount), 0), count(*) INTO total, lines
    FROM payments.ledger_entry WHERE txn_id = NEW.txn_id;
    IF total <> 0 OR lines < 2 THEN
        RAISE EXCEPTION 'ledger transaction % is unbalanced: sum %, lines %', NEW.txn_id, total, lines
            USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON payments.ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_balanced();

CREATE FUNCTION payments.check_not_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM payments.ledger_entry WHERE txn_id = NEW.id) THEN
        RAISE EXCEPTION 'ledger transaction % has no lines', NEW.id USING ERRCODE = '23514';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER not_empty AFTER INSERT ON payments.ledger_txn
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments.check_not_empty();

CREATE FUNCTION payments.move_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE payments.account SET balance = balance + NEW.amount WHERE id = NEW.account_id;
    RETURN NEW;
END $$;
CREATE TRIGGER move_balance BEFORE INSERT ON payments.ledger_entry
    FOR EACH ROW EXECUTE FUNCTION payments.move_balance();

CREATE FUNCTION payments.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'table % is append-only', tg_table_name USING ERRCODE = '42501';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON payments.ledger_txn
    FOR EACH STATEMENT EXECUTE FUNCTION payments.refuse_change();
"""

PAYMENTS = """
CREATE TABLE payments.payment (
    id uuid PRIMARY KEY,
    purpose text NOT NULL,
    purpose_id uuid NOT NULL,
    payer_id uuid NOT NULL,
    tutor_id uuid NOT NULL,
    amount_kopecks bigint NOT NULL CHECK (amount_kopecks > 0),
    refunded_kopecks bigint NOT NULL DEFAULT 0,
    state text NOT NULL CHECK (state IN ('created', 'pending', 'succeeded', 'canceled', 'unknown')),
    provider_id text UNIQUE,
    idempotence_key text NOT NULL UNIQUE,
    confirmation_url text,
    reason text,
    description text NOT NULL,
    return_url text NOT NULL,
    customer_email text NOT NULL,
    details jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    paid_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    checks bigint NOT NULL DEFAULT 0,
    next_check_at timestamptz NOT NULL,
    hinted_at timestamptz NOT NULL,
    UNIQUE (purpose, purpose_id),
    CHECK (refunded_kopecks BETWEEN 0 AND amount_kopecks),
    CHECK ((paid_at IS NOT NULL) = (state = 'succeeded'))
);
CREATE INDEX payment_payer ON payments.payment (payer_id, id);
CREATE INDEX payment_created ON payments.payment (created_at);
CREATE INDEX payment_open ON payments.payment (next_check_at)
    WHERE state IN ('created', 'pending', 'unknown');

CREATE TABLE payments.refund (
    id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments.payment (id),
    amount_kopecks bigint NOT NULL CHECK (amount_kopecks > 0),
    state text NOT NULL CHECK (state IN ('processing', 'succeeded', 'manual_payout')),
    reason text NOT NULL,
    provider_id text UNIQUE,
    provider_reason text,
    idempotence_key text NOT NULL UNIQUE,
    key_since timestamptz NOT NULL,
    attempt bigint NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    checks bigint NOT NULL DEFAULT 0,
    next_check_at timestamptz NOT NULL
);
CREATE INDEX refund_payment ON payments.refund (payment_id);
CREATE INDEX refund_created ON payments.refund (created_at);
CREATE INDEX refund_open ON payments.refund (next_check_at) WHERE state = 'processing';

CREATE TABLE payments.payment_event (
    id uuid PRIMARY KEY,
    payment_id uuid NOT NULL REFERENCES payments.payment (id),
    refund_id uuid REFERENCES payments.refund (id),
    at timestamptz NOT NULL,
    from_state text,
    to_state text NOT NULL,
    reason text
);
CREATE INDEX payment_event_payment ON payments.payment_event (payment_id);

CREATE TABLE payments.earning (
    id uuid PRIMARY KEY,
    lesson_id uuid NOT NULL UNIQUE,
    payer_id uuid NOT NULL,
    tutor_id uuid NOT NULL,
    charge_kopecks bigint NOT NULL CHECK (charge_kopecks > 0),
    amount_kopecks bigint NOT NULL CHECK (amount_kopecks >= 0),
    commission_kopecks bigint NOT NULL CHECK (commission_kopecks >= 0),
    commission_basis_points bigint NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'available')),
    at timestamptz NOT NULL,
    available_at timestamptz NOT NULL,
    CHECK (amount_kopecks + commission_kopecks = charge_kopecks)
);
CREATE INDEX earning_tutor ON payments.earning (tutor_id, id);
"""


def upgrade() -> None:
    op.execute(LEDGER)
    op.execute(PAYMENTS)
