-- The roles statements run as, before the tables exist. A database administrator may have made them already.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tutorium_app') THEN
        CREATE ROLE tutorium_app NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tutorium_system') THEN
        CREATE ROLE tutorium_system NOLOGIN;
    END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$ BEGIN
    IF NOT pg_has_role('tutorium_app', 'MEMBER') THEN
        EXECUTE format('GRANT tutorium_app TO %I', current_user);
    END IF;
    IF NOT pg_has_role('tutorium_system', 'MEMBER') THEN
        EXECUTE format('GRANT tutorium_system TO %I', current_user);
    END IF;
END $$;
