-- Tasks between colleagues (decision 015, plans.staff_tasks): who reads them, who changes what, and
-- the relation to a citizen that they make. Whose a task is stands apart, so that a table that staff
-- reads has no index by it.
SET LOCAL ROLE samplan_definer;

CREATE TABLE access.staff_task_party (
    task_id uuid NOT NULL,
    kind text NOT NULL,                 -- sender, assignee, queue
    staff_id uuid,
    queue_area text,
    queue_team text,
    PRIMARY KEY (task_id, kind)
);
CREATE INDEX staff_task_party_staff ON access.staff_task_party (staff_id) INCLUDE (task_id);
CREATE INDEX staff_task_party_queue ON access.staff_task_party (queue_team) WHERE kind = 'queue';

-- The steps of a task's state, as of one in a plan.
CREATE TABLE access.staff_task_way (
    old_status text NOT NULL,
    new_status text NOT NULL,
    PRIMARY KEY (old_status, new_status)
);

CREATE FUNCTION access.keep_parties(which uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    task public.staff_task;
BEGIN
    SELECT * INTO task FROM public.staff_task WHERE id = which;
    INSERT INTO access.staff_task_party AS p (task_id, kind, staff_id, queue_area, queue_team)
    SELECT task.id, w.kind, w.staff_id, w.area, w.team
    FROM (VALUES ('sender', task.sender_id, NULL, NULL),
        ('assignee', task.assignee_id, NULL, NULL),
        -- Who leads the unit sees what was taken from its queue, too.
        ('queue', NULL, task.queue_area, task.queue_team)) w (kind, staff_id, area, team)
    WHERE w.staff_id IS NOT NULL OR (w.kind = 'queue' AND task.has_queue)
    ON CONFLICT (task_id, kind) DO UPDATE SET staff_id = excluded.staff_id,
        queue_area = excluded.queue_area, queue_team = excluded.queue_team;
    DELETE FROM access.staff_task_party p WHERE p.task_id = task.id
      AND ((p.kind = 'assignee' AND task.assignee_id IS NULL)
        OR (p.kind = 'queue' AND NOT task.has_queue));
    -- Who was asked, or has it, has to do with the citizen until it is over. Who asks has without it.
    IF task.citizen_id IS NOT NULL AND task.assignee_id <> task.sender_id AND task.removed_at IS NULL
        AND task.status IN ('requested', 'accepted', 'in_progress', 'waiting') THEN
        INSERT INTO access.relation (staff_id, citizen_id, kind, source_id)
        VALUES (task.assignee_id, task.citizen_id, 'staff_task', task.id)
        ON CONFLICT DO NOTHING;
        DELETE FROM access.relation r WHERE r.source_id = task.id AND r.kind = 'staff_task'
          AND r.staff_id <> task.assignee_id;
    ELSE
        DELETE FROM access.relation r WHERE r.source_id = task.id AND r.kind = 'staff_task';
    END IF;
END $$;

-- The tasks that hang on some people (plans.staff_tasks.hangs_on).
CREATE FUNCTION access.hanging_staff_tasks(people uuid[]) RETURNS TABLE (who uuid, due date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT p.staff_id, t.due FROM access.staff_task_party p
    JOIN public.staff_task t ON t.id = p.task_id AND t.removed_at IS NULL
    WHERE p.staff_id = ANY (people) AND CASE p.kind
        WHEN 'assignee' THEN t.status IN ('requested', 'accepted', 'in_progress', 'waiting')
        WHEN 'sender' THEN t.status IN ('requested', 'declined')
            AND t.assignee_id IS DISTINCT FROM t.sender_id
        ELSE false END;
END $$;

CREATE FUNCTION access.relate_staff_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM access.keep_parties(NEW.id);
    RETURN NULL;
END $$;

-- Who answers for what is somebody's who works with citizens no more (plans.staff_tasks.answers_for).
CREATE FUNCTION access.answers_for(person uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT l.id FROM public.staff s, public.staff l
        WHERE s.id = person AND l.role = 'team_lead' AND l.active AND l.removed_at IS NULL
        ORDER BY (l.service_area IS DISTINCT FROM s.service_area OR l.team <> s.team),
            (l.service_area IS DISTINCT FROM s.service_area), l.name COLLATE "C", l.id LIMIT 1);
END $$;

-- The tasks of the units that I lead, and of those whose lead is away and has named me.
CREATE FUNCTION access.led_staff_tasks() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    leads uuid[] := access.my_leads();
    unit uuid[] := access.led_staff();
    gone uuid[];
BEGIN
    IF leads = '{}' THEN
        RETURN '{}';
    END IF;
    gone := (SELECT coalesce(array_agg(s.id), '{}') FROM public.staff s
        WHERE NOT (s.active AND s.role IN ('caseworker', 'team_lead'))
          AND access.answers_for(s.id) = self);
    RETURN (SELECT coalesce(array_agg(DISTINCT p.task_id), '{}') FROM access.staff_task_party p
        WHERE p.staff_id = ANY (unit) OR p.staff_id = ANY (gone)
           OR (p.kind = 'queue' AND EXISTS (SELECT FROM public.staff l
            WHERE l.id = ANY (leads) AND l.active AND l.team = p.queue_team
              AND l.service_area IS NOT DISTINCT FROM p.queue_area)));
END $$;

-- The tasks that I asked for, have, lead, or that lie in my unit's queue.
CREATE FUNCTION access.my_staff_tasks() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self public.staff;
BEGIN
    SELECT * INTO self FROM public.staff WHERE id = access.me();
    IF self.role IS NULL OR self.role NOT IN ('caseworker', 'team_lead') THEN
        RETURN '{}';
    END IF;
    RETURN access.led_staff_tasks() || (SELECT coalesce(array_agg(p.task_id), '{}')
        FROM access.staff_task_party p WHERE p.staff_id = self.id)
        || (SELECT coalesce(array_agg(p.task_id), '{}') FROM access.staff_task_party p
            JOIN public.staff_task t ON t.id = p.task_id AND t.assignee_id IS NULL
                AND t.status = 'requested'
            WHERE p.kind = 'queue' AND p.queue_team = self.team
              AND p.queue_area IS NOT DISTINCT FROM self.service_area);
END $$;

-- Whether what one service area says of a citizen may reach another today
-- (plans.staff_tasks.reaches). Only guards ask: it tells what is shared.
CREATE FUNCTION access.staff_task_reaches(who uuid, from_area text, to_area text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    shared text[] := (SELECT coalesce(array_agg(s.service_area), '{}') FROM access.shared s
        JOIN public.joint_plan p ON p.id = s.plan_id
        WHERE p.citizen_id = who AND p.status <> 'closed'
          AND (s.valid_to IS NULL OR s.valid_to >= access.today()));
BEGIN
    RETURN who IS NULL OR coalesce(from_area = to_area, false) OR (shared <> '{}'
        AND (from_area IS NULL OR from_area = ANY (shared))
        AND (to_area IS NULL OR to_area = ANY (shared)));
END $$;

-- The same of a task in the queue of my unit, to who wants to take it.
CREATE FUNCTION access.may_claim(task uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(task = ANY (access.my_staff_tasks()) AND (SELECT access.staff_task_reaches(
        t.citizen_id, t.sender_area, access.my_area()) FROM public.staff_task t WHERE t.id = task),
        false);
END $$;

-- Who took a task out of the queue of my unit: what the second of two is told, who sees it no more.
CREATE FUNCTION access.who_claimed(task uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT t.assignee_name FROM public.staff_task t JOIN public.staff s
            ON s.id = access.me() AND s.team = t.queue_team
            AND s.service_area IS NOT DISTINCT FROM t.queue_area
        WHERE t.id = task AND t.has_queue AND t.assignee_id IS NOT NULL);
END $$;

-- Somebody who works with citizens, and whom what is said of this one may reach, by their name.
CREATE FUNCTION access.may_have_staff_task(person uuid, called text, who uuid, from_area text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.staff s WHERE s.id = person AND s.name = called AND s.active
        AND s.removed_at IS NULL AND s.role IN ('caseworker', 'team_lead')
        AND access.staff_task_reaches(who, from_area, s.service_area));
END $$;

-- A task is asked for in one's own name, about somebody whom one has to do with: a look for a reason
-- does not do, for whoever gets the task has to do with them from then on.
CREATE FUNCTION access.guard_new_staff_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT coalesce(access.my_role() IN ('caseworker', 'team_lead') AND NEW.sender_id = self
        AND NEW.sender_area IS NOT DISTINCT FROM access.my_area()
        AND (NEW.citizen_id IS NULL OR access.standing(NEW.citizen_id) IS NOT NULL)
        AND NEW.result = '' AND NOT NEW.is_waiting AND NEW.removed_at IS NULL
        AND CASE WHEN NEW.assignee_id IS NULL
            THEN NEW.status = 'requested' AND NEW.assignee_name = '' AND NEW.queue_team <> ''
                AND access.staff_task_reaches(NEW.citizen_id, NEW.sender_area, NEW.queue_area)
            ELSE NEW.status = CASE NEW.assignee_id WHEN self THEN 'accepted' ELSE 'requested' END
                AND NOT NEW.has_queue AND access.may_have_staff_task(NEW.assignee_id,
                    NEW.assignee_name, NEW.citizen_id, NEW.sender_area) END, false) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Whether a task goes along with the citizen, whom I have just handed over or taken over in this
-- transaction: the receiver stands where the giver stood, and all else stays
-- (plans.handed_along.task_handed).
CREATE FUNCTION access.task_goes_along(old public.staff_task, new public.staff_task)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN old.removed_at IS NULL
        AND old.status IN ('requested', 'accepted', 'in_progress', 'waiting', 'declined')
        AND EXISTS (SELECT FROM public.handover h JOIN public.staff s ON s.id = h.receiver_id
            WHERE h.citizen_id = old.citizen_id AND h.status = 'accepted' AND h.kind <> 'help'
              AND h.answered_by_id = access.me() AND h.xmin = pg_current_xact_id_if_assigned()::xid
              AND old.id::text <> ALL (string_to_array(h.staying, ','))
              AND access.staff_task_reaches(old.citizen_id, old.sender_area, s.service_area)
              AND (new.sender_id, new.sender_name) = CASE old.sender_id
                WHEN h.giver_id THEN (s.id, s.name) ELSE (old.sender_id, old.sender_name) END
              AND (new.assignee_id, new.assignee_name) IS NOT DISTINCT FROM CASE
                WHEN old.assignee_id = h.giver_id AND old.status <> 'declined' THEN (s.id, s.name)
                ELSE (old.assignee_id, old.assignee_name) END
              AND new.status = CASE WHEN old.status = 'requested'
                AND new.assignee_id = new.sender_id THEN 'accepted' ELSE old.status END);
END $$;

-- What was asked stays as it was asked. Who has the task works on it, gives it back to its queue, or
-- passes it on; who is of the unit takes it from the queue; who asked takes it back, or asks another
-- while nobody has taken it on; who leads one of their units asks another.
CREATE FUNCTION access.guard_staff_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    stamp text[] := ARRAY['version', 'changed_at', 'changed_by'];
    waited text[] := ARRAY['is_waiting', 'waiting_cause', 'waiting_on', 'waiting_since',
        'wake_up_date', 'status'];
    given text[] := ARRAY['assignee_id', 'assignee_name', 'has_queue', 'queue_area', 'queue_team'];
    handed text[] := ARRAY['sender_id', 'sender_name', 'assignee_id', 'assignee_name', 'status'];
    differs text[];
    leads boolean;
    mine boolean := coalesce(OLD.assignee_id = self, false)
        AND OLD.status IN ('requested', 'accepted', 'in_progress', 'waiting');
    step boolean := NEW.status = OLD.status OR EXISTS (SELECT FROM access.staff_task_way
        WHERE old_status = OLD.status AND new_status = NEW.status);
    calm boolean := (NEW.is_waiting, NEW.waiting_cause, NEW.waiting_on) = (false, '', '')
        AND (NEW.waiting_since, NEW.wake_up_date) IS NOT DISTINCT FROM (NULL, NULL);
    allowed boolean := false;
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    differs := (SELECT coalesce(array_agg(n.key), '{}') FROM jsonb_each(to_jsonb(NEW)) n
        WHERE n.key <> ALL (stamp) AND n.value IS DISTINCT FROM to_jsonb(OLD) -> n.key);
    IF differs <@ handed AND differs <> '{}' AND access.task_goes_along(OLD, NEW) THEN
        RETURN NEW;
    END IF;
    leads := OLD.id = ANY (access.led_staff_tasks());
    IF differs <@ (waited || 'result'::text) AND (mine OR OLD.assignee_id = self) THEN
        -- Worked on, or done by mistake after all.
        allowed := step AND (mine OR OLD.status = 'completed')
            AND NEW.status NOT IN ('cancelled', 'requested') OR differs = '{}';
    ELSIF differs <@ (waited || given) AND NEW.assignee_id IS NULL THEN
        allowed := mine AND OLD.has_queue AND calm AND NEW.status = 'requested'
            AND NEW.assignee_name = '' AND (NEW.has_queue, NEW.queue_area, NEW.queue_team)
                IS NOT DISTINCT FROM (OLD.has_queue, OLD.queue_area, OLD.queue_team);
    ELSIF differs <@ (waited || given) AND OLD.assignee_id IS NULL AND NEW.has_queue THEN
        allowed := OLD.status = 'requested' AND NEW.status = 'accepted' AND calm
            AND NEW.assignee_id = self
            AND (NEW.queue_area, NEW.queue_team) IS NOT DISTINCT FROM (OLD.queue_area, OLD.queue_team)
            AND EXISTS (SELECT FROM public.staff s WHERE s.id = self AND s.team = OLD.queue_team
                AND s.service_area IS NOT DISTINCT FROM OLD.queue_area)
            AND access.may_have_staff_task(self, NEW.assignee_name, OLD.citizen_id, OLD.sender_area);
    ELSIF differs <@ (waited || given) AND NEW.assignee_id IS NOT NULL AND NOT NEW.has_queue THEN
        allowed := (mine OR leads OR (OLD.sender_id = self
                AND OLD.status IN ('requested', 'declined')))
            AND OLD.status IN ('requested', 'accepted', 'in_progress', 'waiting', 'declined')
            AND (NEW.assignee_id IS DISTINCT FROM OLD.assignee_id OR OLD.status = 'declined')
            AND (NEW.queue_area, NEW.queue_team) IS NOT DISTINCT FROM (NULL, '') AND calm
            AND NEW.status = CASE NEW.assignee_id WHEN self THEN 'accepted' ELSE 'requested' END
            AND access.may_have_staff_task(NEW.assignee_id, NEW.assignee_name, OLD.citizen_id,
                OLD.sender_area);
    END IF;
    IF differs <@ (waited || ARRAY['result']) AND OLD.sender_id = self AND NOT allowed THEN
        allowed := step AND calm AND ((NEW.status = 'cancelled' AND NEW.result = OLD.result)
            OR (OLD.status = 'cancelled' AND NEW.status = 'requested'));
    END IF;
    IF differs = ARRAY['due'] THEN
        allowed := (leads OR OLD.sender_id = self) AND NEW.due IS NOT NULL
            AND OLD.status NOT IN ('completed', 'cancelled');
    END IF;
    IF NOT coalesce(allowed, false) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Who tells what of a task; the step comes before what it tells of, but where it is asked.
CREATE FUNCTION access.tells_of_staff_task(task uuid, who uuid, step text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    told public.staff_task;
BEGIN
    SELECT * INTO told FROM public.staff_task t
    WHERE t.id = task AND t.citizen_id IS NOT DISTINCT FROM who;
    RETURN coalesce(FOUND AND task = ANY (access.my_staff_tasks()) AND CASE
        WHEN step IN ('accepted', 'declined', 'given_back', 'started', 'waits', 'completed')
            THEN told.assignee_id = self
        WHEN step IN ('asked', 'cancelled', 'reminded', 'reminder_taken_back')
            THEN told.sender_id = self
        WHEN step = 'claimed' THEN told.assignee_id IS NULL AND EXISTS (SELECT FROM public.staff s
            WHERE s.id = self AND s.team = told.queue_team
              AND s.service_area IS NOT DISTINCT FROM told.queue_area)
        WHEN step = 'reopened' THEN self IN (told.assignee_id, told.sender_id)
        WHEN step = 'passed_on' THEN coalesce(told.assignee_id = self, false)
            OR told.sender_id = self OR task = ANY (access.led_staff_tasks())
        WHEN step = 'moved' THEN told.sender_id = self OR task = ANY (access.led_staff_tasks())
        ELSE false END, false);
END $$;
RESET ROLE;

GRANT SELECT, INSERT, UPDATE ON public.staff_task TO samplan_staff;
GRANT SELECT, INSERT ON public.staff_task_step TO samplan_staff;
-- For whom it is neither from nor to, it is a part of what the sender's service area says.
CREATE POLICY reads ON public.staff_task FOR SELECT TO samplan_staff USING (
    id = ANY ((SELECT access.my_staff_tasks())::uuid[])
    OR (citizen_id = ANY ((SELECT access.my_citizens())::uuid[])
        AND (sender_area IS NULL OR sender_area = ANY ((SELECT access.my_areas())::text[])
            OR (citizen_id, sender_area) IN
                (SELECT s.citizen_id, s.service_area FROM access.my_shared_citizens() s))));
CREATE POLICY adds ON public.staff_task FOR INSERT TO samplan_staff
    WITH CHECK (sender_id = (SELECT access.me()));
CREATE POLICY changes ON public.staff_task FOR UPDATE TO samplan_staff
    USING (id = ANY ((SELECT access.my_staff_tasks())::uuid[]))
    -- Who passes a task on has it no more: the guard says how.
    WITH CHECK (true);
CREATE POLICY reads ON public.staff_task_step FOR SELECT TO samplan_staff USING (
    EXISTS (SELECT FROM public.staff_task t WHERE t.id = staff_task_id));
CREATE POLICY adds ON public.staff_task_step FOR INSERT TO samplan_staff WITH CHECK (
    by_id = (SELECT access.me())
    AND access.tells_of_staff_task(staff_task_id, citizen_id, kind));
GRANT EXECUTE ON FUNCTION access.my_staff_tasks(), access.who_claimed(uuid),
    access.may_claim(uuid), access.tells_of_staff_task(uuid, uuid, text) TO samplan_staff;

CREATE TRIGGER c_guard_new BEFORE INSERT ON public.staff_task
    FOR EACH ROW EXECUTE FUNCTION access.guard_new_staff_task();
CREATE TRIGGER c_guard BEFORE UPDATE ON public.staff_task
    FOR EACH ROW EXECUTE FUNCTION access.guard_staff_task();
-- Who asked is changed by a hand-over alone, whose guard names the receiver.
CREATE TRIGGER d_sign_sender_id BEFORE INSERT
    ON public.staff_task FOR EACH ROW EXECUTE FUNCTION access.sign('sender_id', 'sender_name');
CREATE TRIGGER d_sign_by_id BEFORE INSERT OR UPDATE OF by_id, by_name
    ON public.staff_task_step FOR EACH ROW EXECUTE FUNCTION access.sign('by_id', 'by_name');
CREATE TRIGGER e_happen BEFORE INSERT ON public.staff_task_step
    FOR EACH ROW EXECUTE FUNCTION access.happen('at');
CREATE TRIGGER relates AFTER INSERT OR UPDATE ON public.staff_task
    FOR EACH ROW EXECUTE FUNCTION access.relate_staff_task();
CREATE CONSTRAINT TRIGGER told AFTER INSERT OR UPDATE ON public.staff_task
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.citizen_id IS NOT NULL)
    EXECUTE FUNCTION access.demand_row();
CREATE CONSTRAINT TRIGGER told AFTER INSERT ON public.staff_task_step
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.citizen_id IS NOT NULL)
    EXECUTE FUNCTION access.demand_row();

-- What stands in the store when the walls are raised.
DO $$
DECLARE
    each uuid;
BEGIN
    FOR each IN SELECT id FROM public.staff_task LOOP
        PERFORM access.keep_parties(each);
    END LOOP;
END $$;
