-- What policies ask: who am I, whom may I see, where may I write. Keyed to the login, which a
-- client cannot change, and never to a variable, which it can. Each runs once for a statement.
SET LOCAL ROLE samplan_definer;

-- Who signed in. The login is named by the order of its index: «login = session_user» would read all
-- of staff, and this is asked many times in each statement.
CREATE FUNCTION access.me() RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT id FROM public.staff
        WHERE login = session_user::text COLLATE "default" AND active AND removed_at IS NULL);
END $$;

CREATE FUNCTION access.my_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT role FROM public.staff
        WHERE login = session_user::text COLLATE "default" AND active AND removed_at IS NULL);
END $$;

CREATE FUNCTION access.my_area() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT service_area FROM public.staff
        WHERE login = session_user::text COLLATE "default" AND active AND removed_at IS NULL);
END $$;

-- The team leads that I am today: myself, and those who are away and have named me, a lead too.
CREATE FUNCTION access.my_leads() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid;
    today date;
BEGIN
    -- Most are none: that is all they are asked.
    IF access.my_role() IS DISTINCT FROM 'team_lead' THEN
        RETURN '{}';
    END IF;
    self := access.me();
    today := access.today();
    RETURN ARRAY[self] || (SELECT coalesce(array_agg(l.id), '{}')
        FROM public.absence a JOIN public.staff l ON l.id = a.staff_id
        WHERE a.deputy_id = self AND l.role = 'team_lead' AND a.removed_at IS NULL
          AND a.first_day <= today AND (a.last_day IS NULL OR a.last_day >= today));
END $$;

-- For whom I see: myself, and the leads whom I stand for.
CREATE FUNCTION access.acting_for() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN access.my_leads() || access.me();
END $$;

-- The service areas whose parts are mine to see.
CREATE FUNCTION access.my_areas() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[] := access.acting_for();
BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT l.service_area), '{}') FROM public.staff l
        WHERE l.service_area IS NOT NULL AND l.id = ANY (people));
END $$;

-- The staff of the units I lead, and of those whose lead is away and has named me.
CREATE FUNCTION access.led_staff() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    leads uuid[] := access.my_leads();
BEGIN
    IF leads = '{}' THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(DISTINCT s.id), '{}')
        FROM public.staff l
        JOIN public.staff s ON s.team = l.team AND s.service_area IS NOT DISTINCT FROM l.service_area
        WHERE l.id = ANY (leads) AND l.active AND (l.team <> '' OR l.service_area IS NOT NULL));
END $$;

-- Whom I may see: by a case, plan or task, as their unit's lead, or by a look that is logged.
CREATE FUNCTION access.my_citizens() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    today date := access.today();
    unit uuid[] := access.led_staff();
BEGIN
    RETURN (SELECT coalesce(array_agg(DISTINCT found.citizen_id), '{}') FROM (
        SELECT citizen_id FROM access.relation
        WHERE staff_id = self AND (valid_to IS NULL OR valid_to >= today)
        UNION ALL
        SELECT citizen_id FROM access.relation
        WHERE staff_id = ANY (unit) AND kind IN ('case', 'coordinator')
        UNION ALL
        SELECT citizen_id FROM access.ticket
        WHERE staff_id = self AND kind = 'citizen' AND basis = 'reason' AND until > access.now()
          AND made_in IS DISTINCT FROM pg_current_xact_id_if_assigned()) found);
END $$;

CREATE FUNCTION access.my_plans() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen uuid[] := access.my_citizens();
BEGIN
    RETURN (SELECT coalesce(array_agg(id), '{}') FROM public.joint_plan
        WHERE citizen_id = ANY (seen));
END $$;

-- Whom I have opened, which is logged and committed: what is written about them in words is read
-- behind this alone. A ticket does not outlive the right that it rests on: each is asked as
-- my_citizens asks, and only of the few who are open.
CREATE FUNCTION access.my_open() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    today date := access.today();
    unit uuid[] := access.led_staff();
BEGIN
    RETURN (SELECT coalesce(array_agg(t.citizen_id), '{}') FROM access.ticket t
        WHERE t.staff_id = self AND t.kind = 'citizen' AND t.until > access.now()
          AND t.made_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
          AND (t.basis = 'reason' OR EXISTS (SELECT FROM access.relation r
                WHERE r.citizen_id = t.citizen_id AND r.staff_id = self
                  AND (r.valid_to IS NULL OR r.valid_to >= today))
            OR EXISTS (SELECT FROM access.relation r WHERE r.citizen_id = t.citizen_id
                AND r.staff_id = ANY (unit) AND r.kind IN ('case', 'coordinator'))));
END $$;

CREATE FUNCTION access.my_open_plans() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    opened uuid[] := access.my_open();
BEGIN
    RETURN (SELECT coalesce(array_agg(id), '{}') FROM public.joint_plan
        WHERE citizen_id = ANY (opened));
END $$;

-- The protected addresses that I asked for with a reason, which is logged.
CREATE FUNCTION access.my_addresses() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    RETURN (SELECT coalesce(array_agg(citizen_id), '{}') FROM access.ticket
        WHERE staff_id = self AND kind = 'address' AND until > access.now()
          AND made_in IS DISTINCT FROM pg_current_xact_id_if_assigned());
END $$;

-- Coordinating case worker or deputy: the plan is theirs as a whole.
CREATE FUNCTION access.leads_plan(plan uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.joint_plan
        WHERE id = plan AND access.me() IN (coordinator_id, deputy_id));
END $$;

-- A participant writes in their own service area; what belongs to the whole plan has none.
CREATE FUNCTION access.writes(plan uuid, area text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN access.leads_plan(plan) OR (area = access.my_area() AND EXISTS (
        SELECT FROM public.participant p
        WHERE p.plan_id = plan AND p.staff_id = access.me() AND p.removed_at IS NULL));
END $$;

-- Who answers for a task works on it, though the part of the plan is another's; who writes there,
-- where they see it.
CREATE FUNCTION access.works_on(plan uuid, intervention uuid, VARIADIC people uuid[])
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(access.me() = ANY (people), false) OR (access.writes(plan,
        (SELECT i.service_area FROM public.intervention i WHERE i.id = intervention))
        AND access.sees_intervention(intervention));
END $$;

-- A task is put under an intervention of its own plan, by who writes there: for who could give
-- themselves a task would have to do with anybody.
CREATE FUNCTION access.may_give(plan uuid, intervention uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.intervention i WHERE i.id = intervention
        AND i.plan_id = plan AND access.writes(plan, i.service_area)
        AND access.sees_intervention(i.id));
END $$;

-- Whether I have just accepted, in this transaction, that somebody's part in a citizen goes to
-- somebody: null asks for any giver, or any receiver.
CREATE FUNCTION access.hands(who uuid, giver uuid, receiver uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.handover h
        WHERE h.citizen_id = who AND h.status = 'accepted' AND h.kind <> 'help'
          AND h.answered_by_id = access.me() AND (giver IS NULL OR h.giver_id = giver)
          AND (receiver IS NULL OR h.receiver_id = receiver)
          AND h.xmin = pg_current_xact_id_if_assigned()::xid);
END $$;

CREATE FUNCTION access.hands_in(plan uuid, giver uuid, receiver uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (giver IS NOT NULL OR receiver IS NOT NULL) AND access.hands(
        (SELECT p.citizen_id FROM public.joint_plan p WHERE p.id = plan), giver, receiver);
END $$;

-- Who may answer for citizens: what the receiver of a hand-over is.
CREATE FUNCTION access.is_case_worker(person uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.staff s WHERE s.id = person AND s.active
        AND s.removed_at IS NULL AND s.role IN ('caseworker', 'team_lead'));
END $$;

-- A citizen is offered by who has them, or by the lead of that unit, and asked for by who has to do
-- with them. The way back of a temporary one was agreed to: by who has them, or from its day on.
CREATE FUNCTION access.may_offer(h public.handover) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    IF h.by_id IS DISTINCT FROM self OR h.giver_id = h.receiver_id
        OR NOT access.is_case_worker(h.receiver_id)
        OR NOT coalesce(access.has_citizen(h.giver_id, h.citizen_id), false)
        OR (h.plan_id IS NOT NULL AND NOT EXISTS (SELECT FROM public.joint_plan p
            WHERE p.id = h.plan_id AND p.citizen_id = h.citizen_id)) THEN
        RETURN false;
    END IF;
    IF h.kind = 'return' THEN
        RETURN h.status = 'accepted' AND h.answered_by_id = self AND h.redistribution_id IS NULL
          AND EXISTS (
            SELECT FROM public.handover b
            WHERE b.id = h.returns_id AND b.status = 'accepted' AND b.until IS NOT NULL
              AND b.kind <> 'help' AND b.citizen_id = h.citizen_id
              AND b.giver_id = h.receiver_id AND b.receiver_id = h.giver_id
              AND (self = b.receiver_id OR (self = b.giver_id AND b.until <= access.today())));
    END IF;
    RETURN h.status = 'offered' AND h.returns_id IS NULL AND h.answered_by_id IS NULL
        AND h.answered_at IS NULL AND (h.redistribution_id IS NULL OR h.kind = 'redistribution')
        AND CASE h.kind
            WHEN 'request' THEN h.receiver_id = self AND access.standing(h.citizen_id) IS NOT NULL
            WHEN 'redistribution' THEN h.giver_id = ANY (access.led_staff())
                AND access.fits_redistribution(h)
            WHEN 'lasting' THEN h.giver_id = self
            WHEN 'temporary' THEN h.giver_id = self AND h.until IS NOT NULL
            WHEN 'help' THEN h.giver_id = self AND h.until IS NOT NULL
            ELSE false END;
END $$;

-- Who is to answer asks back; who offered it, or gives, replies. They ask again for the answer, and
-- so does who leads the giver's unit, who also decides after a no that the citizen stays.
CREATE FUNCTION access.may_say(handover uuid, who uuid, word text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    RETURN EXISTS (SELECT FROM public.handover h
        WHERE h.id = handover AND h.citizen_id = who
          AND h.status = CASE word WHEN 'settled' THEN 'declined' ELSE 'offered' END
          AND CASE word
            WHEN 'settled' THEN h.giver_id = ANY (access.led_staff())
            WHEN 'reminded' THEN (self IN (h.giver_id, h.by_id)
                    OR h.giver_id = ANY (access.led_staff()))
                AND self <> CASE h.kind WHEN 'request' THEN h.giver_id ELSE h.receiver_id END
            WHEN 'asked' THEN self = CASE h.kind WHEN 'request' THEN h.giver_id
                ELSE h.receiver_id END
            WHEN 'answered' THEN self IN (h.giver_id, h.by_id)
                AND self <> CASE h.kind WHEN 'request' THEN h.giver_id ELSE h.receiver_id END
            ELSE false END);
END $$;

-- Who asks for a task writes there; who has it answers, or passes it on. There is no
-- other step.
CREATE FUNCTION access.tells_of_task(plan uuid, task uuid, step text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.task t WHERE t.id = task AND t.plan_id = plan AND CASE step
        WHEN 'asked' THEN access.may_give(t.plan_id, t.intervention_id)
        WHEN 'passed_on' THEN
            access.works_on(t.plan_id, t.intervention_id, t.assignee_id)
            OR access.hands_in(t.plan_id, t.assignee_id, NULL)
            OR access.hands_in(t.plan_id, t.follower_id, NULL)
        WHEN 'accepted' THEN t.assignee_id = access.me()
        WHEN 'declined' THEN t.assignee_id = access.me()
        ELSE false END);
END $$;

-- An addition hangs under a note of the same citizen that I may read, and is read by whom that is.
CREATE FUNCTION access.adds_to(note uuid, who uuid, area text, is_shared boolean) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.record_note n
        WHERE n.id = note AND n.citizen_id = who AND n.shared = is_shared
          AND n.service_area IS NOT DISTINCT FROM area AND n.removed_at IS NULL
          AND n.citizen_id = ANY (access.my_open())
          AND access.reads_note(who, n.service_area, n.shared, n.author_id));
END $$;

-- A team lead reviews who belongs to the unit, and has not written in the plan meanwhile.
CREATE FUNCTION access.reviews(plan uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.joint_plan p
        WHERE p.id = plan AND p.coordinator_id = ANY (access.led_staff())
          AND p.coordinator_id <> access.me()
          AND NOT EXISTS (SELECT FROM public.plan_author a
            WHERE a.plan_id = p.id AND a.staff_id = access.me()
              AND a.since_version = p.approved_version)
          AND NOT EXISTS (SELECT FROM access.writer w
            WHERE w.plan_id = p.id AND w.staff_id = access.me()
              AND w.since_version = p.approved_version));
END $$;

-- Somebody in the plan, or who leads their unit.
CREATE FUNCTION access.takes_part(plan uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM access.relation r
        WHERE r.plan_id = plan AND r.staff_id = access.me());
END $$;

-- Whether I have a running case, a plan or a task with a citizen: what lists and the log call
-- related. Who registered them sees them, and is no more than that.
CREATE FUNCTION access.is_related(who uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    today date := access.today();
BEGIN
    RETURN EXISTS (SELECT FROM access.relation r WHERE r.citizen_id = who
        AND r.staff_id = self AND r.kind <> 'registered'
        AND (r.valid_to IS NULL OR r.valid_to >= today));
END $$;

-- How I stand to a citizen: a relation of mine, my unit's, or null.
CREATE FUNCTION access.standing(who uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    today date := access.today();
BEGIN
    IF EXISTS (SELECT FROM access.relation r WHERE r.citizen_id = who
        AND r.staff_id = self AND (r.valid_to IS NULL OR r.valid_to >= today)) THEN
        RETURN 'relation';
    END IF;
    IF EXISTS (SELECT FROM access.relation r WHERE r.citizen_id = who
        AND r.staff_id = ANY (access.led_staff()) AND r.kind IN ('case', 'coordinator')) THEN
        RETURN 'unit';
    END IF;
    RETURN NULL;
END $$;
RESET ROLE;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA access TO samplan_staff, samplan_batch,
    samplan_administrator, samplan_auditor, samplan_owner, samplan_log, samplan_statistics;
