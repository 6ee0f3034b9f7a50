"""Diaries with working hours, lessons with their history, and the walls against double booking."""

from alembic import op

revision = "lessons_0001"
down_revision = None
branch_labels = ("lessons",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA lessons;

CREATE TABLE lessons.diary (
    tutor_id uuid PRIMARY KEY,
    listed boolean NOT NULL,
    timezone text NOT NULL,
    terms jsonb NOT NULL,
    weekly jsonb NOT NULL DEFAULT '[]',
    exceptions jsonb NOT NULL DEFAULT '[]',
    rules jsonb NOT NULL,
    version bigint NOT NULL DEFAULT 1
);

-- One row per learner, so that two bookings of one learner wait for each other.
CREATE TABLE lessons.learner (
    learner_id uuid PRIMARY KEY
);

CREATE TABLE lessons.lesson (
    id uuid PRIMARY KEY,
    command_id uuid NOT NULL UNIQUE,
    state text NOT NULL CHECK (
        state IN ('held', 'scheduled', 'awaiting_confirmation', 'completed', 'cancelled', 'expired')),
    kind text NOT NULL CHECK (kind = 'single'),
    tutor_id uuid NOT NULL REFERENCES lessons.diary,
    learner_id uuid NOT NULL REFERENCES lessons.learner,
    payer_id uuid NOT NULL,
    subject text NOT NULL,
    level text NOT NULL,
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL,
    minutes bigint NOT NULL CHECK (minutes > 0),
    busy_range tstzrange NOT NULL,
    unit_price_kopecks bigint NOT NULL CHECK (unit_price_kopecks >= 0),
    price_kopecks bigint NOT NULL CHECK (price_kopecks >= 0),
    policy_snapshot jsonb NOT NULL,
    policy_version bigint NOT NULL,
    hold_expires_at timestamptz NOT NULL,
    confirm_by timestamptz,
    paid_with text NOT NULL DEFAULT 'none' CHECK (paid_with IN ('none', 'card', 'credits')),
    cancelled_by text CHECK (cancelled_by IN ('student', 'guardian', 'tutor', 'system')),
    reason_code text,
    charge_minutes bigint CHECK (charge_minutes BETWEEN 0 AND minutes),
    charged_kopecks bigint CHECK (charged_kopecks >= 0),
    created_at timestamptz NOT NULL,
    version bigint NOT NULL DEFAULT 1,
    CHECK (ends_at = starts_at + minutes * interval '1 minute'),
    CHECK (busy_range @> tstzrange(starts_at, ends_at)),
    CONSTRAINT lesson_tutor_overlap
        EXCLUDE USING gist (tutor_id WITH =, busy_range WITH &&) WHERE (state IN ('held', 'scheduled')),
    CONSTRAINT lesson_learner_overlap
        EXCLUDE USING gist (learner_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
        WHERE (state IN ('held', 'scheduled'))
);
CREATE INDEX lesson_of_tutor ON lessons.lesson (tutor_id, starts_at, id);
CREATE INDEX lesson_of_learner ON lessons.lesson (learner_id, starts_at, id);
CREATE INDEX lesson_of_payer ON lessons.lesson (payer_id, starts_at, id);
CREATE INDEX lesson_hold ON lessons.lesson (tutor_id, hold_expires_at) WHERE state = 'held';
CREATE INDEX lesson_learner_hold ON lessons.lesson (learner_id, hold_expires_at) WHERE state = 'held';

-- A lesson with what is read from the tutor's diary as it is now.
CREATE VIEW lessons.lesson_now AS
SELECT l.id, l.state, l.kind, l.tutor_id, l.learner_id, l.payer_id, l.subject, l.level, l.starts_at,
    l.ends_at, l.minutes, l.unit_price_kopecks, l.price_kopecks, l.policy_snapshot, l.hold_expires_at,
    l.confirm_by, l.paid_with, l.cancelled_by, l.reason_code, l.charge_minutes, l.charged_kopecks,
    l.created_at, l.version, d.timezone AS tutor_timezone, d.terms ->> 'meeting_url' AS meeting_url
FROM lessons.lesson l
JOIN lessons.diary d ON d.tutor_id = l.tutor_id;

CREATE TABLE lessons.lesson_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lesson_id uuid NOT NULL REFERENCES lessons.lesson,
    at timestamptz NOT NULL,
    from_state text,
    to_state text NOT NULL,
    actor_id uuid,
    actor_role text NOT NULL CHECK (actor_role IN ('student', 'guardian', 'tutor', 'system')),
    reason_code text,
    data jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX lesson_event_of_lesson ON lessons.lesson_event (lesson_id, id);
""")
