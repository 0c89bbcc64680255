-- Redistributions: sets of hand-overs, for the leads of the givers' units. Who receives reads their
-- own hand-overs, and nothing of a set.
SET LOCAL ROLE samplan_definer;

-- A hand-over that says it is of a set is what the set says of that citizen today.
CREATE FUNCTION access.fits_redistribution(h public.handover) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN h.redistribution_id IS NULL OR EXISTS (
        SELECT FROM public.redistribution_move m
        JOIN public.redistribution r ON r.id = m.redistribution_id
        WHERE r.id = h.redistribution_id AND r.status = 'running' AND m.closed_at IS NULL
          AND r.cause = h.cause AND r.until IS NOT DISTINCT FROM h.until
          AND m.citizen_id = h.citizen_id AND m.giver_id = h.giver_id
          AND m.receiver_id = h.receiver_id);
END $$;

-- Whether every giver of a set is of a unit that I lead: then the set is mine to pause and undo.
CREATE FUNCTION access.leads_redistribution(redistribution uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    unit uuid[] := access.led_staff();
BEGIN
    RETURN unit <> '{}' AND NOT EXISTS (SELECT FROM public.redistribution_move m
        WHERE m.redistribution_id = redistribution AND m.giver_id <> ALL (unit));
END $$;

-- What the unit of a lead has goes to who works with citizens. What nobody has there, or stands in
-- another set, is put in as done with: it is told, and hinders nobody.
CREATE FUNCTION access.may_redistribute(m public.redistribution_move) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN m.giver_id = ANY (access.led_staff()) AND m.giver_id <> m.receiver_id
        AND access.is_case_worker(m.receiver_id) AND m.handover_id IS NULL AND m.tries = 0
        AND m.letter_number IS NULL AND m.letter_at IS NULL
        AND m.citizen_id = ANY (access.my_citizens())
        AND ((m.closed_at IS NOT NULL AND m.hindrance <> '')
            OR (m.closed_at IS NULL AND coalesce(access.has_citizen(m.giver_id, m.citizen_id),
                false)))
        AND EXISTS (SELECT FROM public.redistribution r WHERE r.id = m.redistribution_id
            AND r.by_id = access.me() AND r.status = 'running');
END $$;

-- Which of some citizens whom I may see stand in an open set, whosever that is.
CREATE FUNCTION access.in_open_sets(citizens uuid[]) RETURNS TABLE (citizen_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT m.citizen_id FROM public.redistribution_move m
    WHERE m.citizen_id = ANY (citizens) AND m.closed_at IS NULL AND m.removed_at IS NULL
      AND m.citizen_id = ANY (access.my_citizens());
END $$;

-- A set is made running, and is undone once; what it says stays.
CREATE FUNCTION access.guard_redistribution() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changing text[] := ARRAY['status', 'version', 'changed_at', 'changed_by'];
BEGIN
    IF access.me() IS NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.status NOT IN ('running', 'paused', 'undone')
        OR (TG_OP = 'INSERT' AND NEW.status <> 'running')
        OR (TG_OP = 'UPDATE' AND (OLD.status = 'undone'
            OR to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Of a citizen in a set another receiver is named while nobody is asked; what was accepted is over.
-- The hand-over that it points at is one of this set, from and to these. A letter is counted once.
CREATE FUNCTION access.guard_redistribution_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    changing text[] := ARRAY['receiver_id', 'receiver_name', 'tries', 'handover_id', 'hindrance',
        'closed_at', 'letter_number', 'letter_at', 'version', 'changed_at', 'changed_by'];
    printing text[] := ARRAY['letter_number', 'letter_at', 'closed_at', 'version', 'changed_at',
        'changed_by'];
    stands text;
BEGIN
    IF access.me() IS NULL THEN
        RETURN NEW;
    END IF;
    NEW.giver_name := (SELECT s.name FROM public.staff s WHERE s.id = NEW.giver_id);
    NEW.receiver_name := (SELECT s.name FROM public.staff s WHERE s.id = NEW.receiver_id);
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    stands := (SELECT h.status FROM public.handover h WHERE h.id = OLD.handover_id);
    IF to_jsonb(NEW) - changing IS DISTINCT FROM to_jsonb(OLD) - changing
        OR (stands IN ('offered', 'accepted')
            AND to_jsonb(NEW) - printing IS DISTINCT FROM to_jsonb(OLD) - printing)
        OR (stands = 'offered' AND NEW.closed_at IS NOT NULL)
        OR (stands = 'accepted' AND NEW.closed_at IS NULL)
        OR (OLD.closed_at IS NOT NULL AND NEW.closed_at IS NULL AND OLD.hindrance = '')
        OR ((NEW.letter_number, NEW.letter_at) IS DISTINCT FROM (OLD.letter_number, OLD.letter_at)
            AND (OLD.letter_number IS NOT NULL OR NEW.letter_at IS NULL
                OR stands IS DISTINCT FROM 'accepted'))
        OR NOT access.is_case_worker(NEW.receiver_id) OR NEW.receiver_id = NEW.giver_id
        OR (NEW.handover_id IS DISTINCT FROM OLD.handover_id AND NEW.handover_id IS NOT NULL
            AND NOT EXISTS (SELECT FROM public.handover h WHERE h.id = NEW.handover_id
                AND h.redistribution_id = NEW.redistribution_id AND h.status = 'offered'
                AND h.citizen_id = NEW.citizen_id AND h.giver_id = NEW.giver_id
                AND h.receiver_id = NEW.receiver_id)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
END $$;

-- Who accepts has nothing to do with the set, and still it is done with that citizen.
CREATE FUNCTION access.close_move() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.redistribution_move m SET closed_at = access.now(), version = m.version + 1,
        changed_at = access.now(), changed_by = NEW.changed_by
    WHERE m.handover_id = NEW.id AND m.closed_at IS NULL;
    RETURN NULL;
END $$;
RESET ROLE;

GRANT SELECT, INSERT, UPDATE ON public.redistribution, public.redistribution_move TO samplan_staff;
CREATE POLICY reads ON public.redistribution FOR SELECT TO samplan_staff USING (EXISTS (
    SELECT FROM public.redistribution_move m WHERE m.redistribution_id = redistribution.id));
CREATE POLICY adds ON public.redistribution FOR INSERT TO samplan_staff WITH CHECK (
    by_id = (SELECT access.me()) AND (SELECT access.led_staff())::uuid[] <> '{}');
CREATE POLICY changes ON public.redistribution FOR UPDATE TO samplan_staff
    USING (access.leads_redistribution(id)) WITH CHECK (true);
CREATE POLICY reads ON public.redistribution_move FOR SELECT TO samplan_staff USING (
    giver_id = ANY ((SELECT access.led_staff())::uuid[]));
CREATE POLICY adds ON public.redistribution_move FOR INSERT TO samplan_staff
    WITH CHECK (access.may_redistribute(redistribution_move));
CREATE POLICY changes ON public.redistribution_move FOR UPDATE TO samplan_staff
    USING (giver_id = ANY ((SELECT access.led_staff())::uuid[])) WITH CHECK (true);
GRANT EXECUTE ON FUNCTION access.leads_redistribution(uuid), access.in_open_sets(uuid[]),
    access.may_redistribute(public.redistribution_move) TO samplan_staff;

CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON public.redistribution
    FOR EACH ROW EXECUTE FUNCTION access.guard_redistribution();
CREATE TRIGGER c_guard BEFORE INSERT OR UPDATE ON public.redistribution_move
    FOR EACH ROW EXECUTE FUNCTION access.guard_redistribution_move();
CREATE TRIGGER d_sign_by_id BEFORE INSERT OR UPDATE OF by_id, by_name
    ON public.redistribution FOR EACH ROW EXECUTE FUNCTION access.sign('by_id', 'by_name');
CREATE TRIGGER e_happen BEFORE INSERT ON public.redistribution
    FOR EACH ROW EXECUTE FUNCTION access.happen('at');
CREATE TRIGGER closes_move AFTER UPDATE OF status ON public.handover
    FOR EACH ROW WHEN (NEW.status = 'accepted' AND OLD.status = 'offered'
        AND NEW.redistribution_id IS NOT NULL)
    EXECUTE FUNCTION access.close_move();
