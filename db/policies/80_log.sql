-- The log that the server enforces: rows come through log.put alone, who and when are the
-- server's, nothing is changed or taken away, and seals chain what is there. The hashes are those
-- of plans/log_chain.py, byte for byte.
CREATE SCHEMA log AUTHORIZATION samplan_log;
GRANT USAGE ON SCHEMA log TO samplan_staff, samplan_batch, samplan_auditor,
    samplan_administrator, samplan_definer;

DROP POLICY owner ON public.audit;
DROP POLICY definer ON public.audit;
DROP POLICY owner ON public.audit_seal;
DROP POLICY definer ON public.audit_seal;
ALTER TABLE public.audit OWNER TO samplan_log;
ALTER TABLE public.audit_seal OWNER TO samplan_log;
REVOKE ALL ON public.audit, public.audit_seal FROM PUBLIC, samplan_owner, samplan_definer,
    samplan_staff, samplan_batch, samplan_auditor, samplan_administrator, samplan_statistics,
    samplan_maker;
ALTER TABLE public.audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit FORCE ROW LEVEL SECURITY;
ALTER TABLE public.audit_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY log ON public.audit TO samplan_log USING (true) WITH CHECK (true);
CREATE POLICY log ON public.audit_seal TO samplan_log USING (true) WITH CHECK (true);
-- Whose login it is.
GRANT SELECT (id, login, name, role, active, removed_at) ON public.staff TO samplan_log;
CREATE POLICY log ON public.staff FOR SELECT TO samplan_log USING (true);
-- Whom a look was at, for the control.
GRANT SELECT (id, given_name, family_name, street, postcode) ON public.citizen TO samplan_log;
CREATE POLICY log ON public.citizen FOR SELECT TO samplan_log USING (true);

SET LOCAL ROLE samplan_log;

-- A field tells its length, so that no two rows of fields have the same text.
CREATE FUNCTION log.digest(kind text, VARIADIC fields text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    whole text := kind;
    each text;
BEGIN
    FOREACH each IN ARRAY fields LOOP
        whole := whole || E'\x1f'
            || CASE WHEN each IS NULL THEN '-' ELSE length(each)::text || ':' || each END;
    END LOOP;
    RETURN encode(sha256(convert_to(whole, 'UTF8')), 'hex');
END $$;

CREATE FUNCTION log.row_hash(
    id uuid, at timestamptz, staff_id uuid, staff_name text, role text, action text,
    citizen_id uuid, subject text, subject_id uuid, why text, related boolean, tx bigint
) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN log.digest('samplan-log-row-1', id::text,
        (extract(epoch FROM at) * 1000000)::bigint::text, staff_id::text, staff_name, role, action,
        citizen_id::text, subject, subject_id::text, why, related::int::text, tx::text);
END $$;

CREATE FUNCTION log.seal_hash(no integer, at timestamptz, n integer, root text, prev text)
RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN log.digest('samplan-log-seal-1', no::text,
        (extract(epoch FROM at) * 1000000)::bigint::text, n::text, root, prev);
END $$;

-- A row has the hash of its content: a new one gets it, one that was moved here must bring it.
CREATE FUNCTION log.hash_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    found text;
BEGIN
    IF NEW.hash = '' THEN
        NEW.tx := pg_current_xact_id()::text::bigint;
    END IF;
    found := log.row_hash(NEW.id, NEW.at, NEW.staff_id, NEW.staff_name, NEW.role, NEW.action,
        NEW.citizen_id, NEW.subject, NEW.subject_id, NEW.why, NEW.related, NEW.tx);
    IF NEW.hash NOT IN ('', found) THEN
        RAISE EXCEPTION 'a row of the log that is not what was hashed' USING ERRCODE = '42501';
    END IF;
    NEW.hash := found;
    RETURN NEW;
END $$;

-- Whether this transaction has told of a change of a citizen's data.
CREATE FUNCTION log.tells_of(who uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.audit a WHERE a.citizen_id = who
        -- A row that moved here from another server may have the same number, but has its seal.
        AND a.tx = pg_current_xact_id_if_assigned()::text::bigint AND a.seal IS NULL
        AND a.action NOT IN ('view', 'search'));
END $$;
GRANT EXECUTE ON FUNCTION log.tells_of(uuid) TO samplan_definer;

-- How many citizens but one somebody opened without a relation since a moment.
CREATE FUNCTION log.opened_unrelated(staff uuid, but uuid, since timestamptz) RETURNS integer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT count(DISTINCT a.citizen_id) FROM public.audit a
        WHERE a.staff_id = staff AND a.at > since AND a.action = 'view' AND NOT a.related
          AND a.subject <> 'enquiry'    -- sent to one's unit; access.look opens nobody by it
          AND a.citizen_id <> but);
END $$;
GRANT EXECUTE ON FUNCTION log.opened_unrelated(uuid, uuid, timestamptz) TO samplan_definer;

-- Append-only, for the owner too: only the seal is set, and once.
CREATE FUNCTION log.keep_row() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    same record := NEW;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        same.seal := NULL;
        IF OLD.seal IS NULL AND NEW.seal IS NOT NULL AND same IS NOT DISTINCT FROM OLD THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = '42501';
END $$;

CREATE FUNCTION log.refuse() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only' USING ERRCODE = '42501';
END $$;

-- Who signed in, at the server's time, and as related to a citizen as the server knows.
CREATE FUNCTION log.put_all(
    ids uuid[], actions text[], citizens uuid[], subjects text[], subject_ids uuid[],
    whys text[], relations boolean[]
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who record;
BEGIN
    SELECT s.id, s.name, s.role INTO who FROM public.staff s
        WHERE s.login = session_user::text COLLATE "default" AND s.active AND s.removed_at IS NULL;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not in staff' USING ERRCODE = '42501';
    END IF;
    INSERT INTO public.audit (id, at, staff_id, staff_name, role, action, citizen_id, subject,
        subject_id, why, related, hash)
    SELECT e.id, access.now(), who.id, who.name, who.role, left(e.action, 40), e.citizen,
        left(e.subject, 60), e.subject_id, left(e.why, 20000),
        CASE WHEN e.related AND e.citizen IS NOT NULL
            THEN access.standing(e.citizen) IS NOT NULL ELSE e.related END,
        ''
    FROM unnest(ids, actions, citizens, subjects, subject_ids, whys, relations)
        AS e (id, action, citizen, subject, subject_id, why, related);
END $$;

CREATE FUNCTION log.put(
    id uuid, action text, citizen uuid, subject text, subject_id uuid, why text, related boolean
) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM log.put_all(ARRAY[id], ARRAY[action], ARRAY[citizen], ARRAY[subject],
        ARRAY[subject_id], ARRAY[why], ARRAY[related]);
END $$;

-- That this login was refused something, and by which rule: in a transaction of its own, for what
-- was refused is undone. No more than 60 in an hour (plans.refusals), so that nobody hides a deed
-- under them.
CREATE FUNCTION log.refused(id uuid, code text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF (SELECT count(*) FROM public.audit a WHERE a.staff_id = access.me()
        AND a.at > access.now() - interval '1 hour' AND a.action = 'refused') < 60 THEN
        PERFORM log.put(id, 'refused', NULL, code, NULL, '', false);
    END IF;
END $$;

-- Seal what is committed and not sealed yet; tells whether there was anything, and not how much. A
-- transaction that is open holds nothing up: what it commits goes under a later seal. The lock is
-- one that no client can take.
CREATE FUNCTION log.seal() RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    before record;
    sealed record;
    number integer;
    moment timestamptz := access.now();
BEGIN
    BEGIN
        LOCK TABLE public.audit_seal IN SHARE ROW EXCLUSIVE MODE NOWAIT;
    EXCEPTION WHEN lock_not_available THEN
        RETURN false;
    END;
    IF NOT EXISTS (SELECT FROM public.audit WHERE seal IS NULL) THEN
        RETURN false;
    END IF;
    SELECT s.no, s.hash INTO before FROM public.audit_seal s ORDER BY s.no DESC LIMIT 1;
    number := coalesce(before.no, 0) + 1;
    -- One statement, so that the rows under the seal are the rows that were hashed.
    WITH waiting AS (
        SELECT a.id FROM public.audit a WHERE a.seal IS NULL ORDER BY a.id LIMIT 50000
    ), done AS (
        UPDATE public.audit a SET seal = number FROM waiting w WHERE a.id = w.id
        RETURNING a.id, a.hash
    )
    SELECT count(*)::integer AS n,
        encode(sha256(convert_to(string_agg(d.hash, '' ORDER BY d.id), 'UTF8')), 'hex') AS root
    INTO sealed FROM done d;
    INSERT INTO public.audit_seal (no, at, n, root, prev, hash)
    VALUES (number, moment, sealed.n, sealed.root, coalesce(before.hash, ''),
        log.seal_hash(number, moment, sealed.n, sealed.root, coalesce(before.hash, '')));
    RETURN true;
END $$;

-- What a client remembers of the chain: no figure, no person.
CREATE FUNCTION log.newest_seal(OUT no integer, OUT at timestamptz, OUT hash text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT s.no, s.at, s.hash INTO no, at, hash
    FROM public.audit_seal s ORDER BY s.no DESC LIMIT 1;
END $$;

CREATE FUNCTION log.has_seal(number integer, told text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM public.audit_seal s WHERE s.no = number AND s.hash = told);
END $$;

-- Whose rows somebody reads: their own, and those of the unit that they lead.
CREATE FUNCTION log.my_staff() RETURNS uuid[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN access.led_staff() || access.me();
END $$;

-- What the staff of the unit that I lead (an auditor: everybody) did with citizens, whom I may have nothing to do with: the
-- names, and what tells of kinship or neighbourhood, and no more. That somebody asks stands in the
-- server's own log too, which a rollback does not reach.
CREATE FUNCTION log.looks(first timestamptz, until timestamptz, rare integer) RETURNS TABLE (
    id uuid, at timestamptz, staff_id uuid, staff_name text, action text, subject text, why text,
    related boolean, citizen_id uuid, citizen_name text, family_name text, same_address boolean,
    rare_surname boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE LOG 'samplan: % controls the log', session_user;
    RETURN QUERY
    WITH look AS MATERIALIZED (
        SELECT a.id, a.at, a.staff_id, a.staff_name, a.action, a.subject, a.why, a.related,
            a.citizen_id, c.given_name || ' ' || c.family_name AS citizen_name, c.family_name,
            c.street, c.postcode
        FROM public.audit a JOIN public.citizen c ON c.id = a.citizen_id
        WHERE (a.staff_id = ANY (access.led_staff()) OR access.my_role() = 'auditor')
          AND a.staff_id <> access.me()
          AND a.at >= looks.first AND a.at < looks.until
    ), surname AS MATERIALIZED (
        SELECT c.family_name FROM public.citizen c
        WHERE c.family_name IN (SELECT substring(l.staff_name FROM '\S+$') FROM look l)
        GROUP BY c.family_name HAVING count(*) <= looks.rare
    ), home AS MATERIALIZED (
        SELECT c.given_name || ' ' || c.family_name AS name, c.street, c.postcode
        FROM public.citizen c
        WHERE c.given_name || ' ' || c.family_name IN (SELECT l.staff_name FROM look l)
    )
    SELECT l.id, l.at, l.staff_id, l.staff_name, l.action, l.subject, l.why, l.related,
        l.citizen_id, l.citizen_name, l.family_name,
        l.street <> '' AND EXISTS (SELECT FROM home h WHERE h.name = l.staff_name
            AND h.street = l.street AND h.postcode = l.postcode),
        EXISTS (SELECT FROM surname s WHERE s.family_name = l.family_name)
    FROM look l ORDER BY l.at, l.id;
END $$;

CREATE TRIGGER hashes BEFORE INSERT ON public.audit FOR EACH ROW EXECUTE FUNCTION log.hash_row();
CREATE TRIGGER keeps BEFORE UPDATE OR DELETE ON public.audit
    FOR EACH ROW EXECUTE FUNCTION log.keep_row();
CREATE TRIGGER keeps_all BEFORE TRUNCATE ON public.audit EXECUTE FUNCTION log.refuse();
CREATE TRIGGER keeps BEFORE UPDATE OR DELETE ON public.audit_seal
    FOR EACH ROW EXECUTE FUNCTION log.refuse();
CREATE TRIGGER keeps_all BEFORE TRUNCATE ON public.audit_seal EXECUTE FUNCTION log.refuse();

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
    log.put(uuid, text, uuid, text, uuid, text, boolean),
    log.put_all(uuid[], text[], uuid[], text[], uuid[], text[], boolean[]),
    log.refused(uuid, text), log.seal(), log.newest_seal(), log.has_seal(integer, text)
    TO samplan_staff, samplan_batch, samplan_auditor, samplan_administrator, samplan_definer;
GRANT EXECUTE ON FUNCTION log.my_staff() TO samplan_staff;
GRANT EXECUTE ON FUNCTION log.looks(timestamptz, timestamptz, integer)
    TO samplan_staff, samplan_auditor;

-- Columns that tell how much the whole house does are for the auditor alone.
GRANT SELECT (id, at, staff_id, staff_name, role, action, citizen_id, subject, subject_id, why,
    related) ON public.audit TO samplan_staff, samplan_batch, samplan_administrator;
GRANT SELECT ON public.audit, public.audit_seal TO samplan_auditor;
CREATE POLICY mine ON public.audit FOR SELECT TO samplan_batch, samplan_administrator
    USING (staff_id = (SELECT access.me()));
CREATE POLICY of_my_citizens ON public.audit FOR SELECT TO samplan_staff
    USING (citizen_id = ANY ((SELECT access.my_citizens())::uuid[]));
CREATE POLICY of_my_staff ON public.audit FOR SELECT TO samplan_staff
    USING (staff_id = ANY ((SELECT log.my_staff())::uuid[]));
CREATE POLICY every ON public.audit FOR SELECT TO samplan_auditor USING (true);
CREATE POLICY every ON public.audit_seal FOR SELECT TO samplan_auditor USING (true);
RESET ROLE;

-- An auditor judges what team leads do, and reads what they judged.
GRANT SELECT, INSERT, UPDATE ON public.log_verdict TO samplan_auditor;
CREATE POLICY auditor ON public.log_verdict TO samplan_auditor
    USING (staff_id <> (SELECT access.me()));
