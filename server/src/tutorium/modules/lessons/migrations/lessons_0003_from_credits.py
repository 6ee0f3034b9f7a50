"""Lessons that are booked from minutes paid before, and never ask for money."""

from alembic import op

revision = "lessons_0003"
down_revision = "lessons_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
SET lock_timeout = '2s';
SET statement_timeout = '30s';

-- The new rule allows more than the old one: every row passes it already.
-- squawk-ignore ban-drop-constraint
ALTER TABLE lessons.lesson DROP CONSTRAINT lesson_kind_check;
ALTER TABLE lessons.lesson
    ADD CONSTRAINT lesson_kind_check CHECK (kind IN ('single', 'subscription')) NOT VALID;
""")
