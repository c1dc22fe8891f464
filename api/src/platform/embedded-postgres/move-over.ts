import { APPLICATION } from './cluster.ts';

// Sequences of columns move with their tables; objects of extensions stay theirs.
const IS_PART = (catalog: string, oid: string) =>
  `exists (select from pg_depend where classid = '${catalog}'::regclass and objid = ${oid} and deptype in ('a', 'i', 'e'))`;

/** Gives everything in the schema `public` to the application's role. */
export const MOVE_OVER = `do $$
declare statement text;
begin
  perform pg_advisory_xact_lock(7281100524);
  for statement in
    select format('alter %s %s owner to ${APPLICATION}', kind, name) from (
      select case relkind when 'S' then 'sequence' when 'v' then 'view' when 'm' then 'materialized view' else 'table' end,
        oid::regclass::text
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
        and (relispartition or not ${IS_PART('pg_class', 'pg_class.oid')})
      union all
      select 'routine', oid::regprocedure::text from pg_proc
      where pronamespace = 'public'::regnamespace and not ${IS_PART('pg_proc', 'pg_proc.oid')}
      union all
      select 'type', oid::regtype::text from pg_type
      where typnamespace = 'public'::regnamespace and typtype in ('e', 'd') and not ${IS_PART('pg_type', 'pg_type.oid')}
    ) thing (kind, name)
  loop
    execute statement;
  end loop;
end $$`;
