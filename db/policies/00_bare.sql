-- The walls away, whoever built on them: tables can change beneath, and nobody reaches a row but who
-- runs the server, until walls are raised again. Runs before each change of the tables, by itself.
DROP SCHEMA IF EXISTS access, log, logins, statistics CASCADE;
DO $$
DECLARE
    each record;
    part record;
BEGIN
    FOR each IN SELECT c.oid, c.oid::regclass AS name, c.relacl, c.relowner FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    LOOP
        FOR part IN SELECT polname AS name FROM pg_policy WHERE polrelid = each.oid LOOP
            EXECUTE format('DROP POLICY %I ON %s', part.name, each.name);
        END LOOP;
        FOR part IN SELECT tgname AS name FROM pg_trigger
            WHERE tgrelid = each.oid AND NOT tgisinternal
        LOOP
            EXECUTE format('DROP TRIGGER %I ON %s', part.name, each.name);
        END LOOP;
        FOR part IN SELECT DISTINCT acl.grantee AS role FROM (
                SELECT (aclexplode(each.relacl)).grantee
                UNION ALL SELECT (aclexplode(a.attacl)).grantee FROM pg_attribute a
                WHERE a.attrelid = each.oid AND a.attacl IS NOT NULL) acl
        LOOP
            EXECUTE format('REVOKE ALL ON %s FROM %s', each.name,
                CASE part.role WHEN 0 THEN 'PUBLIC' ELSE part.role::regrole::text END);
        END LOOP;
        EXECUTE format('GRANT ALL ON %s TO %s', each.name, each.relowner::regrole);
        EXECUTE format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', each.name);
        EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY', each.name);
    END LOOP;
    -- Which revision a store has is told to everybody, so that another program knows.
    FOR part IN SELECT rolname AS name FROM pg_roles WHERE rolname IN ('samplan_staff',
        'samplan_batch', 'samplan_auditor', 'samplan_administrator')
    LOOP
        IF to_regclass('public.alembic_version') IS NOT NULL THEN
            EXECUTE format('GRANT SELECT ON public.alembic_version TO %I', part.name);
        END IF;
    END LOOP;
END $$;
