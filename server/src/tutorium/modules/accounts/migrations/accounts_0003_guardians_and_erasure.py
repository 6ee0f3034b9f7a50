"""Guardians of young people with their own login, and the acts of erasing personal data."""

from alembic import op

revision = "accounts_0003"
down_revision = "accounts_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE accounts.guardianship (
    id uuid PRIMARY KEY,
    guardian_id uuid,
    learner_id uuid,
    invited_by text NOT NULL CHECK (invited_by IN ('guardian', 'learner')),
    invited_email text,
    token_hash bytea UNIQUE,
    state text NOT NULL CHECK (state IN ('invited', 'active', 'declined', 'expired', 'ended')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    started_at timestamptz,
    ended_at timestamptz,
    ended_by text CHECK (ended_by IN ('guardian', 'learner', 'system')),
    CHECK (guardian_id <> learner_id),
    CHECK (state NOT IN ('active', 'ended') OR guardian_id IS NOT NULL AND learner_id IS NOT NULL),
    CHECK ((token_hash IS NOT NULL) = (state = 'invited')),
    CHECK ((invited_email IS NOT NULL) = (state = 'invited'))
);
CREATE UNIQUE INDEX guardianship_active ON accounts.guardianship (guardian_id, learner_id)
    WHERE state = 'active';
CREATE INDEX guardianship_of_guardian ON accounts.guardianship (guardian_id, created_at);
CREATE INDEX guardianship_of_learner ON accounts.guardianship (learner_id, created_at);
CREATE INDEX guardianship_open ON accounts.guardianship (expires_at) WHERE state = 'invited';

CREATE TABLE accounts.erasure (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL UNIQUE,
    cause text NOT NULL CHECK (cause IN ('asked', 'unconfirmed')),
    requested_at timestamptz NOT NULL,
    told_at timestamptz,
    done_at timestamptz,
    erased jsonb NOT NULL DEFAULT '{}'
);
CREATE INDEX erasure_open ON accounts.erasure (requested_at) WHERE done_at IS NULL;
""")
