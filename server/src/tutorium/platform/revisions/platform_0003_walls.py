"""Row-level security: who asks, and how a table is walled off from everybody else."""

from alembic import op

revision = "platform_0003"
down_revision = "platform_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("""
CREATE FUNCTION platform.actor_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.actor_id', true), '')::uuid;

-- The route's role sees and writes the rows for which `own` holds, the product itself all of them.
-- Said again for the same table it does nothing, unless the rule has changed.
CREATE FUNCTION platform.wall(home regclass, own text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF own = (SELECT obj_description(oid, 'pg_policy') FROM pg_policy
              WHERE polrelid = home AND polname = 'own') THEN
        RETURN;
    END IF;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', home);
    EXECUTE format('DROP POLICY IF EXISTS own ON %s', home);
    EXECUTE format('DROP POLICY IF EXISTS product ON %s', home);
    EXECUTE format('CREATE POLICY own ON %s TO tutorium_app USING (%s)', home, own);
    EXECUTE format('CREATE POLICY product ON %s TO tutorium_system USING (true)', home);
    EXECUTE format('COMMENT ON POLICY own ON %s IS %L', home, own);
END $$;
""")
