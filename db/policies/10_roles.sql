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
