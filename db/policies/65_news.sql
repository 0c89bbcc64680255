-- News of changes, as they are committed: ids alone, to those who have to do with the citizen, each
-- on a channel that only they know.
SET LOCAL ROLE samplan_definer;

CREATE TABLE access.channel (
    staff_id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE
);

-- The channel to listen on; another one after the walls were raised anew.
CREATE FUNCTION access.my_channel() RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO access.channel (staff_id, name)
    VALUES (access.me(), 'samplan_' || replace(gen_random_uuid()::text, '-', ''))
    ON CONFLICT (staff_id) DO NOTHING;
    RETURN (SELECT name FROM access.channel WHERE staff_id = access.me());
END $$;

-- A row of the log that tells of a change is the news of it. The payload names citizen and plans;
-- a load names nobody, since all may have changed.
CREATE FUNCTION access.tell() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    about text := 'all';
BEGIN
    IF NEW.action IN ('view', 'search', 'print', 'export', 'unmask', 'report',
        'control', 'restore')
        OR (NEW.role = 'system' AND NEW.citizen_id IS NOT NULL) THEN
        RETURN NULL;
    END IF;
    IF NEW.citizen_id IS NULL AND NEW.subject = 'staff_task' THEN
        PERFORM access.tell_of_staff_task(NEW.subject, NEW.subject_id);
        RETURN NULL;
    END IF;
    IF NEW.citizen_id IS NULL THEN
        PERFORM pg_notify(c.name, about) FROM access.channel c;
        RETURN NULL;
    END IF;
    about := NEW.citizen_id::text || coalesce((SELECT ' ' || string_agg(p.id::text, ' ')
        FROM public.joint_plan p WHERE p.citizen_id = NEW.citizen_id), '');
    PERFORM pg_notify(c.name, about) FROM access.channel c
    WHERE c.staff_id IN (
        SELECT r.staff_id FROM access.relation r WHERE r.citizen_id = NEW.citizen_id
            AND (r.valid_to IS NULL OR r.valid_to >= access.today())
        UNION SELECT t.staff_id FROM access.ticket t
        WHERE t.citizen_id = NEW.citizen_id AND t.until > access.now()
        UNION SELECT l.id FROM access.relation r
            JOIN public.staff s ON s.id = r.staff_id
            JOIN public.staff l ON l.role = 'team_lead' AND l.team = s.team
                AND l.service_area IS NOT DISTINCT FROM s.service_area
            WHERE r.citizen_id = NEW.citizen_id AND r.kind IN ('case', 'coordinator'))
      AND EXISTS (SELECT FROM public.staff s WHERE s.id = c.staff_id AND s.active);
    PERFORM access.tell_of_staff_task(NEW.subject, NEW.subject_id);
    RETURN NULL;
END $$;

-- A unit hears of its queue, though its people have nothing to do with the citizen, who is not named.
CREATE FUNCTION access.tell_of_staff_task(subject text, task uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF subject = 'staff_task' THEN
        PERFORM pg_notify(c.name, 'all') FROM access.channel c
            JOIN public.staff s ON s.id = c.staff_id AND s.active
            JOIN public.staff_task t ON t.id = task
        WHERE s.id IN (t.sender_id, t.assignee_id) OR (t.has_queue AND s.team = t.queue_team
            AND s.service_area IS NOT DISTINCT FROM t.queue_area);
    END IF;
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION access.my_channel() TO samplan_staff, samplan_administrator,
    samplan_auditor, samplan_batch;
GRANT EXECUTE ON FUNCTION access.tell() TO samplan_log;
CREATE TRIGGER tells AFTER INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION access.tell();
