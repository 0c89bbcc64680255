-- What the citizen lets the service areas share (plans.sharing): derived from the consents of a
-- plan, written by a trigger alone. What is shared today is read by who belongs to the sharing.
SET LOCAL ROLE samplan_definer;

CREATE TABLE access.shared (
    plan_id uuid NOT NULL,
    service_area text NOT NULL,
    valid_to date,                      -- the last day, null: until it is taken back
    made_in xid8,                       -- counts when that is committed, as a look does
    PRIMARY KEY (plan_id, service_area)
);

-- The newest answer decides, an older yes never.
CREATE FUNCTION access.share(plan uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    newest public.consent;
    areas text[] := '{}';
BEGIN
    SELECT * INTO newest FROM public.consent c
    WHERE c.plan_id = plan AND c.removed_at IS NULL AND c.status <> 'not_asked'
    ORDER BY c.given_on DESC, c.place DESC, c.id DESC LIMIT 1;
    IF newest.status = 'given' AND newest.service_areas <> '' THEN
        areas := string_to_array(newest.service_areas, ',');
    END IF;
    DELETE FROM access.shared s WHERE s.plan_id = plan AND s.service_area <> ALL (areas);
    INSERT INTO access.shared AS s (plan_id, service_area, valid_to, made_in)
    SELECT plan, a, newest.valid_until, pg_current_xact_id() FROM unnest(areas) a
    ON CONFLICT (plan_id, service_area) DO UPDATE
        SET valid_to = excluded.valid_to, made_in = excluded.made_in
        WHERE s.valid_to IS DISTINCT FROM excluded.valid_to;
END $$;

CREATE FUNCTION access.share_by_consent() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM access.share(NEW.plan_id);
    RETURN NULL;
END $$;

-- Which service areas of my plans share with mine today. Who belongs to none sees all that is
-- shared.
CREATE FUNCTION access.my_shared() RETURNS TABLE (plan_id uuid, service_area text)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid[] := access.my_plans();
    people uuid[] := access.acting_for();
    across boolean := EXISTS (SELECT FROM public.staff o
        WHERE o.id = ANY (people) AND o.service_area IS NULL);
    areas text[] := access.my_areas();
    today date := access.today();
BEGIN
    RETURN QUERY
    WITH today_shared AS MATERIALIZED (
        SELECT s.plan_id, s.service_area FROM access.shared s
        WHERE s.plan_id = ANY (mine) AND (s.valid_to IS NULL OR s.valid_to >= today)
          -- What stood there when the walls were raised has none.
          AND coalesce(s.made_in <> pg_current_xact_id_if_assigned(), true))
    SELECT t.plan_id, t.service_area FROM today_shared t
    WHERE across
       OR t.plan_id IN (SELECT o.plan_id FROM today_shared o WHERE o.service_area = ANY (areas));
END $$;

-- The interventions in which I answer for a task.
CREATE FUNCTION access.my_worked_on() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT t.intervention_id), '{}')
        FROM access.relation r JOIN public.task t ON t.id = r.source_id
        WHERE r.staff_id = self AND r.kind IN ('task', 'follow_up'));
END $$;

-- The parts of some plans that are there and not mine to see; tasks go with their intervention.
-- What is cancelled is over, and holds nothing up.
CREATE FUNCTION access.hidden_parts(plans uuid[])
RETURNS TABLE (plan_id uuid, kind text, id uuid, under uuid, service_area text, heading text,
    is_over boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    areas text[] := access.my_areas();
    worked uuid[] := access.my_worked_on();
BEGIN
    RETURN QUERY
    WITH sharing AS MATERIALIZED (SELECT s.plan_id, s.service_area FROM access.my_shared() s)
    SELECT t.plan_id, t.kind, t.id, t.under, t.service_area, t.heading, t.is_over FROM (
        SELECT p.plan_id, 'statement' AS kind, p.id, NULL::uuid AS under, p.service_area,
            p.created_by, p.place, p.heading, false AS is_over FROM public.statement p
            WHERE p.plan_id = ANY (plans) AND p.removed_at IS NULL
        UNION ALL SELECT p.plan_id, 'challenge', p.id, NULL, p.service_area, p.created_by, p.place, '',
            false FROM public.challenge p WHERE p.plan_id = ANY (plans) AND p.removed_at IS NULL
        UNION ALL SELECT p.plan_id, 'intervention', p.id, p.goal_id, p.service_area, p.created_by,
            p.place, '', p.status = 'cancelled' FROM public.intervention p
            WHERE p.plan_id = ANY (plans) AND p.removed_at IS NULL AND p.id <> ALL (worked)
        UNION ALL SELECT p.plan_id, 'contact_agreement', p.id, NULL, p.service_area, p.created_by,
            p.place, '', false FROM public.contact_agreement p
            WHERE p.plan_id = ANY (plans) AND p.removed_at IS NULL
        UNION ALL SELECT p.plan_id, 'measurement', p.id, NULL, p.service_area, p.created_by,
            p.place, '', false FROM public.measurement p
            WHERE p.plan_id = ANY (plans) AND p.removed_at IS NULL) t
    WHERE t.service_area IS NOT NULL AND NOT t.service_area = ANY (areas)
      AND t.created_by <> self
      AND NOT EXISTS (SELECT FROM sharing s
        WHERE s.plan_id = t.plan_id AND s.service_area = t.service_area)
    ORDER BY t.kind, t.place, t.id;
END $$;

-- What is told of them, to who has opened the citizen.
CREATE FUNCTION access.withheld_parts(plan uuid)
RETURNS TABLE (kind text, id uuid, under uuid, service_area text, heading text, is_over boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF plan = ANY (access.my_plans()) THEN
        RETURN QUERY SELECT h.kind, h.id, h.under, h.service_area, h.heading,
            h.is_over FROM access.hidden_parts(ARRAY[plan]) h;
    END IF;
END $$;

-- The opened plans that I lead. Who makes themselves the coordinating case worker leads when that is
-- committed, and logged.
CREATE FUNCTION access.my_led_plans() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    opened uuid[] := access.my_open_plans();
BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT r.plan_id), '{}') FROM access.relation r
        WHERE r.staff_id = self AND r.plan_id = ANY (opened)
          AND r.kind IN ('coordinator', 'deputy')
          AND coalesce(r.made_in <> pg_current_xact_id_if_assigned(), true));
END $$;

-- The opened plans whose papers I read: mine to lead, where I had a hand in an approved version, or
-- wholly shared with my service area. An approved version is the plan in one piece, so who is to
-- lead it from now on reads it as others do.
CREATE FUNCTION access.my_whole_plans() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    opened uuid[] := access.my_open_plans();
    led uuid[] := access.my_led_plans();
BEGIN
    RETURN (SELECT coalesce(array_agg(p.id), '{}') FROM public.joint_plan p
        WHERE p.id = ANY (opened) AND (
            (p.id = ANY (led) AND (
                EXISTS (SELECT FROM public.plan_author a WHERE a.plan_id = p.id
                    AND a.staff_id = self AND a.removed_at IS NULL
                    AND a.since_version < p.approved_version)
                OR EXISTS (SELECT FROM public.plan_event s
                    JOIN public.plan_event e ON e.plan_id = s.plan_id AND e.kind = 'approved'
                        AND e.place > s.place AND e.at >= s.at
                    WHERE s.plan_id = p.id AND s.kind = 'sent' AND s.by_id = self
                      -- Of two who sent it, the last one sent what was approved.
                      AND NOT EXISTS (SELECT FROM public.plan_event l WHERE l.plan_id = p.id
                        AND l.kind = 'sent' AND l.place > s.place AND l.place < e.place))))
            OR (p.id IN (SELECT s.plan_id FROM access.my_shared() s)
                AND p.id NOT IN (SELECT h.plan_id FROM access.hidden_parts(opened) h))));
END $$;

-- Whether a part is mine to see: of the whole plan or my service area, made by me, or shared.
CREATE FUNCTION access.is_shown(plan uuid, area text, maker uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN area IS NULL OR area = ANY (access.my_areas()) OR maker = access.me() OR EXISTS (
        SELECT FROM access.my_shared() s WHERE s.plan_id = plan AND s.service_area = area);
END $$;

-- Whether I see an intervention, for what hangs under it.
CREATE FUNCTION access.sees_intervention(intervention uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN NOT EXISTS (SELECT FROM access.hidden_parts((SELECT ARRAY[i.plan_id]
        FROM public.intervention i WHERE i.id = intervention)) h WHERE h.id = intervention);
END $$;

-- The service areas at work in plans that I may see: a mark in lists, hidden or not.
CREATE FUNCTION access.areas_of_plans(plans uuid[]) RETURNS TABLE (plan_id uuid, areas text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid[] := access.my_plans();
BEGIN
    RETURN QUERY SELECT i.plan_id, string_agg(DISTINCT i.service_area, ',')
        FROM public.intervention i
        WHERE i.plan_id = ANY (plans) AND i.plan_id = ANY (mine) AND i.removed_at IS NULL
        GROUP BY i.plan_id;
END $$;

-- Whether I write where a remark points: in the part, or in the whole plan if that is gone.
CREATE FUNCTION access.writes_about(plan uuid, part_kind text, part uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    area text;
BEGIN
    IF part_kind = 'task' THEN
        SELECT i.service_area INTO area FROM public.task t
        JOIN public.intervention i ON i.id = t.intervention_id
        WHERE t.id = part AND t.plan_id = plan AND t.removed_at IS NULL;
    ELSIF part_kind IN ('statement', 'challenge', 'intervention', 'contact_agreement',
        'measurement') THEN
        EXECUTE format('SELECT t.service_area FROM public.%I t '
            'WHERE t.id = $1 AND t.plan_id = $2 AND t.removed_at IS NULL', part_kind)
            INTO area USING part, plan;
    END IF;
    RETURN coalesce(access.writes(plan, area), false);
END $$;

-- Which service areas share with mine about whom, by the plan that is not closed.
CREATE FUNCTION access.my_shared_citizens() RETURNS TABLE (citizen_id uuid, service_area text)
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.citizen_id, s.service_area FROM access.my_shared() s
        JOIN public.joint_plan p ON p.id = s.plan_id WHERE p.status <> 'closed';
END $$;

-- Whether a note of somebody whom I have opened is mine to read (plans.access.may_read_note).
CREATE FUNCTION access.reads_note(who uuid, area text, is_shared boolean, author uuid)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(area = access.my_area(), false) OR author = access.me() OR (is_shared
        AND (area IS NULL OR EXISTS (SELECT FROM access.my_shared_citizens() s
            WHERE s.citizen_id = who AND s.service_area = area)));
END $$;

-- Cases of another service area: that they are there, and whom to ask.
CREATE FUNCTION access.withheld_cases(who uuid)
RETURNS TABLE (id uuid, service_area text, caseworker text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    area text := access.my_area();
    unit uuid[] := access.led_staff();
BEGIN
    RETURN QUERY SELECT c.id, c.service_area, coalesce(s.name, '')
    FROM public.case_file c LEFT JOIN public.staff s ON s.id = c.caseworker_id
    WHERE c.citizen_id = who AND c.removed_at IS NULL AND who = ANY (access.my_citizens())
      AND c.service_area IS DISTINCT FROM area
      AND c.caseworker_id IS DISTINCT FROM self
      AND NOT coalesce(c.caseworker_id = ANY (unit), false)
      AND NOT EXISTS (SELECT FROM access.my_shared_citizens() m
        WHERE m.citizen_id = who AND m.service_area = c.service_area)
    ORDER BY c.service_area, c.start_date DESC, c.id;
END $$;

-- The service areas in which citizens whom I may see have a running case.
CREATE FUNCTION access.areas_of(citizens uuid[]) RETURNS TABLE (citizen_id uuid, areas text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid[] := access.my_citizens();
    today date := access.today();
BEGIN
    RETURN QUERY SELECT c.citizen_id, string_agg(DISTINCT c.service_area, ',')
    FROM public.case_file c
    WHERE c.citizen_id = ANY (citizens) AND c.citizen_id = ANY (mine) AND c.removed_at IS NULL
      AND (c.start_date IS NULL OR c.start_date <= today)
      AND (c.end_date IS NULL OR c.end_date >= today)
    GROUP BY c.citizen_id;
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION access.my_shared_citizens(), access.withheld_cases(uuid),
    access.areas_of(uuid[]), access.areas_of_plans(uuid[]),
    access.writes_about(uuid, text, uuid) TO samplan_staff;
GRANT EXECUTE ON FUNCTION access.my_shared(), access.my_worked_on(), access.withheld_parts(uuid),
    access.my_led_plans(), access.my_whole_plans(), access.is_shown(uuid, text, uuid), access.sees_intervention(uuid) TO samplan_staff;

CREATE TRIGGER shares AFTER INSERT OR UPDATE ON public.consent
    FOR EACH ROW EXECUTE FUNCTION access.share_by_consent();

-- What stands in the store when the walls are raised.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT DISTINCT plan_id FROM public.consent LOOP
        PERFORM access.share(each);
    END LOOP;
    UPDATE access.shared SET made_in = NULL;
END $$;
