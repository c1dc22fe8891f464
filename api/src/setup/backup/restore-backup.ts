import pg from 'pg';
import { migrate, missingMigrations } from '../../db/migrate.ts';
import { migrationsList } from '../../db/migrations.ts';
import { openOrm, type Entities } from '../../db/orm.ts';
import { conflict, DomainError } from '../../errors/domain-error.ts';
import { postgresOptions } from '../../platform/postgres-options.ts';
import { openBackup, type BackupHead } from './backup-file.ts';
import { loadBackup } from './load-backup.ts';

interface Restore {
  databaseUrl: string;
  entities: Entities;
  file: string;
  /** Replaces existing data. */
  overwrite: boolean;
}

/**
 * Restores a backup, completely or not at all, and brings the database up to date. Throws CONFLICT if the
 * database is not empty and may not be overwritten, if programs are using it, and if a newer version made the
 * backup. Returns the number of rows.
 */
export async function restoreBackup(restore: Restore): Promise<number> {
  const { databaseUrl, file, overwrite } = restore;
  const { head } = await openBackup(file);
  await checkFile(file);
  await migrateTo(restore, head);
  const client = new pg.Client(postgresOptions(databaseUrl, { application_name: 'postline restore' }));
  client.on('error', () => {});
  await client.connect();
  try {
    await assertFree(client, overwrite);
    await client.query('begin');
    const rows = await loadBackup(client, await openBackup(file));
    await client.query('commit');
    await client.query('analyze');
    await update(restore);
    return rows;
  } finally {
    await client.end();
  }
}

/** Reads the whole file before anything is changed. */
async function checkFile(file: string): Promise<void> {
  const parts = (await openBackup(file)).parts();
  for await (const { rows } of parts) for await (const _ of rows) continue;
}

/** Gives an empty database the schema of the backup; any other database must have that. */
async function migrateTo({ databaseUrl, entities }: Restore, { migrations }: BackupHead): Promise<void> {
  const known = new Set<string>(migrationsList.map(({ name }) => name));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length > 0) throw conflict('CLI_NEWER_BACKUP', { names: unknown.join(', ') });
  const orm = await openOrm(databaseUrl, entities);
  try {
    const missing = new Set(await missingMigrations(orm));
    if (missing.size === migrationsList.length) await orm.migrator.up({ to: migrations.at(-1)! });
    else if (
      migrations.some((name) => missing.has(name)) ||
      missing.size + migrations.length !== migrationsList.length
    )
      throw conflict('CLI_OTHER_SCHEMA');
  } finally {
    await orm.close();
  }
}

async function update({ databaseUrl, entities }: Restore): Promise<void> {
  const orm = await openOrm(databaseUrl, entities);
  try {
    await migrate(orm);
  } finally {
    await orm.close();
  }
}

async function assertFree(client: pg.Client, overwrite: boolean): Promise<void> {
  const { rows: others } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'postline%'`,
  );
  if (others.length > 0) throw new DomainError('CONFLICT', { key: 'CLI_IN_USE' });
  const { rows: users } = await client.query('select from "user" limit 1');
  if (users.length > 0 && !overwrite) throw conflict('CLI_NOT_EMPTY');
}
