-- What the roles may do, said anew after every migration: use all tables, own none, rewrite no history.
DO $$
DECLARE
    home name;
BEGIN
    FOR home IN
        SELECT nspname FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' AND nspname <> 'public'
    LOOP
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO tutorium_app, tutorium_system', home);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I'
                       ' TO tutorium_app, tutorium_system', home);
        EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO tutorium_app, tutorium_system', home);
    END LOOP;
END $$;
GRANT SELECT ON public.migration TO tutorium_app, tutorium_system;
REVOKE UPDATE, DELETE ON platform.audit, platform.audit_seal, platform.audit_sealed,
    platform.policy_setting, platform.policy_decision
    FROM tutorium_app, tutorium_system;
-- Routes send through the job queue and never look into the broker's; the desk reads it as the product.
REVOKE ALL ON platform.broker_binding, platform.broker_message FROM tutorium_app;
