-- PostgreSQL alone, which plans badly for a table that has grown since it was last analyzed. The portal's role may not
-- analyze the owner's tables, so it calls this in the owner's name. Whoever holds that role can do no more with it than
-- have tables analyzed that are due: every name is looked up where the caller cannot put another.
create function analyze_what_grew() returns void
    language plpgsql security definer set search_path from current as
$$
declare
    grown regclass;
begin
    for grown in
        select c.oid
        from pg_catalog.pg_class c
        where c.relkind = 'r'
          and c.relnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = pg_catalog.current_schema())
          and pg_catalog.pg_stat_get_live_tuples(c.oid) > greatest(50, 5 * c.reltuples)
    loop
        execute pg_catalog.format('analyze (skip_locked) %s', grown);
    end loop;
end
$$;
