-- Enquiries (plans/enquiries.py): seen by who has to do with one, moved on step by step, and what was
-- said in them read behind a look that is logged. An enquiry relates nobody to the citizen.
SET LOCAL ROLE samplan_definer;

-- The units that I belong to, and those whose lead is away and has named me.
CREATE FUNCTION access.my_units() RETURNS TABLE (service_area text, team text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    people uuid[] := access.acting_for();
BEGIN
    RETURN QUERY SELECT DISTINCT s.service_area, s.team FROM public.staff s
    WHERE s.id = ANY (people) AND s.service_area IS NOT NULL AND s.team <> ''
      AND access.my_role() IN ('caseworker', 'team_lead');
END $$;

-- With whom I answer, whom I lead, where my unit or I had a hand in it, or of a citizen whom I have
-- a case with in the service area that it went to.
CREATE FUNCTION access.my_enquiries() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    led uuid[] := access.led_staff();
    today date := access.today();
BEGIN
    IF access.my_role() NOT IN ('caseworker', 'team_lead') THEN
        RETURN '{}';
    END IF;
    RETURN (SELECT coalesce(array_agg(e.id), '{}') FROM public.enquiry e
        WHERE e.holder_id = self OR e.created_by = self OR e.holder_id = ANY (led)
          OR (e.to_area, e.to_team) IN (SELECT u.service_area, u.team FROM access.my_units() u)
          OR e.id IN (SELECT s.enquiry_id FROM public.enquiry_step s WHERE s.by_id = self)
          OR (e.citizen_id, e.to_area) IN (SELECT c.citizen_id, c.service_area
            FROM public.case_file c WHERE c.caseworker_id = self AND c.removed_at IS NULL
              AND (c.end_date IS NULL OR c.end_date >= today))
          -- What goes along with a citizen who is offered to me (plans.handed_along).
          OR EXISTS (SELECT FROM public.handover h JOIN public.staff g ON g.id = h.giver_id
            WHERE h.citizen_id = e.citizen_id AND h.giver_id = e.holder_id AND h.receiver_id = self
              AND h.status = 'offered' AND h.kind NOT IN ('request', 'help')
              AND e.status <> 'answered' AND access.staff_task_reaches(
                e.citizen_id, g.service_area, access.my_area())));
END $$;

-- Those of them that I have opened, which is logged and committed.
CREATE FUNCTION access.my_open_enquiries() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    mine uuid[] := access.my_enquiries();
BEGIN
    RETURN (SELECT coalesce(array_agg(t.citizen_id), '{}') FROM access.ticket t
        WHERE t.staff_id = self AND t.kind = 'enquiry' AND t.until > access.now()
          AND t.made_in IS DISTINCT FROM pg_current_xact_id_if_assigned()
          AND t.citizen_id = ANY (mine));
END $$;

-- Open an enquiry: writes the row of the log. The ticket is the enquiry's, and opens no citizen.
CREATE FUNCTION access.look_at_enquiry(entry uuid, thing uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := (SELECT e.citizen_id FROM public.enquiry e WHERE e.id = thing);
BEGIN
    IF NOT thing = ANY (access.my_enquiries()) THEN
        RETURN false;
    END IF;
    PERFORM log.put(entry, 'view', who, 'enquiry', thing, '', who IS NOT NULL);
    INSERT INTO access.ticket (staff_id, citizen_id, kind, basis, made_in, until)
    VALUES (access.me(), thing, 'enquiry', 'enquiry', pg_current_xact_id(),
        access.now() + interval '3 hours')
    ON CONFLICT (staff_id, citizen_id, kind) DO UPDATE
        SET made_in = excluded.made_in, until = excluded.until;
    RETURN true;
END $$;

CREATE FUNCTION access.enquiry_is_open(thing uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN thing = ANY (access.my_open_enquiries());
END $$;

-- Whether an enquiry goes along with the citizen, whom I have just handed over or taken over in
-- this transaction.
CREATE FUNCTION access.enquiry_goes_along(old public.enquiry, receiver uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN old.removed_at IS NULL AND old.status <> 'answered'
        AND EXISTS (SELECT FROM public.handover h JOIN public.staff s ON s.id = h.receiver_id
            JOIN public.staff g ON g.id = h.giver_id
            WHERE h.citizen_id = old.citizen_id AND h.giver_id = old.holder_id
              AND h.receiver_id = receiver AND h.status = 'accepted' AND h.kind <> 'help'
              AND h.answered_by_id = access.me() AND h.xmin = pg_current_xact_id_if_assigned()::xid
              AND old.id::text <> ALL (string_to_array(h.staying, ','))
              AND access.staff_task_reaches(old.citizen_id, g.service_area, s.service_area));
END $$;

-- What may be moved on, and by whom (plans.enquiries): nobody else is accountable than who took it,
-- and until then who sent it.
CREATE FUNCTION access.guard_enquiry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    mine boolean := OLD.holder_id = self;
    leads boolean := OLD.holder_id = ANY (access.led_staff());
    queued boolean := OLD.status = 'sent' AND coalesce((OLD.to_area, OLD.to_team) IN
        (SELECT u.service_area, u.team FROM access.my_units() u), false);
    same_holder boolean := NEW.holder_id = OLD.holder_id;
    same_unit boolean := (NEW.to_area, NEW.to_team) IS NOT DISTINCT FROM (OLD.to_area, OLD.to_team);
    handed text[] := ARRAY['holder_id', 'version', 'changed_at', 'changed_by'];
    moved text[] := ARRAY['status', 'holder_id', 'to_area', 'to_team', 'waits_since', 'version',
        'changed_at', 'changed_by'];
BEGIN
    IF self IS NULL THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - handed = to_jsonb(OLD) - handed AND NOT same_holder
        AND access.enquiry_goes_along(OLD, NEW.holder_id) THEN
        RETURN NEW;
    END IF;
    NEW.waits_since := access.today();
    IF OLD.status <> 'answered' AND to_jsonb(NEW) - moved = to_jsonb(OLD) - moved
        AND (CASE NEW.status
            WHEN 'sent' THEN mine AND same_holder AND EXISTS (SELECT FROM public.staff s
                WHERE s.service_area = NEW.to_area AND s.team = NEW.to_team AND s.team <> ''
                  AND s.active AND s.removed_at IS NULL)
            WHEN 'taken' THEN NEW.holder_id = self AND same_unit
                AND (queued OR leads OR (mine AND OLD.status = 'sent'))
            WHEN 'new' THEN queued AND same_holder AND NEW.to_area IS NULL AND NEW.to_team = ''
            WHEN 'answered' THEN mine AND same_holder AND same_unit
            ELSE false END) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
END $$;

-- At the commit: no step without its deed, and no deed without its step and its row in the log.
CREATE FUNCTION access.guard_enquiry_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL AND NOT (log.tells_of_enquiry(NEW.enquiry_id)
        AND EXISTS (SELECT FROM public.enquiry e WHERE e.id = NEW.enquiry_id AND CASE
            WHEN NEW.kind IN ('told', 'reminded') THEN e.holder_id = NEW.by_id
                AND e.status <> 'answered' AND NEW.to_area IS NULL AND NEW.to_team = ''
            WHEN NEW.kind = 'handed_over' THEN e.xmin = pg_current_xact_id()::xid
                AND e.status <> 'answered' AND NEW.to_area IS NULL AND NEW.to_team = ''
                AND access.hands(e.citizen_id, NULL, e.holder_id)
            ELSE e.xmin = pg_current_xact_id()::xid
                AND e.status = CASE WHEN NEW.kind IN ('registered', 'returned') THEN 'new'
                    ELSE NEW.kind END
                AND (NEW.kind = 'registered') = (e.version = 1)
                AND (NEW.kind = 'returned' OR e.holder_id = NEW.by_id)
                AND (NEW.to_area, NEW.to_team) IS NOT DISTINCT FROM CASE NEW.kind
                    WHEN 'sent' THEN (e.to_area, e.to_team)
                    ELSE (NULL::text, ''::text) END END)) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION access.demand_enquiry_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.me() IS NOT NULL AND NOT EXISTS (SELECT FROM public.enquiry_step s
        WHERE s.enquiry_id = NEW.id AND s.by_id = access.me()
          AND s.xmin = pg_current_xact_id()::xid AND s.kind NOT IN ('told', 'reminded')) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RETURN NULL;
END $$;

-- News to those whose list it stands in, on a channel of their own; of the citizen not a word.
CREATE FUNCTION access.tell_of_enquiry() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM pg_notify(c.name, 'all') FROM access.channel c
    JOIN public.staff s ON s.id = c.staff_id
    WHERE s.active AND (s.id = NEW.holder_id OR s.id = NEW.created_by
        OR (s.service_area, s.team) = (NEW.to_area, NEW.to_team));
    RETURN NULL;
END $$;
RESET ROLE;

SET LOCAL ROLE samplan_log;
CREATE FUNCTION log.tells_of_enquiry(thing uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.audit a WHERE a.subject = 'enquiry' AND a.subject_id = thing
        AND a.tx = pg_current_xact_id_if_assigned()::text::bigint AND a.seal IS NULL
        AND a.action NOT IN ('view', 'search'));
END $$;
REVOKE EXECUTE ON FUNCTION log.tells_of_enquiry(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log.tells_of_enquiry(uuid) TO samplan_definer;
RESET ROLE;

GRANT EXECUTE ON FUNCTION access.my_units(), access.my_enquiries(), access.my_open_enquiries(),
    access.look_at_enquiry(uuid, uuid), access.enquiry_is_open(uuid) TO samplan_staff;

GRANT SELECT, INSERT, UPDATE ON public.enquiry TO samplan_staff;
GRANT SELECT, INSERT ON public.enquiry_step, public.enquiry_words TO samplan_staff;
CREATE POLICY reads ON public.enquiry FOR SELECT TO samplan_staff
    USING (id = ANY ((SELECT access.my_enquiries())::uuid[]));
CREATE POLICY adds ON public.enquiry FOR INSERT TO samplan_staff WITH CHECK (
    holder_id = (SELECT access.me()) AND created_by = (SELECT access.me())
    AND (SELECT access.my_role()) IN ('caseworker', 'team_lead')
    AND (status, to_area, to_team) IS NOT DISTINCT FROM ('new', NULL, '')
    AND (citizen_id IS NULL OR citizen_id = ANY ((SELECT access.my_citizens())::uuid[])));
CREATE POLICY changes ON public.enquiry FOR UPDATE TO samplan_staff
    USING (id = ANY ((SELECT access.my_enquiries())::uuid[]))
    -- Who sends it on or gives it back may see it no more: the guard says how.
    WITH CHECK (true);
CREATE POLICY reads ON public.enquiry_step FOR SELECT TO samplan_staff
    USING (enquiry_id = ANY ((SELECT access.my_enquiries())::uuid[]));
CREATE POLICY adds ON public.enquiry_step FOR INSERT TO samplan_staff WITH CHECK (
    by_id = (SELECT access.me()) AND enquiry_id = ANY ((SELECT access.my_enquiries())::uuid[]));
CREATE POLICY reads ON public.enquiry_words FOR SELECT TO samplan_staff
    USING (enquiry_id = ANY ((SELECT access.my_open_enquiries())::uuid[]));
-- What is said is said at the step: in the same transaction, and never again.
CREATE POLICY adds ON public.enquiry_words FOR INSERT TO samplan_staff WITH CHECK (EXISTS (
    SELECT FROM public.enquiry_step s WHERE s.id = enquiry_words.id
      AND s.enquiry_id = enquiry_words.enquiry_id AND s.by_id = (SELECT access.me())
      AND s.xmin = pg_current_xact_id()::xid));

CREATE TRIGGER c_guard BEFORE UPDATE ON public.enquiry
    FOR EACH ROW EXECUTE FUNCTION access.guard_enquiry();
CREATE CONSTRAINT TRIGGER tells_of_deed AFTER INSERT ON public.enquiry_step
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.guard_enquiry_step();
CREATE CONSTRAINT TRIGGER demands_step AFTER INSERT OR UPDATE ON public.enquiry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION access.demand_enquiry_step();
CREATE TRIGGER tells AFTER INSERT OR UPDATE ON public.enquiry
    FOR EACH ROW EXECUTE FUNCTION access.tell_of_enquiry();
CREATE TRIGGER d_sign_by_id BEFORE INSERT OR UPDATE OF by_id, by_name ON public.enquiry_step
    FOR EACH ROW EXECUTE FUNCTION access.sign('by_id', 'by_name');
CREATE TRIGGER e_happen BEFORE INSERT ON public.enquiry_step
    FOR EACH ROW EXECUTE FUNCTION access.happen('at');
