"""Profiles, tutors' profiles, photos, children of guardians."""

from alembic import op

revision = "accounts_0001"
down_revision = None
branch_labels = ("accounts",)
depends_on = ("platform_0001",)


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

CREATE SCHEMA accounts;

CREATE TABLE accounts.profile (
    user_id uuid PRIMARY KEY,
    full_name text NOT NULL,
    birth_date date NOT NULL,
    timezone text NOT NULL,
    locale text NOT NULL CHECK (locale IN ('ru', 'en')),
    photo_id uuid,
    version bigint NOT NULL DEFAULT 1
);

CREATE TABLE accounts.tutor_profile (
    tutor_id uuid PRIMARY KEY REFERENCES accounts.profile (user_id),
    headline text NOT NULL,
    about text NOT NULL,
    subjects jsonb NOT NULL,
    languages text[] NOT NULL,
    education text NOT NULL,
    experience_years bigint NOT NULL CHECK (experience_years >= 0),
    cancellation_preset text NOT NULL CHECK (cancellation_preset IN ('flexible', 'standard', 'strict')),
    instant_booking boolean NOT NULL,
    lesson_minutes bigint[] NOT NULL,
    meeting_url text,
    state text NOT NULL CHECK (state IN ('draft', 'listed')),
    version bigint NOT NULL DEFAULT 1
);

CREATE TABLE accounts.photo (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES accounts.profile (user_id),
    content_type text NOT NULL,
    key text NOT NULL UNIQUE,
    created_at timestamptz NOT NULL
);
CREATE INDEX photo_owner ON accounts.photo (owner_id);

CREATE TABLE accounts.child (
    id uuid PRIMARY KEY,
    guardian_id uuid NOT NULL REFERENCES accounts.profile (user_id),
    full_name text NOT NULL,
    birth_date date NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (guardian_id, full_name, birth_date)
);
""")
