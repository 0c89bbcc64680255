-- Roles of the whole server, once for all its databases; only a superuser can run this.
-- Nobody is a member of owner, definer, log, statistics or maker: they own, and never sign in.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['samplan_owner', 'samplan_definer', 'samplan_log',
        'samplan_statistics', 'samplan_maker', 'samplan_staff', 'samplan_batch',
        'samplan_auditor', 'samplan_administrator', 'samplan_newcomer']
    LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = each) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', each);
        END IF;
    END LOOP;
END $$;

-- Whatever somebody gave them since is taken back: powers, and memberships in either direction.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT rolname AS role FROM pg_roles
        WHERE rolname IN ('samplan_owner', 'samplan_definer', 'samplan_log', 'samplan_statistics',
            'samplan_maker', 'samplan_staff', 'samplan_batch', 'samplan_auditor',
            'samplan_administrator', 'samplan_newcomer')
          AND (rolcanlogin OR rolsuper OR rolcreatedb OR rolreplication OR rolbypassrls
            OR rolcreaterole <> (rolname = 'samplan_maker'))
    LOOP
        EXECUTE format('ALTER ROLE %I NOLOGIN NOSUPERUSER NOCREATEDB NOREPLICATION NOBYPASSRLS %s',
            each.role, CASE each.role WHEN 'samplan_maker' THEN 'CREATEROLE'
            ELSE 'NOCREATEROLE' END);
    END LOOP;
    FOR each IN SELECT o.rolname AS of_role, m.rolname AS member FROM pg_auth_members a
        JOIN pg_roles o ON o.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
        WHERE o.rolname IN ('samplan_owner', 'samplan_definer', 'samplan_log',
            'samplan_statistics', 'samplan_maker')
          OR m.rolname IN ('samplan_owner', 'samplan_definer', 'samplan_log', 'samplan_statistics',
            'samplan_staff', 'samplan_batch', 'samplan_auditor', 'samplan_administrator',
            'samplan_newcomer')
    LOOP
        EXECUTE format('REVOKE %I FROM %I', each.of_role, each.member);
    END LOOP;
END $$;

-- The maker puts logins in these groups and ends the sessions of a closed one; nothing else.
-- Before PostgreSQL 16 CREATEROLE is nearly all: so nobody is a member, it only owns functions.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['samplan_staff', 'samplan_batch', 'samplan_auditor',
        'samplan_administrator', 'samplan_newcomer']
    LOOP
        EXECUTE format('GRANT %I TO samplan_maker WITH ', each) || CASE
            WHEN current_setting('server_version_num')::integer < 160000 THEN 'ADMIN OPTION'
            ELSE 'ADMIN TRUE, INHERIT FALSE, SET FALSE' END;
    END LOOP;
END $$;
GRANT pg_signal_backend TO samplan_maker;
