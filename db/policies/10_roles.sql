-- Roles of the whole server, once for all its databases; only a superuser can run this.
-- Nobody is a member of owner, definer, log, statistics or maker: they own, and never sign in.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['samplan_owner', 'samplan_definer', 'samplan_log',
        'samplan_statistics', 'samplan_maker', 'samplan_staff', 'samplan_batch',
        'samplan_auditor', 'samplan_administrator']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = each) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', each);
        END IF;
    END LOOP;
END $$;
ALTER ROLE samplan_maker CREATEROLE;

-- The maker puts logins in these four groups and ends the sessions of a closed one; nothing else.
-- Before PostgreSQL 16 CREATEROLE is nearly all: so nobody is a member, it only owns functions.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['samplan_staff', 'samplan_batch', 'samplan_auditor',
        'samplan_administrator']
    LOOP
        EXECUTE format('GRANT %I TO samplan_maker WITH ', each) || CASE
            WHEN current_setting('server_version_num')::integer < 160000 THEN 'ADMIN OPTION'
            ELSE 'ADMIN TRUE, INHERIT FALSE, SET FALSE' END;
    END LOOP;
END $$;
GRANT pg_signal_backend TO samplan_maker;
