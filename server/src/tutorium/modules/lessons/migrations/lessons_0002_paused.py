"""Tutors on a pause take bookings of the students they have, and of nobody else."""

from alembic import op

revision = "lessons_0002"
down_revision = "lessons_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

ALTER TABLE lessons.diary ADD COLUMN paused boolean NOT NULL DEFAULT false;
""")
