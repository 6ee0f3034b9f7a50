"""Credit lots, what is reserved of them for lessons, and what of them was turned back into money."""

from alembic import op

revision = "subscriptions_0001"
down_revision = None
branch_labels = ("subscriptions",)
depends_on = ("platform_0001",)

LOTS = """
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA subscriptions;

CREATE TABLE subscriptions.credit_lot (
    id uuid PRIMARY KEY,
    payer_id uuid NOT NULL,
    learner_id uuid NOT NULL,
    tutor_id uuid NOT NULL,
    source text NOT NULL CHECK (source IN ('single')),
    lesson_id uuid NOT NULL,
    payment_id uuid NOT NULL UNIQUE,
    minutes bigint NOT NULL CHECK (minutes > 0),
    free bigint NOT NULL CHECK (free >= 0),
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
    consumed bigint NOT NULL DEFAULT 0 CHECK (consumed >= 0),
    refunded bigint NOT NULL DEFAULT 0 CHECK (refunded >= 0),
    unit_price_kopecks bigint NOT NULL CHECK (unit_price_kopecks > 0),
    price_kopecks bigint NOT NULL CHECK (price_kopecks > 0),
    left_kopecks bigint NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'used')),
    CHECK (free + reserved + consumed + refunded = minutes),
    CHECK (left_kopecks BETWEEN 0 AND price_kopecks),
    CHECK (left_kopecks = 0 OR free + reserved > 0),
    CHECK ((state = 'used') = (free + reserved = 0))
);
CREATE INDEX credit_lot_active ON subscriptions.credit_lot (payer_id, tutor_id, expires_at)
    WHERE state = 'active';
CREATE INDEX credit_lot_expiry ON subscriptions.credit_lot (expires_at) WHERE free > 0;

CREATE TABLE subscriptions.reservation (
    lesson_id uuid PRIMARY KEY,
    lot_id uuid NOT NULL REFERENCES subscriptions.credit_lot (id),
    minutes bigint NOT NULL CHECK (minutes > 0),
    state text NOT NULL CHECK (state IN ('reserved', 'consumed', 'released')),
    charged_minutes bigint NOT NULL DEFAULT 0,
    charged_kopecks bigint NOT NULL DEFAULT 0 CHECK (charged_kopecks >= 0),
    lot_refund_id uuid,
    created_at timestamptz NOT NULL,
    settled_at timestamptz,
    CHECK (charged_minutes BETWEEN 0 AND minutes),
    CHECK ((settled_at IS NULL) = (state = 'reserved'))
);
CREATE INDEX reservation_lot ON subscriptions.reservation (lot_id);

CREATE TABLE subscriptions.lot_refund (
    id uuid PRIMARY KEY,
    lot_id uuid NOT NULL REFERENCES subscriptions.credit_lot (id),
    payment_id uuid NOT NULL,
    payer_id uuid NOT NULL,
    command_id uuid NOT NULL UNIQUE,
    minutes bigint NOT NULL CHECK (minutes > 0),
    amount_kopecks bigint NOT NULL CHECK (amount_kopecks > 0),
    reason text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX lot_refund_lot ON subscriptions.lot_refund (lot_id);
"""


def upgrade() -> None:
    op.execute(LOTS)
