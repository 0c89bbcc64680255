-- What is asked by ids needs no plan of its own for each id: a session that has just begun makes one
-- plan, not six. A search by words does; it chooses by how many have a word.
DO $$
DECLARE
    each text;
BEGIN
    FOR each IN
        SELECT p.oid::regprocedure::text FROM pg_proc p
        JOIN pg_language l ON l.oid = p.prolang AND l.lanname = 'plpgsql'
        WHERE (p.pronamespace = 'access'::regnamespace OR p.proname IN ('tells_of', 'put_all'))
          AND p.prosecdef AND p.proname NOT IN ('find', 'rarity', 'citizens_of')
    LOOP
        EXECUTE 'ALTER FUNCTION ' || each || ' SET plan_cache_mode = force_generic_plan';
    END LOOP;
END $$;
