-- PostgreSQL alone, which plans badly for a table that has grown since it was last analyzed. The portal's role may not
-- analyze the owner's tables, so it calls this in the owner's name. Nothing that the caller has made is looked up in it:
-- not even an operator, for whatever ran here could change the audit log.
do
$migration$
begin
    execute format(
        $create$
        create function analyze_what_grew() returns void
            language plpgsql security definer set search_path = pg_catalog, pg_temp as
        $function$
        declare
            grown regclass;
        begin
            for grown in
                select c.oid from pg_class c
                where c.relkind = 'r' and c.relnamespace = %L::regnamespace
                  and pg_stat_get_live_tuples(c.oid) > greatest(50, 5 * c.reltuples)
            loop
                execute format('analyze (skip_locked) %%s', grown);
            end loop;
        end
        $function$
        $create$,
        quote_ident(current_schema()));
end
$migration$;
