"""All states of a tutor's profile; edits that wait for a moderator."""

from alembic import op

revision = "accounts_0002"
down_revision = "accounts_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

-- Only wider than before, so that nothing a running process assumes is taken from it.
-- squawk-ignore ban-drop-constraint
ALTER TABLE accounts.tutor_profile DROP CONSTRAINT tutor_profile_state_check;
ALTER TABLE accounts.tutor_profile ADD CONSTRAINT tutor_profile_state_check CHECK (state IN (
    'draft', 'submitted', 'in_verification', 'changes_requested', 'approved', 'listed', 'rejected',
    'paused_by_tutor', 'restricted', 'suspended', 'closed')) NOT VALID;

CREATE TABLE accounts.profile_review (
    id uuid PRIMARY KEY,
    tutor_id uuid NOT NULL REFERENCES accounts.tutor_profile (tutor_id),
    before jsonb NOT NULL,
    changes jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'approved', 'rejected')),
    reason_code text,
    note text NOT NULL DEFAULT '',
    submitted_at timestamptz NOT NULL,
    decided_at timestamptz,
    decided_by uuid,
    version bigint NOT NULL DEFAULT 1,
    CHECK ((state = 'waiting') = (decided_at IS NULL)),
    CHECK ((state = 'rejected') = (reason_code IS NOT NULL))
);
CREATE UNIQUE INDEX profile_review_waiting ON accounts.profile_review (tutor_id) WHERE state = 'waiting';
CREATE INDEX profile_review_queue ON accounts.profile_review (id) WHERE state = 'waiting';
CREATE INDEX profile_review_of_tutor ON accounts.profile_review (tutor_id, id);
""")
