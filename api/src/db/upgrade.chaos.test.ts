import type { MikroORM } from '@mikro-orm/postgresql';
import { expect, onTestFinished, test, vi } from 'vitest';
import { isFull } from '../../test/chaos.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';
import { openApp } from '../programs/app.ts';
import { entities } from '../programs/entities.ts';
import { launchSend } from '../sending/launch/launch-send.ts';
import { migrationsList } from './migrations.ts';
import { openOrm } from './orm.ts';

vi.setConfig({ testTimeout: 60_000 });

const GONE = 'gone@example.com';

/** What versions before this one left behind, written with the columns that the table had at that time. */
async function write(orm: MikroORM): Promise<void> {
  const em = orm.em.fork();
  const columns = await em.execute<{ table_name: string; column_name: string }[]>(
    `select table_name, column_name from information_schema.columns where table_schema = 'public' and is_generated = 'NEVER'`,
  );
  const has = (table: string, column: string) =>
    columns.some(({ table_name: owner, column_name: name }) => owner === table && name === column);
  const put = async (table: string, row: Record<string, string>) => {
    const given = Object.entries(row).filter(([column]) => has(table, column));
    const names = given.map(([column]) => `"${column}"`).join();
    await em.execute(`insert into "${table}" (${names}) select ${given.map(([, value]) => value).join()}`);
  };
  const owner = '(select min(id) from "user")';
  const last = (table: string) => `(select max(id) from "${table}")`;
  await put('user', { email: `'owner@example.com'`, full_name: `'Owner'`, email_confirmed_at: 'now()' });
  for (const [email, status] of [
    ['here@example.com', 'ACTIVE'],
    [GONE, 'UNSUBSCRIBED'],
  ]) {
    await put('recipient', { owner_id: owner, email: `'${email}'`, status: `'${status}'` });
  }
  if (has('suppression', 'email')) {
    await put('suppression', {
      address_hash: `address_hash('${GONE}')`,
      email: `'${GONE}'`,
      owner_id: owner,
      reach: `'OWNER'`,
      reason: `'UNSUBSCRIBED'`,
    });
  }
  await put('recipient_list', { owner_id: owner, name: `'Everybody'` });
  await em.execute(
    'insert into recipient_list_member (list_id, recipient_id) select max(recipient_list.id), recipient.id from recipient_list, recipient group by recipient.id',
  );
  await put('message', {
    owner_id: owner,
    subject: `'Hello'`,
    body: `'Hi {{ recipient.email }}'`,
    format: `'TEXT'`,
  });
  for (const status of ['COMPLETED', 'CREATED']) {
    await put('mailing', {
      owner_id: owner,
      message_id: last('message'),
      name: `'${status}'`,
      status: `'${status}'`,
    });
    await em.execute(
      `insert into mailing_list (mailing_id, list_id) select max(mailing.id), max(recipient_list.id) from mailing, recipient_list`,
    );
  }
  await put('mailing_run', {
    mailing_id: '(select min(id) from mailing)',
    owner_id: owner,
    run_number: '1',
    trigger_type: `'MANUAL'`,
    scope: `'ALL'`,
    status: `'COMPLETED'`,
    subject: `'Hello'`,
    body: `'Hi'`,
    format: `'TEXT'`,
    launched_from: `'CREATED'`,
    finished_at: 'now()',
    total: '2',
    sent: '1',
    failed: '1',
  });
  for (const [email, state] of [
    ['here@example.com', 'SENT'],
    ['old@example.com', 'FAILED'],
  ]) {
    await put('delivery', {
      run_id: last('mailing_run'),
      email: `'${email}'`,
      address_hash: `address_hash('${email}')`,
      state: `'${state}'`,
      tries: '1',
    });
    await put('attempt', {
      delivery_id: last('delivery'),
      run_id: last('mailing_run'),
      mailing_id: '(select min(id) from mailing)',
      owner_id: owner,
      status: state === 'SENT' ? `'SUCCESS'` : `'FAILURE'`,
      smtp_code: state === 'SENT' ? '250' : '550',
      server_response: `'said so'`,
    });
  }
}

/** The application of today on a database that a version with these migrations has left. */
async function upgraded(to: string) {
  const databaseUrl = await createDatabase();
  const orm = await openOrm(databaseUrl, entities);
  await orm.migrator.up({ to });
  await write(orm);
  await orm.close();
  const { config, log } = await testApp();
  const app = await openApp(config, log, { databaseUrl });
  onTestFinished(() => app.close());
  return app;
}

// Each of them in the long form; else the first, the last, and some between.
const names = migrationsList.map(({ name }) => name);
const tried = names.filter((_, index) => isFull || index % 9 === 0 || index === names.length - 1);

test.each(tried)('what a version with %s left is kept, and sent', async (name) => {
  const app = await upgraded(name);
  const em = app.orm.em.fork();
  const [kept] = await em.execute(
    `select (select count(*)::int from recipient) as people, (select status from recipient where email = '${GONE}') as gone,
       (select recipient_count from recipient_list) as listed, (select count(*)::int from delivery) as deliveries,
       (select sum(succeeded + failed)::int from attempt_count) as counted`,
  );
  expect(kept).toEqual({ people: 2, gone: 'UNSUBSCRIBED', listed: 2, deliveries: 2, counted: 2 });
  const sink = await startSink();
  onTestFinished(() => sink.close());
  await startWorker(app, sink.url);
  const [mailing] = await em.execute<{ id: number }[]>(`select id from mailing where name = 'CREATED'`);
  const { id } = await launchSend(app.asSystem(), { mailingId: mailing!.id });
  const run = await untilFinished(app, id, 30);
  expect(run).toMatchObject({ total: 2, sent: 1, skipped: 1, failed: 0 });
});
