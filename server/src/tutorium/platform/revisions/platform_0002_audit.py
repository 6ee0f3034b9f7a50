"""The audit log and the chain of its seals: rows are inserted and read, nothing else."""

from alembic import op

revision = "platform_0002"
down_revision = "platform_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE platform.audit (
    id uuid PRIMARY KEY,
    at timestamptz NOT NULL,
    actor_id uuid,
    action text NOT NULL,
    subject text NOT NULL,
    reason text NOT NULL,
    address text NOT NULL,
    session_id uuid,
    request_id text NOT NULL,
    data jsonb NOT NULL
);
CREATE INDEX audit_of_subject ON platform.audit (subject, id);
CREATE INDEX audit_of_actor ON platform.audit (actor_id, id);
CREATE INDEX audit_action ON platform.audit (action text_pattern_ops, id);

CREATE TABLE platform.audit_seal (
    number bigint PRIMARY KEY,
    sealed_at timestamptz NOT NULL,
    entries bigint NOT NULL CHECK (entries > 0),
    previous bytea NOT NULL,
    hash bytea NOT NULL UNIQUE
);

CREATE TABLE platform.audit_sealed (
    audit_id uuid PRIMARY KEY REFERENCES platform.audit (id),
    seal bigint NOT NULL REFERENCES platform.audit_seal (number),
    position bigint NOT NULL,
    UNIQUE (seal, position)
);

CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
CREATE TRIGGER audit_sealed_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON platform.audit_sealed
    FOR EACH STATEMENT EXECUTE FUNCTION platform.refuse_change();
""")
