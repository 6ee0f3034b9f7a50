"""Users, their consents, their sessions and the tokens sent to them."""

from alembic import op

revision = "auth_0001"
down_revision = None
branch_labels = ("auth",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA auth;

CREATE TABLE auth.user (
    id uuid PRIMARY KEY,
    email text NOT NULL,
    password_hash text NOT NULL,
    roles text[] NOT NULL,
    full_name text NOT NULL,
    birth_date date NOT NULL,
    timezone text NOT NULL,
    locale text NOT NULL CHECK (locale IN ('ru', 'en')),
    created_at timestamptz NOT NULL,
    email_confirmed_at timestamptz,
    epoch bigint NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX user_email ON auth.user (lower(email));

CREATE TABLE auth.consent (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    kind text NOT NULL,
    shown_version text NOT NULL,
    text_version text NOT NULL,
    text_hash text NOT NULL,
    method text NOT NULL,
    address text NOT NULL,
    given_at timestamptz NOT NULL
);
CREATE INDEX consent_of_user ON auth.consent (user_id);

CREATE TABLE auth.token (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    purpose text NOT NULL CHECK (purpose IN ('confirm_email', 'reset_password')),
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE INDEX token_of_user ON auth.token (user_id, purpose, created_at);

CREATE TABLE auth.session (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    token_hash bytea NOT NULL UNIQUE,
    address text NOT NULL,
    created_at timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX session_of_user ON auth.session (user_id) WHERE ended_at IS NULL;
CREATE INDEX session_age ON auth.session (created_at);

CREATE TABLE auth.attempt (
    account_hash bytea NOT NULL,
    address text NOT NULL,
    count bigint NOT NULL,
    since timestamptz NOT NULL,
    PRIMARY KEY (account_hash, address)
);
CREATE INDEX attempt_age ON auth.attempt (since);
""")
