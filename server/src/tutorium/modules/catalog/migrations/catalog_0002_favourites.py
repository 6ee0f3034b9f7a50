"""Favourites; tutors on a pause are not found, and their pages stay."""

from alembic import op

revision = "catalog_0002"
down_revision = "catalog_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

ALTER TABLE catalog.card ADD COLUMN paused boolean NOT NULL DEFAULT false;

CREATE TABLE catalog.favourite (
    user_id uuid NOT NULL,
    tutor_id uuid NOT NULL REFERENCES catalog.card,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (user_id, tutor_id)
);
CREATE INDEX favourite_of_user ON catalog.favourite (user_id, created_at DESC, tutor_id DESC);
""")
