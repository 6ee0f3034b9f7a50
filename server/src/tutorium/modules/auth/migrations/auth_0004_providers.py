"""Sign-in through identity providers, accounts without a password, confirmed phone numbers."""

from alembic import op

revision = "auth_0004"
down_revision = "auth_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
-- Code that knows no accounts without a password takes NULL for a password that does not fit.
-- squawk-ignore ban-drop-not-null
ALTER TABLE auth.user ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE auth.user
    ADD COLUMN phone text,
    ADD COLUMN phone_confirmed_at timestamptz;

CREATE TABLE auth.external_link (
    provider text NOT NULL CHECK (provider IN ('yandex', 'vk')),
    subject text NOT NULL,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (provider, subject),
    UNIQUE (user_id, provider)
);

CREATE TABLE auth.external_attempt (
    id uuid PRIMARY KEY,
    provider text NOT NULL CHECK (provider IN ('yandex', 'vk')),
    state_hash bytea NOT NULL UNIQUE,
    browser_hash bytea NOT NULL,
    user_id uuid REFERENCES auth.user (id),
    next text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    returned_at timestamptz,
    subject text,
    email text,
    email_proved boolean NOT NULL DEFAULT false,
    full_name text NOT NULL DEFAULT '',
    birth_date date,
    finished_at timestamptz
);
CREATE INDEX external_attempt_of_browser ON auth.external_attempt (browser_hash);
CREATE INDEX external_attempt_age ON auth.external_attempt (expires_at);

CREATE TABLE auth.phone_code (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES auth.user (id),
    phone text NOT NULL,
    network text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries bigint NOT NULL DEFAULT 0,
    used_at timestamptz
);
CREATE INDEX phone_code_of_user ON auth.phone_code (user_id, created_at);
CREATE INDEX phone_code_age ON auth.phone_code (created_at);
""")
