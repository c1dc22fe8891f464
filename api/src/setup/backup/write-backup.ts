import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { postgresOptions } from '../../platform/postgres-options.ts';
import { MARK, type BackupHead } from './backup-file.ts';
import { partsIn } from './ledger-parts.ts';
import { migrationsIn, savedTables } from './saved-tables.ts';

const COMPRESSION = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };

/**
 * Writes everything in the database at one moment to a file that appears when it is complete. Nobody who
 * writes meanwhile has to wait. Returns the number of rows.
 */
export async function writeBackup(databaseUrl: string, file: string): Promise<number> {
  const client = new pg.Client(postgresOptions(databaseUrl, { application_name: 'postline backup' }));
  client.on('error', () => {});
  await client.connect();
  const part = `${file}.part`;
  const counter = { rows: 0 };
  try {
    await pipeline(
      Readable.from(contentsOf(client, counter), { objectMode: false }),
      createZstdCompress({ params: COMPRESSION }),
      createWriteStream(part, { mode: 0o600 }),
    );
    await sync(part);
    await rename(part, file);
    return counter.rows;
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}

async function* contentsOf(client: pg.Client, counter: { rows: number }): AsyncGenerator<string | Buffer> {
  await client.query('begin isolation level repeatable read, read only');
  yield line(await headOf(client));
  for (const table of await savedTables(client)) {
    yield line(table);
    const columns = table.columns.map(pg.escapeIdentifier).join();
    const copy = client.query(
      copyTo(`copy (select ${columns} from ${pg.escapeIdentifier(table.name)}) to stdout`),
    );
    yield* copy as AsyncIterable<Buffer>;
    counter.rows += copy.rowCount;
    yield MARK;
  }
  yield line({ end: true, rows: counter.rows });
  await client.query('commit');
}

async function headOf(client: pg.Client): Promise<BackupHead> {
  const { rows: sequences } = await client.query<BackupHead['sequences'][number]>(
    "select sequencename::text as name, last_value::text as last from pg_sequences where schemaname = 'public'",
  );
  const [migrations, parts] = [await migrationsIn(client), await partsIn(client)];
  return { postline: 1, at: new Date().toISOString(), migrations, sequences, parts };
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r');
  await handle.sync();
  await handle.close();
}
