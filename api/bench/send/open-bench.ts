import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openApp } from '../../src/programs/app.ts';
import type { App } from '../../src/context/app.ts';
import { readConfig } from '../../src/config.ts';
import { ensurePostgres } from '../../src/platform/embedded-postgres/ensure-postgres.ts';
import { openLog } from '../../src/platform/log.ts';

export interface Bench {
  app: App;
  ownerId: number;
  recipients: number;
  /** The folder of its PostgreSQL. */
  dataDir: string;
  close(): Promise<void>;
}

/** Opens the application on a new embedded PostgreSQL with its usual settings, and creates recipients. */
export async function openBench(recipients: number, connections: number): Promise<Bench> {
  const dir = mkdtempSync(join(tmpdir(), 'postline-bench-'));
  const postgres = await ensurePostgres({ dir, log: { debug() {}, info() {}, warn() {} } });
  const config = readConfig({ ...process.env, LOG_LEVEL: 'warn', SMTP_CONNECTIONS: String(connections) });
  const app = await openApp(config, openLog(config, { ownsFile: false }), { databaseUrl: postgres.url });
  const em = app.orm.em.fork();
  const [owner] = await em.execute<{ id: number }[]>(
    `insert into "user" (email, full_name, is_superuser) values ('owner@example.com', 'Olga Owner', true) returning id`,
  );
  await em.execute(
    `insert into recipient (owner_id, email, full_name, attributes)
     select ?, 'person' || n || '@example.com', 'Иван Петров ' || n, jsonb_build_object('city', 'Москва', 'plan', 'pro')
     from generate_series(1, ?) n`,
    [owner!.id, recipients],
  );
  await em.execute('analyze recipient');
  return {
    app,
    ownerId: owner!.id,
    recipients,
    dataDir: join(dir, 'data'),
    async close() {
      await app.close();
      await postgres.stop();
      rmSync(dir, {
        recursive: true,
        force: true,
      });
    },
  };
}
