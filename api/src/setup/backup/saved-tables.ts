import type pg from 'pg';

export interface SavedTable {
  name: string;
  /** The columns that can be written. */
  columns: string[];
}

// Tables that only matter at the moment, that another library creates again, and that migrations write
// themselves.
const LEFT_OUT = ['smtp_slot', 'rate_limit', 'agenda_jobs', 'mikro_orm_migrations'];

/** The tables that a backup contains. */
export async function savedTables(client: pg.Client): Promise<SavedTable[]> {
  const { rows } = await client.query<SavedTable>(
    `select relname::text as name, array_agg(attname::text order by attnum) as columns
     from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
     where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace and relname <> all ($1)
     group by relname order by relname`,
    [LEFT_OUT],
  );
  return rows;
}

/** Names of the migrations applied to the database; none if it is empty. */
export async function migrationsIn(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string | null }>(
    "select to_regclass('mikro_orm_migrations')::text as name",
  );
  if (!rows[0]?.name) return [];
  const applied = await client.query<{ name: string }>('select name from mikro_orm_migrations order by id');
  return applied.rows.map(({ name }) => name);
}
