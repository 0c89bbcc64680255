-- What goes along with a citizen outside the plan (plans.handed_along): tasks between colleagues and
-- enquiries. The guards of both say what may go, and how.
SET LOCAL ROLE samplan_definer;

-- Let what the giver has about the citizen go along with what I have just accepted, and tell what
-- went; each gets its step.
CREATE FUNCTION access.take_tasks(taken uuid) RETURNS TABLE (subject text, thing uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self public.staff;
    h public.handover;
    giver public.staff;
    receiver public.staff;
    staying text[];
BEGIN
    SELECT * INTO self FROM public.staff s WHERE s.id = access.me();
    SELECT * INTO h FROM public.handover o WHERE o.id = taken AND o.status = 'accepted'
        AND o.kind <> 'help' AND o.xmin = pg_current_xact_id_if_assigned()::xid;
    IF NOT FOUND OR NOT access.hands(h.citizen_id, h.giver_id, h.receiver_id) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    SELECT * INTO giver FROM public.staff s WHERE s.id = h.giver_id;
    SELECT * INTO receiver FROM public.staff s WHERE s.id = h.receiver_id;
    staying := string_to_array(h.staying, ',');
    FOR thing IN SELECT t.id FROM public.staff_task t
        WHERE t.citizen_id = h.citizen_id AND t.removed_at IS NULL AND t.id::text <> ALL (staying)
          AND ((t.assignee_id = giver.id
                AND t.status IN ('requested', 'accepted', 'in_progress', 'waiting'))
            OR (t.sender_id = giver.id AND t.status IN
                ('requested', 'accepted', 'in_progress', 'waiting', 'declined')))
          AND access.staff_task_reaches(t.citizen_id, t.sender_area, receiver.service_area)
        ORDER BY t.id FOR UPDATE
    LOOP
        subject := 'staff_task';
        UPDATE public.staff_task t SET
            sender_id = CASE t.sender_id WHEN giver.id THEN receiver.id ELSE t.sender_id END,
            sender_name = CASE t.sender_id WHEN giver.id THEN receiver.name ELSE t.sender_name END,
            assignee_id = CASE WHEN t.assignee_id = giver.id AND t.status <> 'declined'
                THEN receiver.id ELSE t.assignee_id END,
            assignee_name = CASE WHEN t.assignee_id = giver.id AND t.status <> 'declined'
                THEN receiver.name ELSE t.assignee_name END,
            -- Who asked the receiver has the receiver's own task then.
            status = CASE WHEN t.status = 'requested'
                    AND (t.sender_id IN (giver.id, receiver.id))
                    AND (t.assignee_id IN (giver.id, receiver.id))
                THEN 'accepted' ELSE t.status END,
            version = t.version + 1, changed_by = self.id, changed_at = access.now()
        WHERE t.id = thing;
        INSERT INTO public.staff_task_step (id, version, created_at, created_by, changed_at,
            changed_by, staff_task_id, citizen_id, kind, at, by_id, by_name, text, to_id, to_name)
        VALUES (gen_random_uuid(), 1, access.now(), self.id, access.now(), self.id, thing,
            h.citizen_id, 'handed_over', access.now(), self.id, self.name, '', receiver.id,
            receiver.name);
        RETURN NEXT;
    END LOOP;
    FOR thing IN SELECT e.id FROM public.enquiry e
        WHERE e.citizen_id = h.citizen_id AND e.holder_id = giver.id AND e.removed_at IS NULL
          AND e.status <> 'answered' AND e.id::text <> ALL (staying)
          AND access.staff_task_reaches(e.citizen_id, giver.service_area, receiver.service_area)
        ORDER BY e.id FOR UPDATE
    LOOP
        subject := 'enquiry';
        INSERT INTO public.enquiry_step (id, version, created_at, created_by, changed_at,
            changed_by, enquiry_id, kind, at, by_id, by_name, to_team, how)
        VALUES (gen_random_uuid(), 1, access.now(), self.id, access.now(), self.id, thing,
            'handed_over', access.now(), self.id, self.name, '', '');
        UPDATE public.enquiry e SET holder_id = receiver.id, version = e.version + 1,
            changed_by = self.id, changed_at = access.now() WHERE e.id = thing;
        RETURN NEXT;
    END LOOP;
END $$;
RESET ROLE;

GRANT EXECUTE ON FUNCTION access.take_tasks(uuid) TO samplan_staff;
