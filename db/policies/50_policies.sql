-- The policies of each table: who reads, who adds, who changes. Nobody in staff deletes a row but
-- of what comes and goes (presence, search words).
GRANT SELECT ON public.staff, public.absence, public.district, public.setting, public.list_entry
    TO samplan_staff, samplan_batch, samplan_administrator, samplan_auditor;
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['staff', 'absence', 'district', 'setting', 'list_entry'] LOOP
        EXECUTE format('CREATE POLICY reads ON public.%I FOR SELECT TO samplan_staff, '
            'samplan_batch, samplan_administrator, samplan_auditor USING (true)', each);
    END LOOP;
END $$;

-- Where the store went, if it has moved: said to who opens it, also while its walls are down.
GRANT SELECT (direction, place, state) ON public.store_move
    TO samplan_staff, samplan_batch, samplan_administrator, samplan_auditor;
CREATE POLICY reads ON public.store_move FOR SELECT TO samplan_staff, samplan_batch,
    samplan_administrator, samplan_auditor USING (true);

-- Settings and dated lists: team leads and administrators.
GRANT INSERT, UPDATE ON public.setting, public.list_entry TO samplan_staff, samplan_administrator;
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['setting', 'list_entry'] LOOP
        EXECUTE format('CREATE POLICY adds ON public.%I FOR INSERT TO samplan_staff, '
            'samplan_administrator WITH CHECK ((SELECT access.my_role()) '
            'IN (''team_lead'', ''administrator''))', each);
        EXECUTE format('CREATE POLICY changes ON public.%I FOR UPDATE TO samplan_staff, '
            'samplan_administrator USING ((SELECT access.my_role()) '
            'IN (''team_lead'', ''administrator''))', each);
    END LOOP;
END $$;

-- Absences: one's own, and those of the unit that one leads.
GRANT INSERT, UPDATE ON public.absence TO samplan_staff, samplan_administrator, samplan_auditor;
CREATE POLICY adds ON public.absence FOR INSERT
    TO samplan_staff, samplan_administrator, samplan_auditor WITH CHECK (
    staff_id = (SELECT access.me()) OR staff_id = ANY ((SELECT access.led_staff())::uuid[]));
CREATE POLICY changes ON public.absence FOR UPDATE
    TO samplan_staff, samplan_administrator, samplan_auditor USING (
    staff_id = (SELECT access.me()) OR staff_id = ANY ((SELECT access.led_staff())::uuid[]));

-- What is mine alone.
GRANT SELECT, INSERT, UPDATE ON public.begun_form TO samplan_staff, samplan_administrator,
    samplan_auditor;
GRANT SELECT, INSERT, UPDATE ON public.recent TO samplan_staff;
CREATE POLICY own ON public.begun_form
    TO samplan_staff, samplan_administrator, samplan_auditor
    USING (staff_id = (SELECT access.me())) WITH CHECK (staff_id = (SELECT access.me()));
CREATE POLICY own ON public.recent TO samplan_staff
    USING (staff_id = (SELECT access.me())) WITH CHECK (staff_id = (SELECT access.me()));

-- Where one is signed in: one's own alone, kept when somebody starts and ends their other windows.
GRANT SELECT, INSERT, UPDATE ON public.sign_in TO samplan_staff, samplan_administrator,
    samplan_auditor;
CREATE POLICY own ON public.sign_in
    TO samplan_staff, samplan_administrator, samplan_auditor
    USING (staff_id = (SELECT access.me())) WITH CHECK (staff_id = (SELECT access.me()));
-- A machine has no windows; each of its lines asks all the same whether it was ended.
GRANT SELECT ON public.sign_in TO samplan_batch;
CREATE POLICY reads ON public.sign_in FOR SELECT TO samplan_batch
    USING (staff_id = (SELECT access.me()));

-- Commits, for who must ask what became of one: asked by a function, by the id alone.
GRANT INSERT ON public.operation TO samplan_staff, samplan_batch, samplan_administrator,
    samplan_auditor;
CREATE POLICY adds ON public.operation FOR INSERT
    TO samplan_staff, samplan_batch, samplan_administrator, samplan_auditor WITH CHECK (true);

-- Loads see from it whether the store moved since they looked.
GRANT SELECT ON public.operation TO samplan_batch;
CREATE POLICY batch ON public.operation FOR SELECT TO samplan_batch USING (true);

-- The citizen: seen by who may see; made by a function, changed by who may.
GRANT SELECT ON public.citizen, public.citizen_identifier, public.citizen_contact,
    public.citizen_source, public.case_file TO samplan_staff;
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['citizen_identifier', 'citizen_contact', 'citizen_source'] LOOP
        EXECUTE format('CREATE POLICY reads ON public.%I FOR SELECT TO samplan_staff '
            'USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]))', each);
    END LOOP;
END $$;
-- A case of another service area is told of by a door (45_sharing), unless the consent shares it.
CREATE POLICY reads ON public.case_file FOR SELECT TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[])
        AND (service_area = (SELECT access.my_area()) OR caseworker_id = (SELECT access.me())
            OR caseworker_id = ANY ((SELECT access.led_staff())::uuid[])
            OR (citizen_id, service_area) IN
                (SELECT s.citizen_id, s.service_area FROM access.my_shared_citizens() s)));
CREATE POLICY reads ON public.citizen FOR SELECT TO samplan_staff
    USING (id = ANY ((SELECT access.my_citizens())::uuid[]));
GRANT UPDATE ON public.citizen, public.citizen_identifier TO samplan_staff;
CREATE POLICY changes ON public.citizen FOR UPDATE TO samplan_staff
    USING (id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY changes ON public.citizen_identifier FOR UPDATE TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
GRANT INSERT, UPDATE ON public.citizen_contact TO samplan_staff;
CREATE POLICY adds ON public.citizen_contact FOR INSERT TO samplan_staff
    WITH CHECK (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY changes ON public.citizen_contact FOR UPDATE TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
-- The words that find a citizen are replaced at each save; nobody reads another's.
GRANT SELECT (citizen_id), INSERT, DELETE ON public.search_token TO samplan_staff;
CREATE POLICY reads ON public.search_token FOR SELECT TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY adds ON public.search_token FOR INSERT TO samplan_staff
    WITH CHECK (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY takes ON public.search_token FOR DELETE TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
-- A protected address opens by a reason alone (doors); there is no grant to write it.
GRANT SELECT ON public.protected_address TO samplan_staff;
CREATE POLICY reads ON public.protected_address FOR SELECT TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_addresses())::uuid[]));

-- Journal notes: shared, of my service area, or mine.
GRANT SELECT, INSERT, UPDATE ON public.record_note TO samplan_staff;
CREATE POLICY reads ON public.record_note FOR SELECT TO samplan_staff USING (
    citizen_id = ANY ((SELECT access.my_open())::uuid[])
    AND (service_area = (SELECT access.my_area()) OR author_id = (SELECT access.me())
        OR (shared AND (service_area IS NULL OR (citizen_id, service_area) IN
            (SELECT s.citizen_id, s.service_area FROM access.my_shared_citizens() s)))));
CREATE POLICY adds ON public.record_note FOR INSERT TO samplan_staff WITH CHECK (
    citizen_id = ANY ((SELECT access.my_citizens())::uuid[])
    AND author_id = (SELECT access.me())
    AND CASE WHEN corrects_id IS NULL
        THEN service_area IS NOT DISTINCT FROM (SELECT access.my_area())
        ELSE access.adds_to(corrects_id, citizen_id, service_area, shared) END);
CREATE POLICY changes ON public.record_note FOR UPDATE TO samplan_staff
    USING (author_id = (SELECT access.me()));

-- The plan is read by who may see the citizen; what a service area wrote in it by that area, by who
-- wrote it, and by whom the consent lets it be shared with (45_sharing).
DO $$
DECLARE
    each text;
    plans text;
    rule text;
    shown text := '(service_area IS NULL OR service_area = ANY ((SELECT access.my_areas())::text[]) '
        'OR created_by = (SELECT access.me()) OR (plan_id, service_area) IN '
        '(SELECT s.plan_id, s.service_area FROM access.my_shared() s)';
    -- What is said about a part is read by who sees the part.
    about text := 'CASE part_kind '
        'WHEN ''statement'' THEN EXISTS (SELECT FROM public.statement t WHERE t.id = part_id) '
        'WHEN ''challenge'' THEN EXISTS (SELECT FROM public.challenge t WHERE t.id = part_id) '
        'WHEN ''intervention'' THEN EXISTS '
        '(SELECT FROM public.intervention t WHERE t.id = part_id) '
        'WHEN ''task'' THEN EXISTS (SELECT FROM public.task t WHERE t.id = part_id) '
        'WHEN ''contact_agreement'' THEN EXISTS '
        '(SELECT FROM public.contact_agreement t WHERE t.id = part_id) '
        'WHEN ''measurement'' THEN EXISTS '
        '(SELECT FROM public.measurement t WHERE t.id = part_id) ELSE true END';
BEGIN
    FOR each, plans, rule IN VALUES
        -- What is written in words: opened and logged first.
        ('own_words', 'my_open_plans', 'true'),
        ('stance', 'my_open_plans', 'true'),
        ('follow_up', 'my_open_plans', 'true'),
        ('statement', 'my_open_plans', shown || ')'),
        ('challenge', 'my_open_plans', shown || ')'),
        ('contact_agreement', 'my_open_plans', shown || ')'),
        ('measurement', 'my_open_plans', shown || ')'),
        -- The plan as a whole, on paper or as it stood.
        ('plan_version', 'my_whole_plans', 'true'),
        ('version_paper', 'my_whole_plans', 'true'),
        ('review_snapshot', 'my_whole_plans', 'true'),
        ('settled_conflict', 'my_open_plans',
            '(plan_id = ANY ((SELECT access.my_led_plans())::uuid[]) OR plan_id = ANY '
            '((SELECT access.my_whole_plans())::uuid[])) AND ' || about),
        -- Who does what by when, as «Min dag» lists it.
        ('goal', 'my_plans', 'true'),
        ('sub_goal', 'my_plans', 'true'),
        ('intervention', 'my_plans',
            shown || ' OR id = ANY ((SELECT access.my_worked_on())::uuid[]))'),
        ('task', 'my_plans', 'EXISTS (SELECT FROM public.intervention i '
            'WHERE i.id = intervention_id)'),
        ('plan_remark', 'my_plans', about),
        ('participant', 'my_plans', 'true'),
        ('consent', 'my_plans', 'true'),
        ('plan_author', 'my_plans', 'true'),
        ('plan_event', 'my_plans', 'true'),
        ('review_tick', 'my_plans', 'true'),
        ('plan_signature', 'my_plans', 'true'),
        ('reminder', 'my_plans', 'true'),
        ('task_step', 'my_plans', 'EXISTS (SELECT FROM public.task t WHERE t.id = task_id)')
    LOOP
        EXECUTE format('GRANT SELECT ON public.%I TO samplan_staff', each);
        EXECUTE format('CREATE POLICY reads ON public.%I FOR SELECT TO samplan_staff '
            'USING (plan_id = ANY ((SELECT access.%I())::uuid[]) AND %s)', each, plans, rule);
    END LOOP;
    -- A remark is solved by who sees where it points, and writes there.
    GRANT UPDATE (solved_by, solved_name, solved_at, version, changed_at, changed_by)
        ON public.plan_remark TO samplan_staff;
    EXECUTE format('CREATE POLICY changes ON public.plan_remark FOR UPDATE TO samplan_staff '
        'USING (access.writes_about(plan_id, part_kind, part_id) AND %s)', about);
END $$;
GRANT SELECT ON public.joint_plan, public.plan_scan, public.follow_up_result TO samplan_staff;
CREATE POLICY reads ON public.joint_plan FOR SELECT TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY reads ON public.plan_scan FOR SELECT TO samplan_staff USING (signature_id IN (
    SELECT s.id FROM public.plan_signature s WHERE s.id = signature_id
      AND s.plan_id = ANY ((SELECT access.my_whole_plans())::uuid[])));
CREATE POLICY reads ON public.follow_up_result FOR SELECT TO samplan_staff USING (
    follow_up_id IN (SELECT f.id FROM public.follow_up f WHERE f.id = follow_up_id)
    AND (intervention_id IS NULL OR created_by = (SELECT access.me()) OR EXISTS (
        SELECT FROM public.intervention i WHERE i.id = intervention_id)));

-- A plan begins with who coordinates it; the guard below says what may be changed by whom.
GRANT INSERT, UPDATE ON public.joint_plan TO samplan_staff;
CREATE POLICY adds ON public.joint_plan FOR INSERT TO samplan_staff WITH CHECK (
    coordinator_id = (SELECT access.me()) AND citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY changes ON public.joint_plan FOR UPDATE TO samplan_staff USING (
    access.leads_plan(id) OR coordinator_id = ANY ((SELECT access.led_staff())::uuid[])
    OR access.hands(citizen_id, coordinator_id, NULL))
    WITH CHECK (true);

-- Parts of the whole plan: who leads it. Parts of a service area: its participants too.
DO $$
DECLARE
    each text;
    rule text;
BEGIN
    FOR each, rule IN VALUES
        ('own_words', 'access.writes(plan_id, NULL)'),
        ('stance', 'access.writes(plan_id, NULL)'),
        ('goal', 'access.writes(plan_id, NULL)'),
        ('sub_goal', 'access.writes(plan_id, NULL)'),
        ('consent', 'access.writes(plan_id, NULL)'),
        ('participant', 'access.writes(plan_id, NULL)'),
        ('plan_signature', 'access.writes(plan_id, NULL)'),
        ('reminder', 'by_id = (SELECT access.me()) AND (access.writes(plan_id, NULL) OR '
            'access.tells_of_task(plan_id, task_id, ''asked''))'),
        ('statement', 'access.writes(plan_id, service_area) AND access.is_shown(plan_id, service_area, '
            'created_by)'),
        ('challenge', 'access.writes(plan_id, service_area) AND access.is_shown(plan_id, service_area, '
            'created_by)'),
        ('contact_agreement', 'access.writes(plan_id, service_area) AND access.is_shown(plan_id, service_area, '
            'created_by)'),
        ('measurement', 'access.writes(plan_id, service_area) AND access.is_shown(plan_id, service_area, '
            'created_by)'),
        ('intervention', 'access.writes(plan_id, service_area) AND (access.is_shown(plan_id, '
            'service_area, created_by) OR id = ANY ((SELECT access.my_worked_on())::uuid[]))')
    LOOP
        EXECUTE format('GRANT INSERT, UPDATE ON public.%I TO samplan_staff', each);
        EXECUTE format('CREATE POLICY adds ON public.%I FOR INSERT TO samplan_staff '
            'WITH CHECK (%s)', each, rule);
        EXECUTE format('CREATE POLICY changes ON public.%I FOR UPDATE TO samplan_staff '
            'USING (%s)', each, rule);
    END LOOP;
    GRANT INSERT, UPDATE ON public.task TO samplan_staff;
    CREATE POLICY adds ON public.task FOR INSERT TO samplan_staff
        WITH CHECK (access.may_give(plan_id, intervention_id));
    CREATE POLICY changes ON public.task FOR UPDATE TO samplan_staff
        USING (access.works_on(plan_id, intervention_id, assignee_id, follower_id)
            OR access.hands_in(plan_id, assignee_id, NULL)
            OR access.hands_in(plan_id, follower_id, NULL))
        -- Who has a task may pass it on, and then has it no more: the guard says how.
        WITH CHECK (true);
    -- What is only ever added to.
    FOR each, rule IN VALUES
        ('plan_author', 'access.takes_part(plan_id) AND staff_id = (SELECT access.me()) AND EXISTS '
            '(SELECT FROM public.joint_plan p '
            'WHERE p.id = plan_id AND p.approved_version = since_version)'),
        ('settled_conflict', 'access.takes_part(plan_id) AND created_by = (SELECT access.me())'),
        ('plan_event', 'by_id = (SELECT access.me()) AND CASE WHEN kind IN '
            '(''approved'', ''returned'') THEN access.reviews(plan_id) '
            'ELSE access.leads_plan(plan_id) END'),
        ('plan_version', 'access.reviews(plan_id) AND EXISTS (SELECT FROM public.joint_plan p '
            'WHERE p.id = plan_id AND (p.status, p.approved_version) IN '
            '((''in_review'', number - 1), (''approved'', number)))'),
        ('version_paper', 'access.reviews(plan_id)'),
        ('plan_remark', 'by_id = (SELECT access.me()) AND access.reviews(plan_id)'),
        ('review_snapshot', 'access.reviews(plan_id)'),
        ('review_tick', 'access.reviews(plan_id)'),
        ('task_step', 'by_id = (SELECT access.me()) AND access.tells_of_task(plan_id, task_id, kind)'),
        ('follow_up', 'by_id = (SELECT access.me()) AND access.leads_plan(plan_id) AND EXISTS '
            '(SELECT FROM public.joint_plan p '
            'WHERE p.id = plan_id AND p.citizen_id = follow_up.citizen_id)')
    LOOP
        EXECUTE format('GRANT INSERT ON public.%I TO samplan_staff', each);
        EXECUTE format('CREATE POLICY adds ON public.%I FOR INSERT TO samplan_staff '
            'WITH CHECK (%s)', each, rule);
    END LOOP;
END $$;
-- A seat in the core team goes along with the citizen.
CREATE POLICY takes_over ON public.participant FOR INSERT TO samplan_staff
    WITH CHECK (access.hands_in(plan_id, NULL, staff_id));
CREATE POLICY hands_over ON public.participant FOR UPDATE TO samplan_staff
    USING (access.hands_in(plan_id, staff_id, NULL));

-- A hand-over is between two, and for the leads of their units. The receiver reads it until a no, and
-- so long after it as a client needs to be told that it was kept.
GRANT SELECT, INSERT, UPDATE ON public.handover TO samplan_staff;
GRANT SELECT, INSERT ON public.handover_word TO samplan_staff;
CREATE POLICY reads ON public.handover FOR SELECT TO samplan_staff USING (
    giver_id = (SELECT access.me()) OR by_id = (SELECT access.me())
    OR (receiver_id = (SELECT access.me()) AND (status IN ('offered', 'accepted')
        OR answered_at > (SELECT access.now()) - interval '10 minutes'))
    OR giver_id = ANY ((SELECT access.led_staff())::uuid[])
    OR receiver_id = ANY ((SELECT access.led_staff())::uuid[]));
CREATE POLICY adds ON public.handover FOR INSERT TO samplan_staff
    WITH CHECK (access.may_offer(handover));
CREATE POLICY changes ON public.handover FOR UPDATE TO samplan_staff
    USING (access.me() IN (giver_id, receiver_id, by_id)
        OR giver_id = ANY ((SELECT access.led_staff())::uuid[])) WITH CHECK (true);
CREATE POLICY reads ON public.handover_word FOR SELECT TO samplan_staff
    USING (EXISTS (SELECT FROM public.handover h WHERE h.id = handover_id));
CREATE POLICY adds ON public.handover_word FOR INSERT TO samplan_staff
    WITH CHECK (by_id = (SELECT access.me()) AND access.may_say(handover_id, citizen_id, kind));

GRANT INSERT ON public.plan_scan, public.follow_up_result TO samplan_staff;
CREATE POLICY adds ON public.plan_scan FOR INSERT TO samplan_staff WITH CHECK (EXISTS (
    SELECT FROM public.plan_signature s
    WHERE s.id = signature_id AND access.writes(s.plan_id, NULL)));
CREATE POLICY adds ON public.follow_up_result FOR INSERT TO samplan_staff WITH CHECK (EXISTS (
    SELECT FROM public.follow_up f
    WHERE f.id = follow_up_id AND f.by_id = (SELECT access.me())));
CREATE POLICY reads ON public.presence FOR SELECT TO samplan_staff USING (
    plan_id = ANY ((SELECT access.my_plans())::uuid[]) OR staff_id = (SELECT access.me()));
GRANT SELECT ON public.presence TO samplan_staff;
-- Who has a plan open; a window that is gone is swept away by any other.
GRANT INSERT, UPDATE, DELETE ON public.presence TO samplan_staff;
CREATE POLICY adds ON public.presence FOR INSERT TO samplan_staff WITH CHECK (
    staff_id = (SELECT access.me()) AND plan_id = ANY ((SELECT access.my_plans())::uuid[]));
CREATE POLICY changes ON public.presence FOR UPDATE TO samplan_staff
    USING (staff_id = (SELECT access.me()))
    WITH CHECK (staff_id = (SELECT access.me()) AND plan_id = ANY ((SELECT access.my_plans())::uuid[]));
CREATE POLICY takes ON public.presence FOR DELETE TO samplan_staff
    USING (staff_id = (SELECT access.me()) OR plan_id = ANY ((SELECT access.my_plans())::uuid[]));

-- The login of loads writes who and which cases, and reads no plan.
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['citizen', 'citizen_identifier', 'citizen_contact',
        'citizen_source', 'protected_address', 'protected_source', 'case_file', 'search_token',
        'staff', 'district', 'load', 'setting', 'list_entry']
    LOOP
        EXECUTE format('GRANT SELECT, INSERT, UPDATE ON public.%I TO samplan_batch', each);
        EXECUTE format('CREATE POLICY batch ON public.%I TO samplan_batch '
            'USING (true) WITH CHECK (true)', each);
    END LOOP;
END $$;
GRANT DELETE ON public.search_token TO samplan_batch;
GRANT SELECT ON public.load TO samplan_staff, samplan_administrator;
CREATE POLICY reads ON public.load FOR SELECT TO samplan_staff, samplan_administrator
    USING ((SELECT access.my_role()) IN ('team_lead', 'administrator'));

-- The control of the log: the lead of the unit judges, never themselves.
GRANT SELECT, INSERT, UPDATE ON public.log_verdict TO samplan_staff;
CREATE POLICY lead ON public.log_verdict TO samplan_staff
    USING (staff_id = ANY ((SELECT access.led_staff())::uuid[])
        AND staff_id <> (SELECT access.me()));
