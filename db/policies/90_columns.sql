-- Who may UPDATE a whole table may lock everybody out of it; and whose a row is, who made it and
-- when, is nobody's to change. So all that was granted above becomes a grant by columns.
DO $$
DECLARE
    each record;
BEGIN
    FOR each IN
        SELECT c.relname, groups.name AS of_group,
            string_agg(quote_ident(a.attname), ', ') AS columns
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        CROSS JOIN unnest(ARRAY['samplan_staff', 'samplan_administrator',
            'samplan_auditor']) AS groups (name)
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
          AND a.attnum > 0 AND NOT a.attisdropped
          AND (c.relname IN ('presence', 'recent') OR (c.relname, a.attname) = ('absence', 'staff_id')
              OR a.attname NOT IN ('id', 'created_at',
              'created_by', 'plan_id', 'citizen_id', 'staff_id', 'at', 'by_id', 'by_name',
              'author_id', 'author_name', 'written_at'))
          -- That a number is taken would tell that somebody has it.
          AND (c.relname, a.attname) <> ('citizen_identifier', 'value')
          AND has_table_privilege(groups.name, c.oid, 'UPDATE')
        GROUP BY c.relname, groups.name
    LOOP
        EXECUTE format('REVOKE UPDATE ON public.%I FROM %I', each.relname, each.of_group);
        EXECUTE format('GRANT UPDATE (%s) ON public.%I TO %I', each.columns, each.relname,
            each.of_group);
    END LOOP;
END $$;
