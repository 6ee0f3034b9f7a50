"""What the operator changed of the numbers, and how the calls to other systems went, by the minute."""

from alembic import op

revision = "platform_0006"
down_revision = "platform_0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE platform.policy_setting (
    id uuid PRIMARY KEY,
    key text NOT NULL,
    scope text NOT NULL CHECK (scope = 'platform'),
    value bigint NOT NULL,
    version bigint NOT NULL,
    effective_from timestamptz NOT NULL,
    made_by uuid,
    made_at timestamptz NOT NULL,
    reason text NOT NULL,
    UNIQUE (key, scope, version)
);
CREATE TABLE platform.policy_decision (
    setting_id uuid PRIMARY KEY REFERENCES platform.policy_setting (id),
    verdict text NOT NULL CHECK (verdict IN ('agreed', 'declined')),
    decided_by uuid NOT NULL,
    decided_at timestamptz NOT NULL
);
CREATE TRIGGER policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.policy_setting
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER policy_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.policy_decision
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();

-- One row per system, minute and process: processes do not wait for each other.
CREATE TABLE platform.call_count (
    system text NOT NULL,
    minute timestamptz NOT NULL,
    process text NOT NULL,
    ok bigint NOT NULL,
    failed bigint NOT NULL,
    milliseconds bigint NOT NULL,
    last_ok_at timestamptz,
    last_failed_at timestamptz,
    last_failure text,
    PRIMARY KEY (system, minute, process)
);
CREATE INDEX call_count_minute ON platform.call_count (minute);
""")
