-- All rows of a plan at once, as JSON by table. It has no right of its own: each table is read as
-- who asks, behind the policies. It is here for its plan, which a session makes once; sixteen
-- questions behind policies would each be rewritten, planned and waited for.
SET LOCAL ROLE samplan_definer;
DO $$
DECLARE
    asked text := (SELECT string_agg(format('SELECT %L, pg_catalog.json_agg(pg_catalog.row_to_json'
        '(t))::text FROM public.%I t WHERE t.plan_id = plan AND t.removed_at IS NULL', name, name),
        ' UNION ALL ') FROM unnest(ARRAY['own_words', 'stance', 'statement', 'challenge', 'goal',
        'sub_goal', 'intervention', 'task', 'contact_agreement', 'measurement', 'participant',
        'consent', 'plan_author', 'plan_event']) name);
BEGIN
    EXECUTE format('CREATE FUNCTION access.plan_rows(plan uuid) RETURNS TABLE (name text, '
        'lines text) LANGUAGE plpgsql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp '
        'SET plan_cache_mode = force_generic_plan AS %L', 'BEGIN RETURN QUERY '
        'SELECT ''joint_plan'', pg_catalog.json_agg(pg_catalog.row_to_json(t))::text '
        'FROM public.joint_plan t WHERE t.id = plan UNION ALL '
        'SELECT ''staff'', pg_catalog.json_agg(pg_catalog.row_to_json(t))::text FROM public.staff t '
        'WHERE t.id IN (SELECT p.staff_id FROM public.participant p '
        'WHERE p.plan_id = plan AND p.removed_at IS NULL) UNION ALL ' || asked || '; END');
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION access.plan_rows(uuid) TO samplan_staff;
