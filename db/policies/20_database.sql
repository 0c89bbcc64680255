-- What a login may do with the database as such, and the schemas that hold the walls.
DO $$
DECLARE
    here text := current_database();
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', here);
    -- No temporary tables: one could stand before a table of ours.
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO samplan_staff, samplan_batch, '
        'samplan_auditor, samplan_administrator, samplan_newcomer', here);
END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO samplan_owner;
GRANT USAGE ON SCHEMA public TO samplan_staff, samplan_batch, samplan_auditor,
    samplan_administrator, samplan_definer, samplan_log, samplan_statistics, samplan_maker;
REVOKE USAGE ON LANGUAGE plpgsql, sql FROM PUBLIC;
GRANT USAGE ON LANGUAGE plpgsql, sql TO samplan_owner, samplan_definer, samplan_log,
    samplan_statistics, samplan_maker;

-- What a client compares is compared only in rows that a policy has let through: with functions
-- that count as leakproof, EXPLAIN ANALYZE of «number = '…'» tells whether a hidden row has it, for
-- the policy is then asked last. Only ids are compared first, because indexes need it; whoever has
-- none can neither guess one nor, without an order of ids, search for one.
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace AND proleakproof AND proname <> 'uuid_eq'
    LOOP
        EXECUTE 'ALTER FUNCTION ' || each || ' NOT LEAKPROOF';
    END LOOP;
END $$;

-- Large objects would be a place to hide copies; the counters of the server, its locks and the
-- place in the write-ahead log tell whether a function read or wrote anything.
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN
        SELECT oid::regprocedure::text FROM pg_proc
        WHERE pronamespace = 'pg_catalog'::regnamespace
          AND (proname ~ '^(lo_|loread$|lowrite$|pg_current_wal|pg_lock_status$)'
            OR proname ~ '^pg_stat_get_' AND proname !~ '^pg_stat_get_(activity|backend|progress)')
    LOOP
        EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || each || ' FROM PUBLIC';
    END LOOP;
END $$;

CREATE SCHEMA access AUTHORIZATION samplan_definer;
GRANT USAGE ON SCHEMA access TO samplan_staff, samplan_batch, samplan_auditor,
    samplan_administrator, samplan_owner, samplan_log, samplan_statistics, samplan_maker;
ALTER DEFAULT PRIVILEGES FOR ROLE samplan_definer, samplan_owner, samplan_log,
    samplan_statistics, samplan_maker REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Every table is walled: nobody sees a row but by a policy, not even who owns it.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN SELECT c.relname FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE public.%I OWNER TO samplan_owner', each.relname);
        CONTINUE WHEN each.relname = 'alembic_version';
        EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', each.relname);
        EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', each.relname);
        EXECUTE format('CREATE POLICY owner ON public.%I TO samplan_owner '
            'USING (true) WITH CHECK (true)', each.relname);
        EXECUTE format('CREATE POLICY definer ON public.%I TO samplan_definer '
            'USING (true) WITH CHECK (true)', each.relname);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON public.%I TO samplan_definer',
            each.relname);
    END LOOP;
END $$;
GRANT SELECT ON public.alembic_version TO samplan_staff, samplan_batch, samplan_auditor,
    samplan_administrator;

-- The planner's statistics would tell in EXPLAIN how often a value stands in rows that are hidden;
-- only those of the ids that policies ask for are kept.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT c.relname, a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
          AND NOT a.attisdropped AND a.attstattarget IS DISTINCT FROM 0
          AND a.attname NOT IN ('id', 'plan_id', 'citizen_id', 'signature_id', 'follow_up_id')
    LOOP
        EXECUTE format('ALTER TABLE public.%I ALTER %I SET STATISTICS 0',
            each.relname, each.attname);
    END LOOP;
END $$;
