import type { MikroORM } from '@mikro-orm/postgresql';
import { migrationsList } from './migrations.ts';

// Any number that nothing else in this database locks.
const LOCK = 7_281_100_521;

/** Applies the migrations that the database lacks, each once, whoever else starts at this moment. Answers their names. */
export async function migrate(orm: MikroORM): Promise<string[]> {
  if ((await missingMigrations(orm)).length === 0) return [];
  return orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
    const applied = await orm.migrator.up({ transaction: em.getTransactionContext() });
    return applied.map(({ name }) => name);
  });
}

/** The migrations that the database lacks. */
export async function missingMigrations(orm: MikroORM): Promise<string[]> {
  const em = orm.em.fork();
  const [table] = await em.execute<{ name: string | null }[]>(
    "select to_regclass('mikro_orm_migrations')::text as name",
  );
  const rows = table?.name
    ? await em.execute<{ name: string }[]>('select name from mikro_orm_migrations')
    : [];
  const applied = new Set(rows.map(({ name }) => name));
  return migrationsList.map(({ name }) => name).filter((name) => !applied.has(name));
}
