import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { launchTo } from '../../test/chaos.ts';
import { testApp } from '../../test/database.ts';
import type { App } from '../context/app.ts';

// The database itself refuses what the use cases prevent, whoever writes to it and whatever bugs there are.

let app: App;
let runId: number;

beforeAll(async () => {
  app = await testApp();
  runId = (await launchTo(app, 2)).id;
});

const run = (sql: string, params: unknown[] = [runId]) => app.orm.em.fork().execute(sql, params);

test.each([
  [
    'a mailing has one unfinished run',
    `insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from)
     select mailing_id, owner_id, run_number + 1, trigger_type, scope, subject, body, format, launched_from
     from mailing_run where id = ?`,
    'mailing_run_unfinished_unique',
  ],
  [
    'a mailbox stands in a run once, however its address is spelled',
    `insert into delivery (run_id, email, address_hash)
     select run_id, upper(email), address_hash(upper(email) || '.') from delivery where run_id = ? limit 1`,
    'delivery_run_email_unique',
  ],
  [
    'a person stands in a run once, under whatever address',
    `insert into delivery (run_id, recipient_id, email, address_hash)
     select run_id, recipient_id, 'other-' || email, address_hash('other-' || email) from delivery where run_id = ? limit 1`,
    'delivery_recipient_run_unique',
  ],
])('%s', async (_rule, sql, constraint) => {
  await expect(run(sql)).rejects.toThrow(constraint);
});

test('a start of the schedule is used once', async () => {
  const mailing = await build.mailing({ people: 0 });
  const start = () =>
    run(
      `insert into mailing_start (mailing_id, due_at, outcome) values (?, '2026-03-29T01:30:00Z', 'LAUNCHED')`,
      [mailing.id],
    );
  await start();
  await expect(start()).rejects.toThrow('mailing_start_due_unique');
});

test('an idempotency key belongs to one run of its mailing', async () => {
  await run("update mailing_run set idempotency_key = 'once' where id = ?");
  await expect(
    run(
      `insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format,
         launched_from, idempotency_key, status, finished_at)
       select mailing_id, owner_id, run_number + 1, trigger_type, scope, subject, body, format, launched_from, 'once',
         'COMPLETED', now() from mailing_run where id = ?`,
    ),
  ).rejects.toThrow('mailing_run_idempotency_key_unique');
});

test('a mail that was accepted changes no index of its delivery', async () => {
  const changes = await app.orm.em.fork().transactional(async (tx) => {
    // What the connection did shortly before counts as well.
    const counted = async () => {
      const [row] = await tx.execute<{ updated: number; hot: number }[]>(
        `select sum(n_tup_upd)::int as updated, sum(n_tup_hot_upd)::int as hot
         from pg_stat_xact_user_tables where relname like 'delivery\\_%'`,
      );
      return row!;
    };
    const before = await counted();
    await tx.execute(
      `update delivery set state = 'SENT', tries = 1, sent_at = now() where id = (
         select id from delivery where run_id = ? and state = 'PENDING' limit 1)`,
      [runId],
    );
    const after = await counted();
    return { updated: after.updated - before.updated, hot: after.hot - before.hot };
  });
  expect(changes).toEqual({ updated: 1, hot: 1 });
});
