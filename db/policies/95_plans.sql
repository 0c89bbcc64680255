-- What is asked by ids needs no plan of its own for each id: a session that has just begun makes one
-- plan, not six. A search by words does: what serves one word reads the whole store for another.
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN
        SELECT p.oid::regprocedure::text FROM pg_proc p
        JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
        WHERE (p.pronamespace = 'access'::regnamespace OR p.proname IN ('tells_of', 'put_all'))
          AND p.prosecdef AND p.proname NOT IN ('find', 'citizens_of')
    LOOP
        EXECUTE 'ALTER FUNCTION ' || each || ' SET plan_cache_mode = force_generic_plan';
    END LOOP;
END $$;
ALTER FUNCTION access.find(text[], text[], text[], integer, uuid[], integer)
    SET plan_cache_mode = force_custom_plan;
-- It walks the index of words in its order and stops when it has enough; to sort all that have a
-- word only looks cheaper to a planner without statistics of words.
ALTER FUNCTION access.find(text[], text[], text[], integer, uuid[], integer) SET enable_sort = off;
ALTER FUNCTION access.find(text[], text[], text[], integer, uuid[], integer) SET enable_bitmapscan = off;
ALTER FUNCTION access.have_word(text, text, uuid[], text) SET enable_sort = off;
ALTER FUNCTION access.have_word(text, text, uuid[], text) SET enable_bitmapscan = off;

-- The tables are new: until the server looks at them by itself, it would take them for empty.
ANALYZE access.relation, access.shared;
