-- What a change may not forge, whoever writes: version, author, what a row belongs to, and the
-- steps of a plan. Who works for the server itself has no row in staff and is not asked.
SET LOCAL ROLE samplan_definer;

CREATE FUNCTION access.stamp() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
BEGIN
    IF self IS NULL THEN
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
    RETURN NEW;
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
    leads boolean := self IN (OLD.coordinator_id, OLD.deputy_id);
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
    IF NEW.coordinator_id <> OLD.coordinator_id
        AND access.my_role() IS DISTINCT FROM 'team_lead' THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    -- Who only reviews or appoints changes nothing else.
    IF NOT leads AND (NEW.deputy_id, NEW.follow_up, NEW.wake_up_date)
        IS DISTINCT FROM (OLD.deputy_id, OLD.follow_up, OLD.wake_up_date)
        AND NEW.coordinator_id = OLD.coordinator_id THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    IF NOT leads AND NEW.status <> OLD.status
        AND NOT (reviewer AND OLD.status = 'in_review') THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
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
          AND a.attname IN ('plan_id', 'citizen_id', 'staff_id', 'signature_id', 'follow_up_id')
          AND c.relname NOT IN ('presence', 'recent', 'search_token', 'absence', 'audit')
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
        'plan_event', 'plan_version', 'plan_remark', 'plan_signature', 'follow_up']
    LOOP
        EXECUTE format('CREATE CONSTRAINT TRIGGER told AFTER INSERT OR UPDATE ON public.%I '
            'DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.demand_row()',
            each);
    END LOOP;
END $$;
CREATE TRIGGER c_guard BEFORE UPDATE ON public.joint_plan
    FOR EACH ROW EXECUTE FUNCTION access.guard_plan();
