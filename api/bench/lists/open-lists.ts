import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readConfig } from '../../src/config.ts';
import type { App } from '../../src/context/app.ts';
import { ensurePostgres } from '../../src/platform/embedded-postgres/ensure-postgres.ts';
import { openLog } from '../../src/platform/log.ts';
import { openApp } from '../../src/programs/app.ts';
import { seed, type Size } from './seed.ts';

/** An application on a database with very many rows. */
interface Lists {
  app: App;
  close(): Promise<void>;
}

const NAME = 'postline_lists';

/**
 * Opens the application on a database of this size in an embedded PostgreSQL of its own. `dir` is kept and
 * used again the next time; without it everything is created and deleted.
 */
export async function openLists(size: Size, dir?: string): Promise<Lists> {
  const folder = dir ?? mkdtempSync(join(tmpdir(), 'postline-lists-'));
  const isNew = !existsSync(join(folder, 'data'));
  const postgres = await ensurePostgres({ dir: folder, log: { debug() {}, info() {}, warn() {} } });
  if (isNew) await createDatabase(postgres.adminUrl);
  const url = new URL(postgres.url);
  url.pathname = `/${NAME}`;
  const config = readConfig({ ...process.env, LOG_LEVEL: 'warn', PORT: '0', POSTLINE_WEB: 'none' });
  const app = await openApp(config, openLog(config, { ownsFile: false }), { databaseUrl: url.href });
  if (isNew) await seed(app.orm.em.fork(), size);
  return {
    app,
    async close() {
      await app.close();
      await postgres.stop();
      if (!dir) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** With trigrams of every script, whatever LC_CTYPE the cluster has. */
async function createDatabase(adminUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(
    `create database ${NAME} owner postline template template0 locale_provider builtin builtin_locale 'C.UTF-8'
       lc_collate 'C' lc_ctype 'C.UTF-8'`,
  );
  await client.end();
}
