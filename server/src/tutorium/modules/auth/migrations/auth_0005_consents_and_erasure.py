"""Consents can be withdrawn and may be about a child; users can ask to be erased, and are."""

from alembic import op

revision = "auth_0005"
down_revision = "auth_0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
ALTER TABLE auth.consent
    ADD COLUMN agent text NOT NULL DEFAULT '',
    ADD COLUMN subject_id uuid,
    ADD COLUMN withdrawn_at timestamptz;

ALTER TABLE auth.user
    ADD COLUMN leaving_at timestamptz,
    ADD COLUMN erased_at timestamptz;
CREATE INDEX user_unconfirmed ON auth.user (created_at)
    WHERE email_confirmed_at IS NULL AND leaving_at IS NULL;
CREATE INDEX user_erased ON auth.user (erased_at) WHERE erased_at IS NOT NULL;
""")
