-- How much hangs on the people of the units that one leads: counts, also of tasks in plans that one
-- may not see, so that nobody leaves with something that nobody knew of.
SET LOCAL ROLE samplan_definer;

CREATE FUNCTION access.unit_loads(stuck_by date) RETURNS TABLE (staff_id uuid, citizens bigint,
    plans bigint, tasks bigint, overdue bigint, stuck bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    today date := access.today();
    people uuid[] := access.led_staff() || access.me();
BEGIN
    RETURN QUERY
    WITH coordinated AS (SELECT p.coordinator_id AS who, p.citizen_id FROM public.joint_plan p
        WHERE p.coordinator_id = ANY (people) AND p.status <> 'closed'),
    met AS (SELECT c.caseworker_id AS who, c.citizen_id FROM public.case_file c
        WHERE c.caseworker_id = ANY (people) AND c.removed_at IS NULL
          AND (c.end_date IS NULL OR c.end_date >= today)
        UNION SELECT who, citizen_id FROM coordinated),
    open_tasks AS (SELECT t.assignee_id AS who, t.due FROM public.task t
        JOIN public.joint_plan p ON p.id = t.plan_id
        WHERE t.assignee_id = ANY (people) AND t.removed_at IS NULL AND p.status <> 'closed'
          AND t.status NOT IN ('completed', 'declined', 'cancelled')
        UNION ALL SELECT h.who, h.due FROM access.hanging_staff_tasks(people) h)
    SELECT s.who, (SELECT count(*) FROM met m WHERE m.who = s.who),
        (SELECT count(*) FROM coordinated c WHERE c.who = s.who),
        (SELECT count(*) FROM open_tasks o WHERE o.who = s.who),
        (SELECT count(*) FROM open_tasks o WHERE o.who = s.who AND o.due < today),
        (SELECT count(*) FROM open_tasks o WHERE o.who = s.who AND o.due <= stuck_by)
    FROM (SELECT DISTINCT unnest(people) AS who) s;
END $$;

-- Who could give the open tasks of one of them to somebody else: the plans' coordinators.
CREATE FUNCTION access.tasks_held(person uuid) RETURNS TABLE (coordinator text, tasks bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT s.name, count(*) FROM public.task t
    JOIN public.joint_plan p ON p.id = t.plan_id JOIN public.staff s ON s.id = p.coordinator_id
    WHERE t.assignee_id = person AND t.removed_at IS NULL AND p.status <> 'closed'
      AND t.status NOT IN ('completed', 'declined', 'cancelled')
      AND person = ANY (access.led_staff() || access.me())
    GROUP BY s.name;
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION access.unit_loads(date), access.tasks_held(uuid) TO samplan_staff;
