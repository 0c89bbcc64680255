-- What a client passes through: each does one thing that no grant allows, and asks for its right.
SET LOCAL ROLE samplan_definer;

-- Open a citizen or a protected address: writes the row of the log and gives the basis, or null
-- where there is none. Counts when it is committed.
CREATE FUNCTION access.look(entry uuid, who uuid, deed text, subject text, subject_id uuid,
    reason text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self public.staff;
    stands text := access.standing(who);
    what text := CASE deed WHEN 'unmask' THEN 'address' ELSE 'citizen' END;
BEGIN
    SELECT * INTO self FROM public.staff WHERE id = access.me();
    IF self.role IS NULL OR self.role NOT IN ('caseworker', 'team_lead')
        OR deed NOT IN ('view', 'unmask') OR subject = 'enquiry' THEN
        RETURN NULL;
    END IF;
    IF what = 'address' AND (btrim(reason) = '' OR NOT who = ANY (access.my_citizens())) THEN
        RETURN NULL;
    END IF;
    PERFORM log.put(entry, deed, who, subject, subject_id, btrim(reason), stands IS NOT NULL);
    -- Who is specially protected is opened by a relation alone, and nobody looks through the store
    -- citizen by citizen (plans.access.LOOKS_WITHOUT_RELATION); the try is told in the log.
    IF stands IS NULL AND btrim(reason) <> '' AND NOT EXISTS (SELECT FROM public.citizen c
        WHERE c.id = who AND c.special_protection)
        AND log.opened_unrelated(self.id, who, access.now() - interval '3 hours') < 25 THEN
        stands := 'reason';
    END IF;
    IF stands IS NOT NULL THEN
        INSERT INTO access.ticket (staff_id, citizen_id, kind, basis, made_in, until)
        VALUES (self.id, who, what, stands, pg_current_xact_id(), access.now()
            + CASE what WHEN 'address' THEN interval '10 minutes' ELSE interval '3 hours' END)
        ON CONFLICT (staff_id, citizen_id, kind) DO UPDATE
            SET basis = excluded.basis, made_in = excluded.made_in, until = excluded.until;
    END IF;
    RETURN stands;
END $$;

-- Whose a plan, a note or a signature is; a citizen is their own.
CREATE FUNCTION access.whose(thing uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(
        (SELECT citizen_id FROM public.joint_plan WHERE id = thing),
        (SELECT citizen_id FROM public.record_note WHERE id = thing),
        (SELECT p.citizen_id FROM public.plan_signature s JOIN public.joint_plan p
            ON p.id = s.plan_id WHERE s.id = thing),
        thing);
END $$;

-- Whose a plan is, for whom I have to do with or have opened once, though that be over: so that a
-- reason is asked for anew. Of nobody else is it told.
CREATE FUNCTION access.citizen_of(plan uuid) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := (SELECT citizen_id FROM public.joint_plan WHERE id = plan);
BEGIN
    IF access.standing(who) IS NOT NULL OR EXISTS (SELECT FROM access.ticket
        WHERE staff_id = access.me() AND citizen_id = who AND kind = 'citizen'
          AND made_in IS DISTINCT FROM pg_current_xact_id_if_assigned()) THEN
        RETURN who;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION access.is_open(thing uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN access.whose(thing) = ANY (access.my_open());
END $$;

-- Open a citizen whom I have to do with, before something of theirs is read; who did so lately has.
CREATE FUNCTION access.open(entry uuid, thing uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who uuid := access.whose(thing);
BEGIN
    IF who = ANY (access.my_open()) THEN
        RETURN true;
    END IF;
    IF access.standing(who) IS NULL THEN
        RETURN false;
    END IF;
    RETURN access.look(entry, who, 'view', CASE who WHEN thing THEN 'citizen' ELSE 'plan' END,
        nullif(thing, who), '') IS NOT NULL;
END $$;

-- Ask for a reason whether anybody has a number; the answer comes when the question is committed,
-- and with it its row in the log, which keeps the reason, and of the number the date alone.
CREATE FUNCTION access.ask_number(number text, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF btrim(coalesce(reason, '')) = '' THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    RAISE LOG 'samplan: % asks for a number', session_user;     -- outlives a rollback
    PERFORM log.put(gen_random_uuid(), 'search', NULL, 'number', NULL,
        left(number, 6) || '-XXXX: ' || btrim(reason), false);
    INSERT INTO access.question (staff_id, number_hash, made_in, at)
    VALUES (access.me(), sha256(convert_to(number, 'UTF8')), pg_current_xact_id(), access.now())
    ON CONFLICT (staff_id, number_hash) DO UPDATE
        SET made_in = excluded.made_in, at = excluded.at;
END $$;

CREATE FUNCTION access.asked(number text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM access.question q WHERE q.staff_id = access.me()
        AND q.number_hash = sha256(convert_to(number, 'UTF8'))
        AND q.at > access.now() - interval '10 minutes'
        AND q.made_in IS DISTINCT FROM pg_current_xact_id_if_assigned());
END $$;

CREATE FUNCTION access.answer_number(number text) RETURNS uuid
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT access.asked(number) THEN
        RETURN NULL;
    END IF;
    -- Who is specially protected is answered for as somebody whom nobody knows.
    RETURN (SELECT i.citizen_id FROM public.citizen_identifier i
        JOIN public.citizen c ON c.id = i.citizen_id
        WHERE i.value || '' = number AND i.removed_at IS NULL
          AND (NOT c.special_protection OR access.standing(c.id) IS NOT NULL));
END $$;

-- Put in a citizen whose number was asked for and whom nobody has.
CREATE FUNCTION access.add_citizen(citizen jsonb, number text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made public.citizen := jsonb_populate_record(NULL::public.citizen, citizen);
BEGIN
    IF access.me() IS NULL OR access.my_role() NOT IN ('caseworker', 'team_lead')
        OR NOT access.asked(number) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    made.created_by := access.me();
    made.changed_by := access.me();
    made.version := 1;
    INSERT INTO public.citizen SELECT made.*;
    INSERT INTO access.relation (staff_id, citizen_id, kind, source_id, valid_to)
    VALUES (access.me(), made.id, 'registered', made.id, access.today() + 90);
END $$;

-- Give a citizen a number that was asked for and that nobody has.
CREATE FUNCTION access.add_number(given jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made public.citizen_identifier := jsonb_populate_record(NULL::public.citizen_identifier, given);
BEGIN
    IF access.me() IS NULL OR NOT made.citizen_id = ANY (access.my_citizens())
        OR NOT access.asked(made.value) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    made.created_by := access.me();
    made.changed_by := access.me();
    made.version := 1;
    INSERT INTO public.citizen_identifier SELECT made.*;
END $$;

-- Hold a plan until the commit, and tell how it stands.
CREATE FUNCTION access.hold_plan(plan uuid, OUT status text, OUT approved_version integer,
    OUT has_orphans boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT p.status, p.approved_version INTO status, approved_version
    FROM public.joint_plan p
    WHERE p.id = plan
      -- Whoever has just handed it over, or passed on a task, still keeps what they wrote.
      AND (p.id = ANY (access.my_plans()) OR p.xmin = pg_current_xact_id_if_assigned()::xid
          OR EXISTS (SELECT FROM public.task_step t WHERE t.plan_id = p.id
              AND t.by_id = access.me() AND t.xmin = pg_current_xact_id_if_assigned()::xid))
    FOR NO KEY UPDATE;
    -- Whether something stands under what was taken out, by me or by who had the plan before.
    has_orphans := FOUND AND (
        EXISTS (SELECT FROM public.sub_goal b JOIN public.goal g ON g.id = b.goal_id
            WHERE b.plan_id = plan AND b.removed_at IS NULL AND g.removed_at IS NOT NULL)
        OR EXISTS (SELECT FROM public.intervention b JOIN public.goal g ON g.id = b.goal_id
            WHERE b.plan_id = plan AND b.removed_at IS NULL AND g.removed_at IS NOT NULL)
        OR EXISTS (SELECT FROM public.task b JOIN public.intervention i ON i.id = b.intervention_id
            WHERE b.plan_id = plan AND b.removed_at IS NULL AND i.removed_at IS NOT NULL));
END $$;

-- Who has a citizen: coordinates the plan that is not closed, or has a running case. Asked by
-- the rules of hand-overs alone: to others it would tell who has whom.
CREATE FUNCTION access.has_citizen(person uuid, who uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.joint_plan p WHERE p.citizen_id = who
            AND p.coordinator_id = person AND p.status <> 'closed')
        OR EXISTS (SELECT FROM access.relation r WHERE r.citizen_id = who AND r.kind = 'case'
            AND r.staff_id = person AND (r.valid_to IS NULL OR r.valid_to >= access.today()));
END $$;

-- The changes of case worker of citizens whom I may see: who and when, and no word of it.
CREATE FUNCTION access.changes_of(who uuid[], since timestamptz)
RETURNS TABLE (citizen_id uuid, id uuid, giver_id uuid, receiver_id uuid, answered_at timestamptz,
    cause text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    seen uuid[] := ARRAY(SELECT unnest(who) INTERSECT SELECT unnest(access.my_citizens()));
BEGIN
    RETURN QUERY SELECT h.citizen_id, h.id, h.giver_id, h.receiver_id, h.answered_at, h.cause
    FROM public.handover h
    WHERE h.citizen_id = ANY (seen) AND h.status = 'accepted'
      AND h.kind <> 'help' AND h.answered_at >= since
    ORDER BY h.answered_at, h.id;
END $$;

-- Give the giver's running cases to the receiver of what I have just accepted, within its service
-- area.
CREATE FUNCTION access.take_cases(taken uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    h public.handover;
BEGIN
    SELECT * INTO h FROM public.handover WHERE id = taken;
    IF NOT FOUND OR NOT access.hands(h.citizen_id, h.giver_id, h.receiver_id) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    UPDATE public.case_file c SET caseworker_id = h.receiver_id, handover_id = h.id,
        version = c.version + 1, changed_by = access.me(), changed_at = access.now()
    FROM public.staff s
    WHERE s.id = h.receiver_id AND c.citizen_id = h.citizen_id AND c.caseworker_id = h.giver_id
      AND c.removed_at IS NULL AND (c.end_date IS NULL OR c.end_date >= access.today())
      AND (s.service_area IS NULL OR s.service_area = c.service_area);
END $$;

CREATE FUNCTION access.was_kept(operation uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.operation o WHERE o.id = operation);
END $$;

-- Where somebody lives, apart from all else while the address is protected. What is null stays.
CREATE FUNCTION access.hide_place(who uuid, row_id uuid, p_street text, p_postcode text, p_town text,
    p_district text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    stamp timestamptz := access.now();
BEGIN
    IF self IS NULL OR NOT who = ANY (access.my_citizens()) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    INSERT INTO public.protected_address AS p (id, version, created_at, created_by, changed_at,
        changed_by, citizen_id, street, postcode, town, district_text)
    VALUES (row_id, 1, stamp, self, stamp, self, who, coalesce(p_street, ''),
        coalesce(p_postcode, ''), coalesce(p_town, ''), coalesce(p_district, ''))
    ON CONFLICT (citizen_id) DO UPDATE SET removed_at = NULL, version = p.version + 1,
        changed_at = stamp, changed_by = self,
        street = coalesce(p_street, p.street), postcode = coalesce(p_postcode, p.postcode),
        town = coalesce(p_town, p.town), district_text = coalesce(p_district, p.district_text);
    INSERT INTO public.protected_source AS p (id, version, created_at, created_by, changed_at,
        changed_by, street, postcode, town, district_text)
    SELECT s.id, 1, stamp, self, stamp, self, s.street, s.postcode, s.town, s.district_text
    FROM public.citizen_source s WHERE s.citizen_id = who
      AND (s.street, s.postcode, s.town, s.district_text) <> ('', '', '', '')
    ON CONFLICT (id) DO UPDATE SET removed_at = NULL, version = p.version + 1,
        changed_at = stamp, changed_by = self, street = excluded.street,
        postcode = excluded.postcode, town = excluded.town, district_text = excluded.district_text;
    UPDATE public.citizen_source s SET street = '', postcode = '', town = '', district_text = '',
        version = version + 1, changed_at = stamp, changed_by = self
    WHERE s.citizen_id = who
      AND (s.street, s.postcode, s.town, s.district_text) <> ('', '', '', '');
END $$;

-- Put it back into the open when a person has ended the protection; what is given takes its place.
-- That shows it, so it is unmasked first, with a reason that is kept: false where it is not.
CREATE FUNCTION access.show_place(who uuid, p_street text, p_postcode text, p_town text,
    p_district text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    stamp timestamptz := access.now();
    hidden public.protected_address;
BEGIN
    IF self IS NULL OR NOT who = ANY (access.my_citizens()) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    SELECT * INTO hidden FROM public.protected_address
    WHERE citizen_id = who AND removed_at IS NULL FOR UPDATE;
    IF NOT FOUND THEN
        RETURN true;
    END IF;
    IF NOT who = ANY (access.my_addresses()) THEN
        RETURN false;
    END IF;
    UPDATE public.citizen SET street = coalesce(p_street, hidden.street),
        postcode = coalesce(p_postcode, hidden.postcode), town = coalesce(p_town, hidden.town),
        district_text = coalesce(p_district, hidden.district_text),
        version = version + 1, changed_at = stamp, changed_by = self
    WHERE id = who AND NOT (address_protected OR special_protection);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    UPDATE public.protected_address SET removed_at = stamp, version = version + 1,
        changed_at = stamp, changed_by = self WHERE id = hidden.id;
    UPDATE public.citizen_source s SET street = p.street, postcode = p.postcode, town = p.town,
        district_text = p.district_text, version = s.version + 1, changed_at = stamp,
        changed_by = self
    FROM public.protected_source p
    WHERE p.id = s.id AND p.removed_at IS NULL AND s.citizen_id = who;
    UPDATE public.protected_source p SET removed_at = stamp, version = p.version + 1,
        changed_at = stamp, changed_by = self
    FROM public.citizen_source s
    WHERE p.id = s.id AND p.removed_at IS NULL AND s.citizen_id = who;
    RETURN true;
END $$;

-- Notes of another service area stand there by their day alone.
CREATE FUNCTION access.withheld_notes(who uuid)
RETURNS TABLE (id uuid, on_date date, written_at timestamptz, service_area text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT n.id, n.on_date, n.written_at, n.service_area FROM public.record_note n
    WHERE n.citizen_id = who AND n.corrects_id IS NULL AND n.removed_at IS NULL
      AND who = ANY (access.my_open())
      AND NOT access.reads_note(who, n.service_area, n.shared, n.author_id);
END $$;

-- How many of whom a search may show have a word, up to what is rare.
CREATE FUNCTION access.have_word(word text, word_end text, mine uuid[], area text) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT count(*)::integer FROM (SELECT FROM public.search_token t
        WHERE t.token >= word AND t.token < word_end
          AND (t.citizen_id = ANY (mine) OR EXISTS (SELECT FROM public.case_file c
            JOIN public.citizen z ON z.id = c.citizen_id AND NOT z.special_protection
            WHERE c.citizen_id = t.citizen_id AND c.service_area = area AND c.removed_at IS NULL
            OFFSET 0))
        LIMIT 300) few);
END $$;

-- Find by folded words. A search shows whom I may see, and who has a case in my service area and is
-- not specially protected: those stand apart (plans.access.may_look_up). Each word comes with the
-- end of its range, and with its pattern for when another is walked; the first «walkable» of them
-- may be. Near ones come first. «OFFSET 0» has each citizen asked as they come:
-- the planner, which knows nothing of words and service areas, would else read everybody first.
CREATE FUNCTION access.find(asked text[], ends text[], patterns text[], walkable integer,
    near uuid[], most integer)
RETURNS TABLE (citizen_id uuid, sort_key text, is_near boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid[] := access.my_citizens();
    area text := access.my_area();
    chosen integer := 1;
    few integer;
    fewest integer;
    word text;
    word_end text;
    others text[];
BEGIN
    -- The word that fewest have; of common words the longest, as a rule the rarest. Only whom the
    -- search may show is counted: which word was walked could tell how many others have one. More
    -- than the eight that Samplan asks for would only keep the server busy.
    IF walkable > 1 THEN
        FOR place IN 1 .. least(walkable, cardinality(asked), 8) LOOP
            few := access.have_word(asked[place], ends[place], mine, area);
            IF fewest IS NULL OR few < fewest
                OR few = fewest AND length(asked[place]) > length(asked[chosen]) THEN
                chosen := place;
                fewest := few;
            END IF;
        END LOOP;
    END IF;
    word := asked[chosen];
    word_end := ends[chosen];
    others := patterns[:chosen - 1] || patterns[chosen + 1:];
    RETURN QUERY
    WITH close AS MATERIALIZED (
        SELECT DISTINCT t.citizen_id, t.sort_key FROM unnest(near) each
        CROSS JOIN LATERAL (SELECT s.citizen_id, s.sort_key FROM public.search_token s
            WHERE s.citizen_id = each AND s.token >= word AND s.token < word_end
              AND s.words LIKE ALL (others) OFFSET 0) t
        WHERE each = ANY (mine)),
    walked AS MATERIALIZED (
        SELECT t.citizen_id, t.sort_key FROM public.search_token t
        WHERE t.token >= word AND t.token < word_end AND t.words LIKE ALL (others)
          AND (t.citizen_id = ANY (mine) OR EXISTS (SELECT FROM public.case_file c
            JOIN public.citizen z ON z.id = c.citizen_id AND NOT z.special_protection
            WHERE c.citizen_id = t.citizen_id AND c.service_area = area AND c.removed_at IS NULL
            OFFSET 0))
        ORDER BY t.token, t.sort_key, t.citizen_id LIMIT most)
    SELECT c.citizen_id, c.sort_key, true FROM close c
    UNION ALL SELECT w.citizen_id, w.sort_key, false FROM walked w;
END $$;

-- The citizens with whom I have a running case, or part in a plan that is not closed: what a search
-- shows first, asked at each key.
CREATE FUNCTION access.my_near() RETURNS TABLE (citizen_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    self uuid := access.me();
    today date := access.today();
BEGIN
    RETURN QUERY SELECT DISTINCT r.citizen_id FROM access.relation r
    WHERE r.staff_id = self AND (r.valid_to IS NULL OR r.valid_to >= today)
      AND (r.kind IN ('case', 'staff_task') OR (r.kind IN ('coordinator', 'deputy', 'participant', 'task', 'follow_up')
        AND EXISTS (SELECT FROM public.joint_plan p
            WHERE p.id = r.plan_id AND p.status <> 'closed' OFFSET 0)));
END $$;

-- The citizens of some staff whom a search may show.
CREATE FUNCTION access.citizens_of(people uuid[], today date, most integer)
RETURNS TABLE (citizen_id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    mine uuid[] := access.my_citizens();
    area text := access.my_area();
BEGIN
    -- That another service area has somebody is told only to who has to do with them.
    RETURN QUERY SELECT r.citizen_id FROM access.relation r
    JOIN public.staff s ON s.id = r.staff_id
    WHERE r.staff_id = ANY (people) AND r.kind IN ('case', 'coordinator')
      AND (r.valid_to IS NULL OR r.valid_to >= today)
      AND (r.citizen_id = ANY (mine) OR s.service_area = area
        AND EXISTS (SELECT FROM public.case_file c
            JOIN public.citizen z ON z.id = c.citizen_id AND NOT z.special_protection
            WHERE c.citizen_id = r.citizen_id AND c.service_area = area AND c.removed_at IS NULL
            OFFSET 0))
    ORDER BY (r.kind = 'case') LIMIT most;
END $$;

-- The lines of those whom a search shows and I may not see: who they are, and that my service
-- area has a case.
CREATE FUNCTION access.lines(citizens uuid[])
RETURNS TABLE (citizen_id uuid, name text, birth_date date, protected boolean, service_area text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    area text := access.my_area();
BEGIN
    RETURN QUERY SELECT c.id, c.given_name || ' ' || c.family_name, c.birth_date,
        c.address_protected, area
    FROM public.citizen c
    WHERE c.id = ANY (citizens) AND NOT c.special_protection AND EXISTS (SELECT FROM public.case_file f
        WHERE f.citizen_id = c.id AND f.service_area = area AND f.removed_at IS NULL);
END $$;
RESET ROLE;
GRANT EXECUTE ON FUNCTION access.hide_place(uuid, uuid, text, text, text, text),
    access.show_place(uuid, text, text, text, text), access.withheld_notes(uuid),
    access.find(text[], text[], text[], integer, uuid[], integer), access.my_near(),
    access.citizens_of(uuid[], date, integer), access.lines(uuid[]) TO samplan_staff;
GRANT EXECUTE ON FUNCTION access.open(uuid, uuid), access.is_open(uuid), access.citizen_of(uuid),
    access.look(uuid, uuid, text, text, uuid, text), access.ask_number(text, text),
    access.asked(text), access.answer_number(text), access.add_citizen(jsonb, text), access.add_number(jsonb),
    access.hold_plan(uuid), access.take_cases(uuid), access.changes_of(uuid[], timestamptz)
    TO samplan_staff;
GRANT EXECUTE ON FUNCTION access.was_kept(uuid)
    TO samplan_staff, samplan_batch, samplan_administrator, samplan_auditor;
