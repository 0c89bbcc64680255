-- Figures: who may report reads what was published, finished and with small counts hidden, through
-- these functions alone. The login of loads counts, and publishes each month once: what is read can
-- be asked for again and again, and never with one case more.
CREATE SCHEMA statistics AUTHORIZATION samplan_statistics;
GRANT USAGE ON SCHEMA statistics TO samplan_staff, samplan_administrator, samplan_batch;
GRANT EXECUTE ON FUNCTION access.my_role(), access.now(), access.today() TO samplan_statistics;

DROP POLICY owner ON public.published_figures;
DROP POLICY definer ON public.published_figures;
REVOKE ALL ON public.published_figures FROM samplan_definer;
ALTER TABLE public.published_figures OWNER TO samplan_statistics;
CREATE POLICY statistics ON public.published_figures TO samplan_statistics
    USING (true) WITH CHECK (true);

SET LOCAL ROLE samplan_statistics;

CREATE FUNCTION statistics.may_report() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN coalesce(access.my_role()
        IN ('caseworker', 'team_lead', 'administrator', 'system'), false);
END $$;

CREATE FUNCTION statistics.months() RETURNS TABLE (first_day date, at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT f.month, min(f.made_at) FROM public.published_figures f
    WHERE statistics.may_report() GROUP BY f.month ORDER BY f.month DESC;
END $$;

CREATE FUNCTION statistics.published(of_month date) RETURNS TABLE (content text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RETURN QUERY SELECT f.content FROM public.published_figures f
    WHERE f.month = of_month AND statistics.may_report() ORDER BY f.place;
END $$;

-- The program hides small counts; what it publishes is looked through once more. Three is the least
-- that a municipality may choose to print (plans/suppression.py).
CREATE FUNCTION statistics.publish(of_month date, contents text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    each jsonb;
BEGIN
    IF access.my_role() IS DISTINCT FROM 'system'
        OR of_month <> date_trunc('month', of_month)::date
        OR (of_month + interval '1 month')::date > access.today()
        OR coalesce(cardinality(contents), 0) = 0 THEN
        RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
    END IF;
    FOR each IN SELECT c::jsonb FROM unnest(contents) c LOOP
        IF (each ->> 'month')::date IS DISTINCT FROM of_month
            OR NOT coalesce((each ->> 'threshold')::integer >= 3, false)
            OR jsonb_path_exists(each, '$.columns[*].cells[*] ? (@ < $.threshold)')
            OR jsonb_path_exists(each, '$.columns[*] ? (@.visible == false).total ? (@ < $.threshold)')
        THEN
            RAISE EXCEPTION 'not allowed' USING ERRCODE = '42501';
        END IF;
    END LOOP;
    INSERT INTO public.published_figures (id, month, place, made_at, content)
    SELECT gen_random_uuid(), of_month, (c.place - 1)::integer, access.now(), c.content
    FROM unnest(contents) WITH ORDINALITY AS c (content, place);
END $$;

REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA statistics FROM PUBLIC;
GRANT EXECUTE ON FUNCTION statistics.months(), statistics.published(date)
    TO samplan_staff, samplan_administrator, samplan_batch;
GRANT EXECUTE ON FUNCTION statistics.publish(date, text[]) TO samplan_batch;
RESET ROLE;
