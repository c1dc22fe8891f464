import type { MikroORM } from '@mikro-orm/postgresql';
import { conflict, DomainError } from '../errors/domain-error.ts';
import { migrationsList } from './migrations.ts';

// An arbitrary number that nothing else in this database locks.
const LOCK = 7_281_100_521;

/**
 * Applies missing migrations, each once, even if other processes start at the same time. Returns their names.
 * Throws CONFLICT if a newer version has used the database, because this version would write what that one
 * does not expect.
 */
export async function migrate(orm: MikroORM): Promise<string[]> {
  await assertNotNewer(orm);
  if ((await missingMigrations(orm)).length === 0) return [];
  return orm.em.fork().transactional(async (em) => {
    await em.execute('select pg_advisory_xact_lock(?)', [LOCK]);
    const applied = await orm.migrator.up({ transaction: em.getTransactionContext() });
    return applied.map(({ name }) => name);
  });
}

/** The migrations that the database does not have yet. */
export async function missingMigrations(orm: MikroORM): Promise<string[]> {
  const applied = new Set(await appliedMigrations(orm));
  return migrationsList.map(({ name }) => name).filter((name) => !applied.has(name));
}

/** Throws CONFLICT if the database has migrations that this version does not have. */
export async function assertNotNewer(orm: MikroORM): Promise<void> {
  const known = new Set<string>(migrationsList.map(({ name }) => name));
  const unknown = (await appliedMigrations(orm)).filter((name) => !known.has(name));
  if (unknown.length > 0) throw conflict('CLI_NEWER_DATABASE', { names: unknown.join(', ') });
}

async function appliedMigrations(orm: MikroORM): Promise<string[]> {
  const em = orm.em.fork();
  const [table] = await em.execute<{ name: string | null }[]>(
    "select to_regclass('mikro_orm_migrations')::text as name",
  );
  if (!table?.name) return [];
  const rows = await em.execute<{ name: string }[]>('select name from mikro_orm_migrations order by id');
  return rows.map(({ name }) => name);
}

/**
 * Returns the statements of a migration, found by its name, a part of it, or its number as in 0008. Throws
 * NOT_FOUND.
 */
export async function sqlOfMigration(orm: MikroORM, wanted: string): Promise<string> {
  const isNumber = /^\d{1,4}$/.test(wanted);
  const found = isNumber
    ? migrationsList[Number(wanted) - 1]
    : migrationsList.find(({ name }) => name.includes(wanted));
  if (!found) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_MIGRATION', params: { name: wanted } });
  const migration = new found.class(orm.em.getDriver(), orm.config);
  await migration.up();
  const statements = migration.getQueries().map((query) => String(query).trim().replace(/;?$/, ';'));
  return [`-- ${found.name}`, ...statements].join('\n');
}
