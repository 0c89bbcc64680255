-- Who has to do with whom: derived from cases and plans, written by triggers alone, read by the
-- helpers of the policies. Nobody has a grant on these tables.
SET LOCAL ROLE samplan_definer;

CREATE TABLE access.relation (
    staff_id uuid NOT NULL,
    citizen_id uuid NOT NULL,
    plan_id uuid,                       -- null: opens the citizen, no plan
    kind text NOT NULL,
    source_id uuid NOT NULL,
    valid_to date,                      -- the last day, null: until it is taken away
    made_in xid8,                       -- of who leads a plan: what it opens waits for the commit
    PRIMARY KEY (source_id, kind, staff_id)
);
CREATE INDEX relation_staff ON access.relation (staff_id) INCLUDE (citizen_id, plan_id, valid_to);
CREATE INDEX relation_citizen ON access.relation (citizen_id);
CREATE INDEX relation_plan ON access.relation (plan_id);

-- «Opened and logged»: counts when the transaction that made it is committed, so that nobody can
-- look and roll the log back.
CREATE TABLE access.ticket (
    staff_id uuid NOT NULL,
    citizen_id uuid NOT NULL,
    kind text NOT NULL,                 -- citizen, address
    basis text NOT NULL,                -- relation, unit, reason
    made_in xid8 NOT NULL,
    until timestamptz NOT NULL,
    PRIMARY KEY (staff_id, citizen_id, kind)
);

-- A number that somebody asked for, by its hash: the answer waits for the committed question.
CREATE TABLE access.question (
    staff_id uuid NOT NULL,
    number_hash bytea NOT NULL,
    made_in xid8 NOT NULL,
    at timestamptz NOT NULL,
    PRIMARY KEY (staff_id, number_hash)
);

-- Who wrote in a plan while the version after this one was written.
CREATE TABLE access.writer (
    plan_id uuid NOT NULL,
    staff_id uuid NOT NULL,
    since_version integer NOT NULL,
    PRIMARY KEY (plan_id, staff_id, since_version)
);

-- The time of a test or of the practice store; empty in use.
CREATE TABLE access.fixed_time (at timestamptz NOT NULL);

CREATE FUNCTION access.now() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT at FROM access.fixed_time LIMIT 1), clock_timestamp());
END $$;

CREATE FUNCTION access.today() RETURNS date
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (coalesce((SELECT at FROM access.fixed_time LIMIT 1), clock_timestamp())
        AT TIME ZONE 'Europe/Copenhagen')::date;
END $$;

-- A running case is a relation until its last day.
CREATE FUNCTION access.relate_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.caseworker_id IS NOT NULL AND NEW.removed_at IS NULL THEN
        INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
        VALUES (NEW.caseworker_id, NEW.citizen_id, 'case', NEW.id, NEW.end_date)
        ON CONFLICT (source_id, kind, staff_id) DO UPDATE SET valid_to = excluded.valid_to;
    END IF;
    -- What is no more goes last: a ticket ends when nothing is left that it rests on.
    DELETE FROM access.relation WHERE source_id = NEW.id AND kind = 'case'
      AND (NEW.removed_at IS NOT NULL OR staff_id IS DISTINCT FROM NEW.caseworker_id);
    RETURN NULL;
END $$;

-- Coordinating case worker and deputy; a closed plan stays theirs to read.
CREATE FUNCTION access.relate_plan() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO access.relation (staff_id, citizen_id, plan_id, kind, source_id, made_in)
    SELECT who, NEW.citizen_id, NEW.id, v.kind, NEW.id, pg_current_xact_id()
    FROM (VALUES (NEW.coordinator_id, 'coordinator'), (NEW.deputy_id, 'deputy')) v (who, kind)
    WHERE who IS NOT NULL
    ON CONFLICT DO NOTHING;
    DELETE FROM access.relation WHERE source_id = NEW.id AND (
        (kind = 'coordinator' AND staff_id <> NEW.coordinator_id)
        OR (kind = 'deputy' AND staff_id IS DISTINCT FROM NEW.deputy_id));
    RETURN NULL;
END $$;

-- Participants, who does a task or follows it up, and who owns a goal. The columns that name a
-- person are the trigger's arguments, each with the kind of relation it makes.
CREATE FUNCTION access.relate_part() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    place int := 0;
    person uuid;
    wanted text[] := '{}';
BEGIN
    WHILE place < TG_NARGS LOOP
        person := (to_jsonb(NEW) ->> TG_ARGV[place])::uuid;
        IF person IS NOT NULL AND NEW.removed_at IS NULL THEN
            INSERT INTO access.relation (staff_id, citizen_id, plan_id, kind, source_id)
            SELECT person, p.citizen_id, p.id, TG_ARGV[place + 1], NEW.id
            FROM public.joint_plan p WHERE p.id = NEW.plan_id
            ON CONFLICT DO NOTHING;
            wanted := wanted || (TG_ARGV[place + 1] || person::text);
        END IF;
        place := place + 2;
    END LOOP;
    DELETE FROM access.relation
    WHERE source_id = NEW.id AND kind || staff_id::text <> ALL (wanted);
    RETURN NULL;
END $$;

-- Who is offered a citizen reads them until the answer; who helps, until its day; who lent them out,
-- until they come back. Who accepts reads by it for that day: plan and cases that are to move are
-- read in the transaction that moves them.
CREATE FUNCTION access.handover_relations(h public.handover)
RETURNS TABLE (staff_id uuid, valid_to date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT h.receiver_id, NULL::date WHERE h.status = 'offered' AND h.kind <> 'request'
    UNION ALL
    SELECT h.receiver_id, CASE h.kind WHEN 'help' THEN h.until ELSE access.today() END
    WHERE h.status = 'accepted'
    UNION ALL
    SELECT h.giver_id, NULL::date
    WHERE h.status = 'accepted' AND h.until IS NOT NULL AND h.kind <> 'help'
      AND NOT EXISTS (SELECT FROM public.handover b WHERE b.returns_id = h.id);
END $$;

CREATE FUNCTION access.relate_handover() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
    SELECT w.staff_id, NEW.citizen_id, 'handover', NEW.id, w.valid_to
    FROM access.handover_relations(NEW) w
    ON CONFLICT (source_id, kind, staff_id) DO UPDATE SET valid_to = excluded.valid_to;
    DELETE FROM access.relation r WHERE r.kind = 'handover' AND (r.source_id = NEW.returns_id
        OR (r.source_id = NEW.id AND r.staff_id NOT IN
            (SELECT w.staff_id FROM access.handover_relations(NEW) w)));
    RETURN NULL;
END $$;

-- A ticket ends with the last relation that it rests on.
CREATE FUNCTION access.end_tickets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    DELETE FROM access.ticket t USING gone g
    WHERE t.staff_id = g.staff_id AND t.citizen_id = g.citizen_id AND t.basis = 'relation'
      AND NOT EXISTS (SELECT FROM access.relation r
        WHERE r.staff_id = g.staff_id AND r.citizen_id = g.citizen_id);
    RETURN NULL;
END $$;
RESET ROLE;

CREATE TRIGGER relates AFTER INSERT OR UPDATE OF caseworker_id, citizen_id, end_date, removed_at
    ON public.case_file FOR EACH ROW EXECUTE FUNCTION access.relate_case();
CREATE TRIGGER relates AFTER INSERT OR UPDATE OF coordinator_id, deputy_id
    ON public.joint_plan FOR EACH ROW EXECUTE FUNCTION access.relate_plan();
CREATE TRIGGER relates AFTER INSERT OR UPDATE OF staff_id, removed_at
    ON public.participant FOR EACH ROW EXECUTE FUNCTION access.relate_part('staff_id', 'participant');
CREATE TRIGGER relates AFTER INSERT OR UPDATE OF assignee_id, follower_id, removed_at
    ON public.task FOR EACH ROW
    EXECUTE FUNCTION access.relate_part('assignee_id', 'task', 'follower_id', 'follow_up');
CREATE TRIGGER relates AFTER INSERT OR UPDATE OF owner_id, removed_at
    ON public.goal FOR EACH ROW EXECUTE FUNCTION access.relate_part('owner_id', 'goal');
CREATE TRIGGER relates AFTER INSERT OR UPDATE ON public.handover
    FOR EACH ROW EXECUTE FUNCTION access.relate_handover();
CREATE TRIGGER ends_tickets AFTER DELETE ON access.relation
    REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION access.end_tickets();

-- What stands in the store when the walls are raised.
INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
    SELECT caseworker_id, citizen_id, 'case', id, end_date FROM public.case_file
    WHERE caseworker_id IS NOT NULL AND removed_at IS NULL;
INSERT INTO access.relation (staff_id, citizen_id, plan_id, kind, source_id)
    SELECT coordinator_id, citizen_id, id, 'coordinator', id FROM public.joint_plan
    UNION ALL
    SELECT deputy_id, citizen_id, id, 'deputy', id FROM public.joint_plan
    WHERE deputy_id IS NOT NULL
    UNION ALL
    SELECT w.staff_id, p.citizen_id, p.id, w.kind, w.id
    FROM (SELECT id, plan_id, staff_id, 'participant' AS kind FROM public.participant
            WHERE removed_at IS NULL
          UNION ALL SELECT id, plan_id, assignee_id, 'task' FROM public.task
            WHERE removed_at IS NULL AND assignee_id IS NOT NULL
          UNION ALL SELECT id, plan_id, follower_id, 'follow_up' FROM public.task
            WHERE removed_at IS NULL AND follower_id IS NOT NULL
          UNION ALL SELECT id, plan_id, owner_id, 'goal' FROM public.goal
            WHERE removed_at IS NULL AND owner_id IS NOT NULL) w
    JOIN public.joint_plan p ON p.id = w.plan_id;
-- Who made a citizen by hand sees them until a case or a plan says who has to do with them.
INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
    SELECT c.created_by, c.id, 'registered', c.id,
        (c.created_at AT TIME ZONE 'Europe/Copenhagen')::date + 90
    FROM public.citizen c JOIN public.staff s ON s.id = c.created_by
    WHERE s.role IN ('caseworker', 'team_lead');
INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
    SELECT w.staff_id, h.citizen_id, 'handover', h.id, w.valid_to
    FROM public.handover h, access.handover_relations(h) w
    WHERE h.status = 'offered' OR h.until IS NOT NULL;
