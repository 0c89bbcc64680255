-- What a change may not forge, whoever writes: version, author, what a row belongs to, and the
-- steps of a plan. Who works for the server itself has no row in staff and is not asked.
SET LOCAL ROLE samplan_definer;

-- A login of ours: without an open row in staff it writes nothing that tells who wrote it.
CREATE FUNCTION access.is_login() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_auth_members m
        JOIN pg_roles g ON g.oid = m.roleid JOIN pg_roles r ON r.oid = m.member
        WHERE r.rolname = session_user AND g.rolname IN ('samplan_staff', 'samplan_batch',
            'samplan_auditor', 'samplan_administrator'));
END $$;

CREATE FUNCTION access.stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    IF self IS NULL THEN
        IF access.is_login() THEN
            RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.created_by <> self OR NEW.changed_by <> self OR NEW.version <> 1 THEN
            RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
        END IF;
    ELSIF NEW.id <> OLD.id OR NEW.created_by <> OLD.created_by
        OR NEW.created_at <> OLD.created_at OR NEW.changed_by <> self
        OR NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    -- The time is the server's, but where a test or the practice store has one of its own.
    IF NOT EXISTS (SELECT FROM access.fixed_time) THEN
        NEW.changed_at := clock_timestamp();
        NEW.created_at := CASE TG_OP WHEN 'INSERT' THEN NEW.changed_at ELSE OLD.created_at END;
    END IF;
    RETURN NEW;
END $$;

-- So is when something happened: one time for all that happens in one transaction.
CREATE FUNCTION access.happen() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NULL OR EXISTS (SELECT FROM access.fixed_time) THEN
        RETURN NEW;
    END IF;
    RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[0], transaction_timestamp()));
END $$;

-- A part stays in its plan, a row of a citizen stays theirs: the columns are the arguments.
CREATE FUNCTION access.stay() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY TG_ARGV LOOP
        IF to_jsonb(NEW) ->> each IS DISTINCT FROM to_jsonb(OLD) ->> each THEN
            RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    RETURN NEW;
END $$;

-- No change of a citizen or a plan is kept that the log does not tell of: asked at the commit.
CREATE FUNCTION access.demand_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changed jsonb := to_jsonb(NEW);
    who uuid := coalesce((changed ->> 'citizen_id')::uuid, (SELECT p.citizen_id
        FROM public.joint_plan p WHERE p.id = (changed ->> 'plan_id')::uuid), NEW.id);
BEGIN
    IF access.my_role() IN ('caseworker', 'team_lead') AND NOT log.tells_of(who) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- A copy of a signed paper is as big as it says, and nobody fills the disk with them (plans/scans.py).
CREATE FUNCTION access.guard_scan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    there bigint;
    bytes bigint;
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT count(*), coalesce(sum(octet_length(s.content)), 0) INTO there, bytes
        FROM public.plan_scan s
        WHERE s.created_by = self AND s.created_at > NEW.created_at - interval '1 day';
    IF NEW.size <> octet_length(NEW.content) OR NEW.size > 10000000
        OR there >= 100 OR bytes + NEW.size > 300000000 THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- The steps of a plan's state: who leads the plan takes them, but those of a review its reviewer.
CREATE TABLE access.plan_step (
    old_status text NOT NULL,
    new_status text NOT NULL,
    PRIMARY KEY (old_status, new_status)
);

CREATE FUNCTION access.guard_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    leads boolean := coalesce(self IN (OLD.coordinator_id, OLD.deputy_id), false);
    reviewer boolean := access.reviews(OLD.id);
    approval boolean := NEW.approved_version <> OLD.approved_version
        OR (NEW.status = 'approved' AND OLD.status = 'in_review');
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.status <> OLD.status AND NOT EXISTS (SELECT FROM access.plan_step
        WHERE old_status = OLD.status AND new_status = NEW.status) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    IF approval AND NOT (reviewer AND OLD.status = 'in_review' AND NEW.status = 'approved'
        AND NEW.approved_version = OLD.approved_version + 1) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    -- Who answers for a plan changes by an accepted hand-over; for who is here no more a lead names
    -- somebody.
    IF NEW.coordinator_id <> OLD.coordinator_id
        AND NOT coalesce(access.my_role() = 'team_lead'
            AND NOT access.is_case_worker(OLD.coordinator_id)
            AND access.is_case_worker(NEW.coordinator_id), false)
        AND NOT access.hands(OLD.citizen_id, OLD.coordinator_id, NEW.coordinator_id) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    -- A pause ends where it began.
    IF NEW.resume_to IS DISTINCT FROM (CASE WHEN NEW.status <> 'paused' THEN NULL
            WHEN OLD.status = 'paused' THEN OLD.resume_to ELSE OLD.status END)
        OR (OLD.status = 'paused' AND NEW.status <> 'paused'
            AND NEW.status NOT IN ('consent_withdrawn', 'moved_away', 'closed')
            AND NEW.status IS DISTINCT FROM OLD.resume_to) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    -- Who only reviews or appoints changes nothing else; a deputy who is appointed is deputy no
    -- more.
    IF NOT leads AND ((NEW.follow_up, NEW.wake_up_date)
            IS DISTINCT FROM (OLD.follow_up, OLD.wake_up_date)
        OR NEW.deputy_id IS DISTINCT FROM nullif(OLD.deputy_id, NEW.coordinator_id)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    IF NOT leads AND NEW.status <> OLD.status AND NOT (reviewer AND OLD.status = 'in_review'
        AND NEW.status IN ('approved', 'draft', 'in_revision')) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- A plan begins as a draft.
CREATE FUNCTION access.guard_new_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL
        AND (NEW.status, NEW.approved_version, NEW.resume_to) IS DISTINCT FROM ('draft', 0, NULL) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Who did something is who signed in, under the name that they have in staff. The arguments are the
-- columns of the id and of the name.
CREATE FUNCTION access.sign() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    now jsonb := to_jsonb(NEW);
    before jsonb := CASE TG_OP WHEN 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
    signer text := now ->> TG_ARGV[0];
BEGIN
    IF self IS NULL OR (signer, now ->> TG_ARGV[1])
        IS NOT DISTINCT FROM (before ->> TG_ARGV[0], before ->> TG_ARGV[1]) THEN
        RETURN NEW;
    END IF;
    IF signer <> self::text THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN jsonb_populate_record(NEW, jsonb_build_object(TG_ARGV[1], coalesce(
        (SELECT s.name FROM public.staff s WHERE s.id = self AND signer IS NOT NULL), '')));
END $$;

-- In a plan that is written or in force: somebody who works with citizens and may see a part of a
-- service area, one's own, or one that the consent of today shares with it. Only the guard of tasks
-- asks: to who knows a plan's id this would tell what is shared in it.
CREATE FUNCTION access.may_be_asked(person uuid, plan uuid, intervention uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    theirs text;
    area text := (SELECT i.service_area FROM public.intervention i WHERE i.id = intervention);
    shared text[] := (SELECT coalesce(array_agg(s.service_area), '{}') FROM access.shared s
        WHERE s.plan_id = plan AND (s.valid_to IS NULL OR s.valid_to >= access.today()));
BEGIN
    SELECT s.service_area INTO theirs FROM public.staff s
    WHERE s.id = person AND s.active AND s.removed_at IS NULL
      AND s.role IN ('caseworker', 'team_lead')
      AND EXISTS (SELECT FROM public.joint_plan p WHERE p.id = plan
        AND p.status IN ('draft', 'in_revision', 'approved', 'active'));
    RETURN FOUND AND (theirs = area
        OR (area = ANY (shared) AND (theirs IS NULL OR theirs = ANY (shared))));
END $$;

-- Whether a name in a task is as it was, or the receiver's in the place of the giver's.
CREATE FUNCTION access.is_handed(plan uuid, old_id uuid, old_name text, new_id uuid, new_name text)
RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (old_id, old_name) IS NOT DISTINCT FROM (new_id, new_name)
        OR (old_id IS NOT NULL AND access.hands_in(plan, old_id, new_id)
            AND new_name = (SELECT s.name FROM public.staff s WHERE s.id = new_id));
END $$;

-- A hand-over is answered once, by who is to answer, and taken back by who offered it, or by
-- a lead of the unit; all else in it stays as it was offered.
CREATE FUNCTION access.guard_handover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    answered text[] := ARRAY['status', 'staying', 'answered_by_id', 'answered_by_name',
        'answered_at', 'reason', 'version', 'changed_at', 'changed_by'];
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.status <> 'offered' AND NOT EXISTS (SELECT FROM access.fixed_time) THEN
        NEW.answered_at := transaction_timestamp();
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.giver_name := (SELECT s.name FROM public.staff s WHERE s.id = NEW.giver_id);
        NEW.receiver_name := (SELECT s.name FROM public.staff s WHERE s.id = NEW.receiver_id);
        RETURN NEW;
    END IF;
    IF OLD.status <> 'offered' OR NEW.answered_by_id IS DISTINCT FROM self
        OR NEW.answered_at IS NULL
        OR to_jsonb(NEW) - answered IS DISTINCT FROM to_jsonb(OLD) - answered
        OR (NEW.staying <> OLD.staying AND NEW.status <> 'accepted')
        OR self IS DISTINCT FROM (CASE
            WHEN NEW.status = 'withdrawn' AND OLD.giver_id = ANY (access.led_staff()) THEN self
            WHEN NEW.status = 'withdrawn' THEN OLD.by_id
            WHEN NEW.status NOT IN ('accepted', 'declined') THEN NULL
            WHEN OLD.kind = 'request' THEN OLD.giver_id
            ELSE OLD.receiver_id END)
        OR (NEW.status = 'declined' AND btrim(NEW.reason) = '')
        OR (NEW.status = 'accepted' AND NOT (access.is_case_worker(OLD.receiver_id)
            AND access.has_citizen(OLD.giver_id, OLD.citizen_id))) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Who has a task tells how far it is; what the task says, and where it stands, is for who writes
-- there. It stays within its plan.
CREATE FUNCTION access.guard_task() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    worked text[] := ARRAY['status', 'is_waiting', 'waiting_cause', 'waiting_on', 'waiting_since',
        'wake_up_date', 'result', 'version', 'changed_at', 'changed_by'];
    passed text[] := worked || ARRAY['assignee_id', 'assignee_name', 'assignee_kind',
        'follower_id', 'follower_name', 'follower_kind'];
    handed text[] := ARRAY['assignee_id', 'assignee_name', 'follower_id', 'follower_name',
        'version', 'changed_at', 'changed_by'];
BEGIN
    -- Passed on to a colleague, who has to answer anew.
    IF OLD.assignee_id = access.me() AND NEW.assignee_id <> OLD.assignee_id
        AND OLD.status IN ('requested', 'accepted', 'in_progress', 'waiting')
        AND (NEW.status, NEW.assignee_kind, NEW.follower_kind, NEW.follower_id)
            IS NOT DISTINCT FROM ('requested', 'staff', '', NULL)
        AND NEW.assignee_name = (SELECT s.name FROM public.staff s WHERE s.id = NEW.assignee_id)
        AND to_jsonb(NEW) - passed = to_jsonb(OLD) - passed
        AND access.may_be_asked(NEW.assignee_id, NEW.plan_id, NEW.intervention_id) THEN
        RETURN NEW;
    END IF;
    -- Handed over with the citizen, its state kept.
    IF to_jsonb(NEW) - handed = to_jsonb(OLD) - handed
        AND access.is_handed(OLD.plan_id, OLD.assignee_id, OLD.assignee_name, NEW.assignee_id,
            NEW.assignee_name)
        AND access.is_handed(OLD.plan_id, OLD.follower_id, OLD.follower_name, NEW.follower_id,
            NEW.follower_name) THEN
        RETURN NEW;
    END IF;
    IF access.me() IS NOT NULL
        AND to_jsonb(NEW) - worked IS DISTINCT FROM to_jsonb(OLD) - worked
        AND NOT (access.may_give(OLD.plan_id, OLD.intervention_id)
            AND access.may_give(NEW.plan_id, NEW.intervention_id)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Whom a step names is somebody in staff, under the name that they have there.
CREATE FUNCTION access.name_asked() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL THEN
        NEW.to_name := coalesce((SELECT s.name FROM public.staff s WHERE s.id = NEW.to_id), '');
    END IF;
    RETURN NEW;
END $$;

-- A step tells of a deed: at the commit the task stands as the step says, and was written in the
-- same transaction. Who takes a task for themselves has answered.
CREATE FUNCTION access.guard_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    IF self IS NOT NULL AND NOT EXISTS (SELECT FROM public.task t
        WHERE t.id = NEW.task_id AND t.xmin = pg_current_xact_id()::xid
          -- Handed over with the citizen, a task keeps its state.
          AND CASE WHEN NEW.kind = 'passed_on' AND access.hands_in(NEW.plan_id, NULL, NEW.to_id)
            THEN coalesce(NEW.to_id IN (t.assignee_id, t.follower_id), false)
            WHEN NEW.kind IN ('accepted', 'declined')
            THEN NEW.to_id IS NULL AND t.assignee_id = self AND t.status = NEW.kind
            ELSE t.assignee_id = NEW.to_id AND t.status = CASE
                WHEN NEW.kind = 'passed_on' AND NEW.to_id = self THEN 'accepted'
                ELSE 'requested' END END) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- A goal is not taken out with what hangs unseen under it: asked at the commit, so that of two who
-- write at once, one under the goal and one who takes it out, the second is told.
CREATE FUNCTION access.guard_goal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL AND NEW.removed_at IS NOT NULL AND EXISTS (
            SELECT FROM access.hidden_parts(ARRAY[NEW.plan_id]) h WHERE h.under = NEW.id) THEN
        RAISE EXCEPTION 'something stands under it' USING ERRCODE = '40001';
    END IF;
    RETURN NULL;
END $$;

-- A note is changed for a day (plans.notes.LOCKED_AFTER), and added to from then on. Whose it is,
-- and what it is added to, stays.
CREATE FUNCTION access.guard_note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL AND (access.now() >= OLD.written_at + interval '24 hours'
        OR (NEW.corrects_id, NEW.service_area) IS DISTINCT FROM (OLD.corrects_id, OLD.service_area)
        OR (OLD.corrects_id IS NOT NULL AND NEW.shared <> OLD.shared)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Who wrote in a plan since its last approval does not approve it, whatever a client says of that.
CREATE FUNCTION access.keep_writer() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO access.writer (plan_id, staff_id, since_version)
    SELECT p.id, access.me(), p.approved_version FROM public.joint_plan p
    WHERE p.id = NEW.plan_id AND access.me() IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
RESET ROLE;

DO $$
DECLARE
    each text;
    link text;
BEGIN
    FOR each IN SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attname = 'changed_by'
    LOOP
        EXECUTE format('CREATE TRIGGER a_stamp BEFORE INSERT OR UPDATE ON public.%I '
            'FOR EACH ROW EXECUTE FUNCTION access.stamp()', each);
    END LOOP;
    FOR each, link IN SELECT c.relname, a.attname FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attname IN ('plan_id', 'citizen_id', 'staff_id', 'signature_id', 'follow_up_id',
          'giver_id', 'receiver_id')
          AND c.relname NOT IN ('presence', 'recent', 'search_token', 'absence', 'audit')
          -- Another may be asked for a citizen whom nobody has taken; its own guard says when.
          AND (c.relname, a.attname) <> ('redistribution_move', 'receiver_id')
    LOOP
        EXECUTE format('CREATE TRIGGER b_stay_%s BEFORE UPDATE OF %I ON public.%I '
            'FOR EACH ROW EXECUTE FUNCTION access.stay(%L)', link, link, each, link);
    END LOOP;
END $$;
DO $$
DECLARE
    each text;
BEGIN
    FOREACH each IN ARRAY ARRAY['citizen', 'citizen_identifier', 'citizen_contact', 'record_note',
        'joint_plan', 'own_words', 'stance', 'statement', 'challenge', 'contact_agreement',
        'measurement', 'goal', 'sub_goal', 'intervention', 'task', 'participant', 'consent',
        'plan_event', 'plan_version', 'plan_remark', 'plan_signature', 'follow_up', 'task_step',
        'handover', 'handover_word']
    LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER told AFTER INSERT OR UPDATE ON public.%I '
            'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.demand_row()',
            each);
    END LOOP;
END $$;
CREATE TRIGGER c_guard BEFORE UPDATE ON public.joint_plan
    FOR EACH ROW EXECUTE FUNCTION access.guard_plan();
CREATE CONSTRAINT TRIGGER holds_what_hangs AFTER UPDATE OF removed_at ON public.goal
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.guard_goal();
CREATE TRIGGER c_guard BEFORE UPDATE ON public.task
    FOR EACH ROW EXECUTE FUNCTION access.guard_task();
CREATE TRIGGER c_name_asked BEFORE INSERT ON public.task_step
    FOR EACH ROW EXECUTE FUNCTION access.name_asked();
CREATE CONSTRAINT TRIGGER tells_of_deed AFTER INSERT ON public.task_step
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.guard_step();
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON public.handover
    FOR EACH ROW EXECUTE FUNCTION access.guard_handover();
CREATE TRIGGER c_guard BEFORE INSERT ON public.plan_scan
    FOR EACH ROW EXECUTE FUNCTION access.guard_scan();
CREATE TRIGGER c_guard BEFORE UPDATE ON public.record_note
    FOR EACH ROW EXECUTE FUNCTION access.guard_note();
CREATE TRIGGER c_guard_new BEFORE INSERT ON public.joint_plan
    FOR EACH ROW EXECUTE FUNCTION access.guard_new_plan();
DO $$
DECLARE
    each text;
    signer text;
    name text;
BEGIN
    FOR each, signer, name IN VALUES
        ('record_note', 'author_id', 'author_name'), ('plan_event', 'by_id', 'by_name'),
        ('plan_remark', 'by_id', 'by_name'), ('plan_remark', 'solved_by', 'solved_name'),
        ('review_tick', 'by_id', 'by_name'), ('plan_signature', 'by_id', 'by_name'),
        ('plan_signature', 'withdrawn_by_id', 'withdrawn_by_name'),
        ('follow_up', 'by_id', 'by_name'), ('reminder', 'by_id', 'by_name'),
        ('task_step', 'by_id', 'by_name'), ('handover', 'by_id', 'by_name'),
        ('handover', 'answered_by_id', 'answered_by_name'), ('handover_word', 'by_id', 'by_name')
    LOOP
        EXECUTE format('CREATE TRIGGER d_sign_%s BEFORE INSERT OR UPDATE OF %I, %I ON public.%I '
            'FOR EACH ROW EXECUTE FUNCTION access.sign(%L, %L)', signer, signer, name, each,
            signer, name);
    END LOOP;
    FOR each, name IN VALUES ('record_note', 'written_at'), ('plan_event', 'at'),
        ('plan_remark', 'at'), ('review_snapshot', 'at'), ('plan_signature', 'at'),
        ('follow_up', 'at'), ('reminder', 'at'), ('task_step', 'at'), ('handover', 'at'),
        ('handover_word', 'at')
    LOOP
        EXECUTE format('CREATE TRIGGER e_happen BEFORE INSERT ON public.%I '
            'FOR EACH ROW EXECUTE FUNCTION access.happen(%L)', each, name);
    END LOOP;
    -- What stands in the store when the walls are raised: who is named, and who wrote last.
    INSERT INTO access.writer (plan_id, staff_id, since_version)
        SELECT plan_id, staff_id, since_version FROM public.plan_author ON CONFLICT DO NOTHING;
    FOREACH each IN ARRAY ARRAY['own_words', 'stance', 'statement', 'challenge',
        'contact_agreement', 'measurement', 'goal', 'sub_goal', 'intervention', 'participant',
        'consent']
    LOOP
        EXECUTE format('CREATE TRIGGER writes AFTER INSERT OR UPDATE ON public.%I '
            'FOR EACH ROW EXECUTE FUNCTION access.keep_writer()', each);
        EXECUTE format('INSERT INTO access.writer (plan_id, staff_id, since_version) '
            'SELECT DISTINCT t.plan_id, t.changed_by, p.approved_version FROM public.%I t '
            'JOIN public.joint_plan p ON p.id = t.plan_id '
            'WHERE t.changed_at > coalesce((SELECT max(v.created_at) FROM public.plan_version v '
            'WHERE v.plan_id = p.id), ''-infinity'') ON CONFLICT DO NOTHING', each);
    END LOOP;
END $$;
