import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { DomainError } from '../../errors/domain-error.ts';
import { passLoadedStarts, pauseLoadedRuns } from '../fixtures/send-nothing.ts';
import type { openBackup } from './backup-file.ts';
import { makeParts, nameIndexes } from './ledger-parts.ts';
import { savedTables } from './saved-tables.ts';

type Backup = Awaited<ReturnType<typeof openBackup>>;
const name = pg.escapeIdentifier;

/**
 * Replaces all rows of the tables by those of a backup, in the transaction of `client`. The schema must be
 * that of the backup. Nothing is sent: unfinished runs are paused, and starts that have passed are disarmed.
 * Returns the number of rows.
 */
export async function loadBackup(client: pg.Client, { head, parts }: Backup): Promise<number> {
  const tables = (await savedTables(client)).map((table) => name(table.name));
  const rebuild = await takeDown(client);
  // What triggers count is in the rows already; the audit log's trigger would refuse to empty it.
  for (const table of tables) await client.query(`alter table ${table} disable trigger user`);
  // Includes what migrations have inserted. All at once, because tables refer to each other.
  await client.query(`truncate ${tables.join()}`);
  await makeParts(client, head.parts ?? []);
  const rows = await copyAll(client, parts());
  for (const statement of rebuild) await client.query(statement);
  await nameIndexes(client);
  for (const table of tables) await client.query(`alter table ${table} enable trigger user`);
  // Not the highest remaining number: a number that was used is never used again.
  for (const { name: sequence, last } of head.sequences)
    if (last) await client.query('select setval($1::regclass, $2::bigint)', [name(sequence), last]);
  await sendNothing(client);
  return rows;
}

async function copyAll(client: pg.Client, parts: ReturnType<Backup['parts']>): Promise<number> {
  let rows = 0;
  for (;;) {
    const { value, done } = await parts.next();
    if (done) {
      if (value !== rows) throw new DomainError('INVALID', { key: 'CLI_NO_BACKUP', params: { file: '' } });
      return rows;
    }
    const copy = client.query(
      copyFrom(`copy ${name(value.name)} (${value.columns.map(name).join()}) from stdin`),
    );
    await pipeline(Readable.from(value.rows, { objectMode: false }), copy);
    rows += copy.rowCount;
  }
}

/**
 * Drops indexes and foreign keys, which are faster to create again than to maintain. Returns the statements
 * that create them.
 */
async function takeDown(client: pg.Client): Promise<string[]> {
  const keys = await client.query<{ drop: string; make: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
  );
  const indexes = await client.query<{ drop: string; make: string }>(
    `select format('drop index %s', indexrelid::regclass) as drop,
       -- For a table in parts it would say ON ONLY, which makes it for none of them.
       regexp_replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') as make
     from pg_index join pg_class on pg_class.oid = indexrelid
     where relnamespace = 'public'::regnamespace and not relispartition
       and not exists (select from pg_constraint where conindid = indexrelid)
       and indrelid <> coalesce(to_regclass('agenda_jobs'), 0)`,
  );
  for (const { drop } of [...keys.rows, ...indexes.rows]) await client.query(drop);
  return [...indexes.rows, ...keys.rows].map(({ make }) => make);
}

/** The same as after loading fixtures, applied to everything. */
async function sendNothing(client: pg.Client): Promise<void> {
  for (const table of ['mailing', 'mailing_run'])
    await client.query(`create temp table fixture_${table} on commit drop as select id as new from ${table}`);
  await pauseLoadedRuns(client);
  await passLoadedStarts(client);
  await client.query(
    `update webhook_call set status = 'FAILED', finished_at = now(), held_until = null where status = 'PENDING'`,
  );
}
