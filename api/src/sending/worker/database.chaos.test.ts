import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { rounds } from '../../../test/chaos.ts';
import { quietLog } from '../../../test/quiet-log.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { until } from '../../../test/worker.ts';
import { ensurePostgres, type EmbeddedPostgres } from '../../platform/embedded-postgres/ensure-postgres.ts';

const MINUTES = 60_000;

/** A PostgreSQL of this test's own that it may stop. */
async function ownPostgres() {
  const dir = mkdtempSync(join(tmpdir(), 'postline-restart-'));
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  const start = () => ensurePostgres({ dir, log: quietLog, flags: ['-p', String(port)] });
  let running: EmbeddedPostgres = await start();
  onTestFinished(async () => {
    await running.stop();
    rmSync(dir, { recursive: true, force: true });
  });
  return {
    url: running.url,
    async restart(away: number) {
      await running.stop();
      await sleep(away);
      running = await start();
    },
  };
}

/** A run created by SQL, because only the worker under test uses this database. */
const RUN = `
with owner as (insert into "user" (email) values ('owner@example.com') returning id),
message as (insert into message (owner_id, subject, body) select id, 'News', 'Hello' from owner returning id),
mailing as (insert into mailing (owner_id, message_id, name, status)
  select owner.id, message.id, 'News', 'RUNNING' from owner, message returning id, owner_id),
run as (insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from, total, pending)
  select id, owner_id, 1, 'MANUAL', 'ALL', 'News', 'Hello', 'TEXT', 'CREATED', $1, $1 from mailing returning id, owner_id),
people as (insert into recipient (owner_id, email)
  select owner_id, 'p' || n || '@example.com' from run, generate_series(1, $1) n returning id, email)
insert into delivery (run_id, recipient_id, email, address_hash)
select run.id, people.id, people.email, address_hash(people.email) from run, people`;

test(
  'the database goes away and comes back: the worker lives on, loses nobody and sends to nobody twice',
  { timeout: 15 * MINUTES },
  async () => {
    const postgres = await ownPostgres();
    const restarts = rounds({ short: 2, full: 20 });
    const people = restarts * 2000;
    const sink = await startSink({ delay: 4 });
    onTestFinished(() => sink.close());
    const worker = await spawnWorker({ databaseUrl: postgres.url, smtpUrl: sink.url });
    const ask = async <Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      try {
        return (await client.query<Row>(sql, values)).rows;
      } finally {
        await client.end();
      }
    };
    const isFinished = async () =>
      (await ask('select from mailing_run where finished_at is not null')).length > 0;
    await ask(RUN, [people]);
    for (let restart = 0; restart < restarts; restart++) {
      const before = sink.caught.length;
      await until(async () => sink.caught.length > before + 200, 30);
      await postgres.restart(Math.random() * 500);
      const after = sink.caught.length;
      // Continues within ten seconds, unless everything was sent before the check.
      await until(async () => sink.caught.length > after || (await isFinished()), 10);
      expect(worker.child.exitCode).toBeNull();
    }
    await until(isFinished, rounds({ short: 60, full: 600 }));
    const rows = await ask<{ email: string; state: string }>('select email, state from delivery');
    const accepted = Map.groupBy(sink.caught, ({ to }) => to);
    expect([...accepted.values()].filter((mails) => mails.length > 1)).toEqual([]);
    expect(rows.filter(({ email, state }) => state === 'SENT' && !accepted.has(email))).toEqual([]);
    expect(rows.filter(({ state }) => state !== 'SENT' && state !== 'UNKNOWN')).toEqual([]);
  },
);
