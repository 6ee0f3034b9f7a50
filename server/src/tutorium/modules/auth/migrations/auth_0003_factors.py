"""Second factors and passkeys, their challenges, the change of an address, and locks that grow."""

from alembic import op

revision = "auth_0003"
down_revision = "auth_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE auth.totp (
    user_id uuid PRIMARY KEY REFERENCES auth.user (id),
    sealed_secret bytea NOT NULL,
    created_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    last_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE auth.recovery_code (
    user_id uuid NOT NULL REFERENCES auth.user (id),
    code_hash bytea NOT NULL,
    created_at timestamptz NOT NULL,
    used_at timestamptz,
    PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE auth.passkey (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    credential_id bytea NOT NULL UNIQUE,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    backup_eligible boolean NOT NULL,
    backed_up boolean NOT NULL,
    name text NOT NULL,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz
);
CREATE INDEX passkey_of_user ON auth.passkey (user_id);

CREATE TABLE auth.challenge (
    challenge bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('register', 'sign_in', 'prove')),
    session_id uuid,
    expires_at timestamptz NOT NULL
);
CREATE INDEX challenge_age ON auth.challenge (expires_at);

CREATE TABLE auth.email_change (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    token_hash bytea NOT NULL UNIQUE,
    old_email text NOT NULL,
    new_email text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX email_change_of_user ON auth.email_change (user_id, created_at);

ALTER TABLE auth.attempt
    ADD COLUMN rounds bigint NOT NULL DEFAULT 0,
    ADD COLUMN blocked_until timestamptz;

CREATE TABLE auth.failure (
    account_hash bytea PRIMARY KEY,
    count bigint NOT NULL,
    last_at timestamptz NOT NULL
);
CREATE INDEX failure_age ON auth.failure (last_at);
""")
