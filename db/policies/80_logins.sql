-- Logins of staff: made, moved, closed and opened again by an administrator, through these
-- functions alone. They run as a role that may make roles and to which nobody belongs.
CREATE SCHEMA logins AUTHORIZATION samplan_maker;
GRANT USAGE ON SCHEMA logins TO samplan_administrator, samplan_owner, samplan_newcomer;
GRANT EXECUTE ON FUNCTION access.me(), access.my_role(), access.now(), access.today(),
    access.hanging_staff_tasks(uuid[]) TO samplan_maker;

GRANT SELECT, INSERT, UPDATE ON public.staff TO samplan_maker;
CREATE POLICY maker ON public.staff TO samplan_maker USING (true) WITH CHECK (true);
GRANT INSERT ON public.audit TO samplan_maker;
CREATE POLICY maker ON public.audit FOR INSERT TO samplan_maker WITH CHECK (true);
-- How much somebody still answers for: counts, and nothing of whom it is about.
GRANT SELECT (caseworker_id, end_date, removed_at) ON public.case_file TO samplan_maker;
GRANT SELECT (id, coordinator_id, status) ON public.joint_plan TO samplan_maker;
GRANT SELECT (plan_id, assignee_id, status, removed_at) ON public.task TO samplan_maker;
CREATE POLICY maker ON public.case_file FOR SELECT TO samplan_maker USING (true);
CREATE POLICY maker ON public.joint_plan FOR SELECT TO samplan_maker USING (true);
CREATE POLICY maker ON public.task FOR SELECT TO samplan_maker USING (true);
GRANT SELECT (holder_id, status, removed_at) ON public.enquiry TO samplan_maker;
CREATE POLICY maker ON public.enquiry FOR SELECT TO samplan_maker USING (true);

SET LOCAL ROLE samplan_maker;

-- An administrator whose own login is open, or who set the server up.
CREATE FUNCTION logins.require() RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF access.my_role() IS DISTINCT FROM 'administrator'
        AND NOT pg_has_role(session_user, 'samplan_owner', 'MEMBER') THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
END $$;

CREATE FUNCTION logins.group_of(role text) RETURNS text
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN CASE role
        WHEN 'caseworker' THEN 'samplan_staff' WHEN 'team_lead' THEN 'samplan_staff'
        WHEN 'administrator' THEN 'samplan_administrator' WHEN 'auditor' THEN 'samplan_auditor'
        WHEN 'system' THEN 'samplan_batch' END;
END $$;

-- A role that is a login of ours: it has no power of its own and is in no group but ours.
CREATE FUNCTION logins.is_ours(name text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_roles r WHERE r.rolname = name
        AND NOT (r.rolsuper OR r.rolcreaterole OR r.rolcreatedb OR r.rolreplication
            OR r.rolbypassrls)
        AND r.rolname !~ '^(pg_|samplan)'
        AND NOT EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
            WHERE m.member = r.oid AND g.rolname <> ALL (ARRAY['samplan_staff', 'samplan_batch',
                'samplan_auditor', 'samplan_administrator', 'samplan_newcomer'])));
END $$;

-- Whether the password of a login is still one that another made.
CREATE FUNCTION logins.is_newcomer(name text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
        WHERE r.rolname = name AND m.roleid = 'samplan_newcomer'::regrole);
END $$;

-- Put a login in one of our groups and in no other.
CREATE FUNCTION logins.join(name text, wanted text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    each text;
BEGIN
    FOR each IN SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid
        JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = name AND g.rolname <> wanted
    LOOP
        EXECUTE format('REVOKE %I FROM %I', each, name);
    END LOOP;
    IF NOT pg_has_role(name, wanted, 'MEMBER') THEN
        EXECUTE format('GRANT %I TO %I', wanted, name);
    END IF;
    -- What another granted is not ours to take: then nothing of it happens.
    IF EXISTS (SELECT FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.member
        WHERE r.rolname = name AND m.roleid <> (SELECT oid FROM pg_roles WHERE rolname = wanted))
    THEN
        RAISE EXCEPTION 'taken' USING ERRCODE = '42710';
    END IF;
END $$;

CREATE FUNCTION logins.require_verifier(verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF verifier !~ ('^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/]{16,}={0,2}'
        '\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$') THEN
        RAISE EXCEPTION 'send a SCRAM verifier, never a password' USING ERRCODE = '42501';
    END IF;
END $$;

-- Whether people come by a ticket of the domain alone, as who runs the server wished: it stands with
-- the database, where no session changes it.
CREATE FUNCTION logins.by_ticket_alone() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase
        WHERE d.datname = current_database() AND s.setrole = 0
          AND 'samplan.sign_in=ticket' = ANY (s.setconfig));
END $$;

-- Make the login of a row in staff, or open it, in the group of its role. The password comes as
-- what the server keeps of it, never as itself; null leaves the one it has. One that another made
-- lasts a week, and opens nothing until its owner has chosen their own; that of loads, which a
-- machine keeps, stays.
CREATE FUNCTION logins.put(name text, role text, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted text := logins.group_of(role);
BEGIN
    IF wanted IS NULL OR name !~ '^[a-z][a-z0-9._-]{0,62}$' OR name ~ '^(pg_|samplan)'
        OR name IN ('postgres', 'public', 'none', 'user', 'current_user', 'current_role',
            'session_user') THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM logins.require_verifier(verifier);
    IF verifier IS NOT NULL AND wanted <> 'samplan_batch' AND logins.by_ticket_alone() THEN
        RAISE EXCEPTION 'tickets alone' USING ERRCODE = '28000';
    END IF;
    IF current_setting('server_version_num')::integer >= 160000 THEN
        -- The client's wish what a maker gets of a role it makes: nothing.
        PERFORM set_config('createrole_self_grant', '', true);
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
        EXECUTE format('CREATE ROLE %I LOGIN', name);
    ELSIF logins.is_ours(name) THEN
        EXECUTE format('ALTER ROLE %I LOGIN', name);
    ELSE
        RAISE EXCEPTION 'taken' USING ERRCODE = '42710';
    END IF;
    IF wanted <> 'samplan_batch' AND (verifier IS NOT NULL OR logins.is_newcomer(name)) THEN
        wanted := 'samplan_newcomer';
    END IF;
    IF verifier IS NOT NULL THEN
        EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', name, verifier,
            CASE wanted WHEN 'samplan_newcomer' THEN clock_timestamp() + interval '7 days'
            -- A machine's, which nobody chooses anew by themselves: a year, and a month's grace.
            WHEN 'samplan_batch' THEN clock_timestamp() + interval '13 months'
            ELSE 'infinity' END);
    END IF;
    PERFORM logins.join(name, wanted);
END $$;

CREATE FUNCTION logins.shut(name text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF logins.is_ours(name) THEN
        EXECUTE format('ALTER ROLE %I NOLOGIN', name);
    END IF;
END $$;

-- What somebody answers for that another must take over first.
CREATE FUNCTION logins.burden_of(person uuid, OUT cases bigint, OUT plans bigint,
    OUT tasks bigint, OUT enquiries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    SELECT count(*) INTO cases FROM public.case_file c WHERE c.caseworker_id = person
        AND c.removed_at IS NULL AND (c.end_date IS NULL OR c.end_date >= access.today());
    SELECT count(*) INTO plans FROM public.joint_plan p
    WHERE p.coordinator_id = person AND p.status <> 'closed';
    SELECT count(*) INTO tasks FROM public.task t JOIN public.joint_plan p ON p.id = t.plan_id
    WHERE t.assignee_id = person AND t.removed_at IS NULL AND p.status <> 'closed'
      AND t.status NOT IN ('completed', 'declined', 'cancelled');
    tasks := tasks + (SELECT count(*) FROM access.hanging_staff_tasks(ARRAY[person]));
    SELECT count(*) INTO enquiries FROM public.enquiry e
    WHERE e.holder_id = person AND e.removed_at IS NULL AND e.status <> 'answered';
END $$;

CREATE FUNCTION logins.burden(person uuid, OUT cases bigint, OUT plans bigint, OUT tasks bigint,
    OUT enquiries bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM logins.require();
    SELECT b.cases, b.plans, b.tasks, b.enquiries INTO cases, plans, tasks, enquiries
    FROM logins.burden_of(person) b;
END $$;

CREATE FUNCTION logins.require_free(person uuid) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM logins.burden_of(person) b WHERE b.cases + b.plans + b.tasks
            + b.enquiries > 0)
        OR person = access.me() THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
END $$;

-- The row of the log, in the transaction of the deed.
CREATE FUNCTION logins.note(entry uuid, person uuid, what text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO public.audit (id, at, staff_id, staff_name, role, action, subject, subject_id,
        why, related)
    SELECT entry, access.now(), s.id, s.name, s.role, 'setting', 'staff', person, what, false
    FROM public.staff s WHERE s.id = coalesce(access.me(), '00000000-0000-4000-8000-000000000001');
    IF NOT FOUND THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
END $$;

-- Take a person into staff, with a login.
CREATE FUNCTION logins.add(entry uuid, person jsonb, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    made public.staff := jsonb_populate_record(NULL::public.staff, person);
BEGIN
    PERFORM logins.require();
    IF made.role = 'system' THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    made.created_by := coalesce(access.me(), '00000000-0000-4000-8000-000000000001');
    made.changed_by := made.created_by;
    made.created_at := access.now();
    made.changed_at := made.created_at;
    made.removed_at := NULL;
    made.version := 1;
    made.active := true;
    INSERT INTO public.staff SELECT made.*;
    PERFORM logins.put(made.login, made.role, verifier);
    PERFORM logins.note(entry, made.id, 'add ' || logins.told(made.id));
END $$;

-- Who somebody is in one line of the log.
CREATE FUNCTION logins.told(person uuid) RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT concat_ws(', ', login, role, service_area, nullif(team, ''))
        FROM public.staff WHERE id = person);
END $$;

-- Give somebody another name, place, role or way to reach them. The login stays; whoever becomes
-- an administrator or auditor, who see no citizen, hands everything over first.
CREATE FUNCTION logins.move(entry uuid, person jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wanted public.staff := jsonb_populate_record(NULL::public.staff, person);
    known public.staff;
BEGIN
    PERFORM logins.require();
    SELECT * INTO known FROM public.staff
    WHERE id = wanted.id AND role <> 'system' AND removed_at IS NULL FOR UPDATE;
    IF known.id IS NULL OR coalesce(logins.group_of(wanted.role), 'samplan_batch')
        = 'samplan_batch' OR (wanted.role <> known.role AND known.id = access.me()) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    IF logins.group_of(wanted.role) <> logins.group_of(known.role) THEN
        PERFORM logins.require_free(known.id);
    END IF;
    UPDATE public.staff SET name = wanted.name, service_area = wanted.service_area,
        team = wanted.team, role = wanted.role, phone = wanted.phone, email = wanted.email,
        version = known.version + 1, changed_at = access.now(),
        changed_by = coalesce(access.me(), '00000000-0000-4000-8000-000000000001')
    WHERE id = known.id;
    IF wanted.role <> known.role AND known.active
        AND EXISTS (SELECT FROM pg_roles WHERE rolname = known.login) THEN
        PERFORM logins.put(known.login, wanted.role, NULL);
    END IF;
    PERFORM logins.note(entry, known.id, 'move ' || logins.told(known.id));
END $$;

CREATE FUNCTION logins.set_active(person uuid, wanted boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.staff SET active = wanted, version = version + 1, changed_at = access.now(),
        changed_by = coalesce(access.me(), '00000000-0000-4000-8000-000000000001')
    WHERE id = person AND active <> wanted;
END $$;

CREATE FUNCTION logins.close(entry uuid, person uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known text;
BEGIN
    PERFORM logins.require();
    -- Whoever gives them a case meanwhile waits for it.
    SELECT login INTO known FROM public.staff
    WHERE id = person AND role <> 'system' AND removed_at IS NULL FOR UPDATE;
    IF known IS NULL THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM logins.require_free(person);
    PERFORM logins.note(entry, person, 'close ' || logins.told(person));
    PERFORM logins.set_active(person, false);
    PERFORM logins.shut(known);
END $$;

-- Open a login that was closed, or make the one that a row in staff has not yet.
CREATE FUNCTION logins.open(entry uuid, person uuid, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known public.staff;
BEGIN
    PERFORM logins.require();
    SELECT * INTO known FROM public.staff WHERE id = person AND removed_at IS NULL FOR UPDATE;
    IF known.id IS NULL THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM logins.set_active(person, true);
    IF verifier IS NULL AND logins.is_newcomer(known.login) THEN
        -- From now on they come by a ticket: the password that another made is none.
        EXECUTE format('ALTER ROLE %I PASSWORD NULL VALID UNTIL %L', known.login, 'infinity');
        PERFORM logins.join(known.login, logins.group_of(known.role));
    END IF;
    PERFORM logins.put(known.login, known.role, verifier);
    PERFORM logins.note(entry, person, 'open ' || logins.told(person));
END $$;

CREATE FUNCTION logins.new_password(entry uuid, person uuid, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known public.staff;
BEGIN
    PERFORM logins.require();
    SELECT * INTO known FROM public.staff WHERE id = person AND active AND removed_at IS NULL;
    IF known.id IS NULL OR verifier IS NULL THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM logins.put(known.login, known.role, verifier);
    PERFORM logins.note(entry, person, 'password ' || logins.told(person));
END $$;

-- Whoever signed in by a password that another made chooses their own, which ends by no calendar:
-- from then on they are in the group of their role.
CREATE FUNCTION logins.own_password(entry uuid, verifier text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known public.staff;
BEGIN
    SELECT * INTO known FROM public.staff
    WHERE id = access.me() AND active AND removed_at IS NULL FOR UPDATE;
    IF known.id IS NULL OR verifier IS NULL OR NOT logins.is_newcomer(known.login) THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    PERFORM logins.require_verifier(verifier);
    EXECUTE format('ALTER ROLE %I PASSWORD %L VALID UNTIL %L', known.login, verifier, 'infinity');
    PERFORM logins.join(known.login, logins.group_of(known.role));
    PERFORM logins.note(entry, known.id, 'own password');
END $$;

-- The name of whoever chooses, which no password may be.
CREATE FUNCTION logins.my_name() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN (SELECT s.name FROM public.staff s WHERE s.id = access.me());
END $$;

-- End what is still open of a login that was closed. A function of its own: until the closing is
-- committed, a client that is thrown out comes straight back.
CREATE FUNCTION logins.end_sessions(person uuid) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name text := (SELECT login FROM public.staff WHERE id = person AND NOT active);
    ended integer := 0;
    process integer;
BEGIN
    PERFORM logins.require();
    IF name IS NULL OR NOT logins.is_ours(name)
        -- A server may keep this right to itself; then the policies alone show nothing.
        OR NOT pg_has_role('pg_signal_backend', 'USAGE') THEN
        RETURN 0;
    END IF;
    FOR process IN SELECT pid FROM pg_stat_activity WHERE usename = name LOOP
        PERFORM pg_terminate_backend(process);
        ended := ended + 1;
    END LOOP;
    RETURN ended;
END $$;
RESET ROLE;

GRANT EXECUTE ON FUNCTION logins.add(uuid, jsonb, text), logins.move(uuid, jsonb),
    logins.close(uuid, uuid), logins.open(uuid, uuid, text),
    logins.new_password(uuid, uuid, text), logins.end_sessions(uuid), logins.burden(uuid)
    TO samplan_administrator, samplan_owner;
GRANT EXECUTE ON FUNCTION logins.own_password(uuid, text), logins.my_name() TO samplan_newcomer;
