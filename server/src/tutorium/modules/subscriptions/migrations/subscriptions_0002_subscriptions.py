"""Subscriptions, their invoices and charges, and which lots they bring."""

from alembic import op

revision = "subscriptions_0002"
down_revision = "subscriptions_0001"
branch_labels = None
depends_on = None

LOTS = """
SET lock_timeout = '2s';
SET statement_timeout = '30s';

ALTER TABLE subscriptions.credit_lot ADD COLUMN subscription_id uuid;
-- Whoever reads lots knows from the source whether there is a lesson.
-- squawk-ignore ban-drop-not-null
ALTER TABLE subscriptions.credit_lot ALTER COLUMN lesson_id DROP NOT NULL;
-- The new rules allow more than the old one: every row passes them already.
-- squawk-ignore ban-drop-constraint
ALTER TABLE subscriptions.credit_lot DROP CONSTRAINT credit_lot_source_check;
ALTER TABLE subscriptions.credit_lot
    ADD CONSTRAINT credit_lot_source_check
        CHECK (source IN ('single', 'subscription', 'topup')) NOT VALID,
    ADD CONSTRAINT credit_lot_bought_for CHECK (
        (lesson_id IS NOT NULL) = (source = 'single')
        AND (subscription_id IS NOT NULL) = (source <> 'single')
    ) NOT VALID;
CREATE INDEX credit_lot_subscription ON subscriptions.credit_lot (subscription_id)
    WHERE subscription_id IS NOT NULL;
"""

SUBSCRIPTIONS = """
CREATE TABLE subscriptions.acquaintance (
    learner_id uuid NOT NULL,
    tutor_id uuid NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (learner_id, tutor_id)
);
INSERT INTO subscriptions.acquaintance (learner_id, tutor_id, since)
SELECT l.learner_id, l.tutor_id, min(r.settled_at)
FROM subscriptions.reservation r JOIN subscriptions.credit_lot l ON l.id = r.lot_id
WHERE r.charged_minutes = r.minutes GROUP BY l.learner_id, l.tutor_id;

CREATE TABLE subscriptions.subscription (
    id uuid PRIMARY KEY,
    command_id uuid NOT NULL UNIQUE,
    state text NOT NULL CHECK (state IN ('incomplete', 'active', 'past_due', 'ended')),
    ended_reason text,
    payer_id uuid NOT NULL,
    learner_id uuid NOT NULL,
    tutor_id uuid NOT NULL,
    subject text NOT NULL,
    level text NOT NULL,
    lessons_per_week bigint NOT NULL CHECK (lessons_per_week BETWEEN 1 AND 5),
    lesson_minutes bigint NOT NULL CHECK (lesson_minutes > 0),
    minutes_per_cycle bigint NOT NULL CHECK (minutes_per_cycle > 0),
    unit_price_kopecks bigint NOT NULL CHECK (unit_price_kopecks > 0),
    price_kopecks bigint NOT NULL CHECK (price_kopecks > 0),
    policy_snapshot jsonb NOT NULL,
    policy_version bigint NOT NULL,
    timezone text NOT NULL,
    collection_mode text NOT NULL CHECK (collection_mode IN ('auto', 'manual')),
    method_id uuid,
    period_no bigint NOT NULL,
    period_start timestamptz,
    period_end timestamptz,
    stage bigint NOT NULL DEFAULT 0,
    warned_at timestamptz,
    cancel_at_period_end boolean NOT NULL DEFAULT false,
    cancel_reason text,
    skip_count bigint NOT NULL DEFAULT 0,
    past_due_since timestamptz,
    failures bigint NOT NULL DEFAULT 0,
    decline text,
    next_attempt_at timestamptz,
    next_step_at timestamptz,
    created_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    version bigint NOT NULL DEFAULT 1,
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((state = 'ended') = (ended_reason IS NOT NULL)),
    CHECK ((state = 'past_due') = (past_due_since IS NOT NULL)),
    CHECK (collection_mode = 'manual' OR method_id IS NOT NULL)
);
CREATE UNIQUE INDEX subscription_live ON subscriptions.subscription (learner_id, tutor_id, subject)
    WHERE state <> 'ended';
CREATE INDEX subscription_payer ON subscriptions.subscription (payer_id, id);
CREATE INDEX subscription_due ON subscriptions.subscription (next_step_at) WHERE next_step_at IS NOT NULL;
CREATE INDEX subscription_method ON subscriptions.subscription (method_id) WHERE method_id IS NOT NULL;

CREATE TABLE subscriptions.invoice (
    id uuid PRIMARY KEY,
    command_id uuid UNIQUE,
    subscription_id uuid NOT NULL REFERENCES subscriptions.subscription (id),
    kind text NOT NULL CHECK (kind IN ('first', 'renewal', 'topup')),
    period_no bigint,
    minutes bigint NOT NULL CHECK (minutes > 0),
    amount_kopecks bigint NOT NULL CHECK (amount_kopecks > 0),
    state text NOT NULL CHECK (state IN ('open', 'paid', 'void')),
    created_at timestamptz NOT NULL,
    closed_at timestamptz,
    UNIQUE (subscription_id, period_no),
    CHECK ((period_no IS NULL) = (kind = 'topup')),
    CHECK ((closed_at IS NULL) = (state = 'open'))
);
CREATE INDEX invoice_subscription ON subscriptions.invoice (subscription_id, id);

CREATE TABLE subscriptions.charge (
    id uuid PRIMARY KEY,
    invoice_id uuid NOT NULL REFERENCES subscriptions.invoice (id),
    attempt bigint NOT NULL,
    origin text NOT NULL CHECK (origin IN ('payer', 'system')),
    method_id uuid,
    save_method boolean NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'succeeded', 'canceled')),
    reason text,
    decline text,
    created_at timestamptz NOT NULL,
    ended_at timestamptz,
    UNIQUE (invoice_id, attempt),
    CHECK ((origin = 'system') = (method_id IS NOT NULL)),
    CHECK ((ended_at IS NULL) = (state = 'open'))
);
CREATE UNIQUE INDEX charge_open ON subscriptions.charge (invoice_id) WHERE state = 'open';

CREATE TABLE subscriptions.subscription_event (
    id uuid PRIMARY KEY,
    subscription_id uuid NOT NULL REFERENCES subscriptions.subscription (id),
    at timestamptz NOT NULL,
    trigger text NOT NULL,
    from_state text,
    to_state text NOT NULL,
    actor_role text NOT NULL CHECK (actor_role IN ('payer', 'system')),
    actor_id uuid,
    reason_code text
);
CREATE INDEX subscription_event_of ON subscriptions.subscription_event (subscription_id, id);
"""


def upgrade() -> None:
    op.execute(LOTS)
    op.execute(SUBSCRIPTIONS)
