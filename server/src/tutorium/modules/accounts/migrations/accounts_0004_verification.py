"""What has been verified of a tutor, and when somebody rejected may apply again."""

from alembic import op

revision = "accounts_0004"
down_revision = "accounts_0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE TABLE accounts.verified_document (
    tutor_id uuid NOT NULL REFERENCES accounts.profile (user_id),
    kind text NOT NULL,
    verified_on date NOT NULL,
    valid_until date,
    PRIMARY KEY (tutor_id, kind)
);

ALTER TABLE accounts.tutor_profile ADD COLUMN reapply_at timestamptz;
""")
