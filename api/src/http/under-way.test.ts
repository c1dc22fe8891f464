import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { createDatabase, testApp } from '../../test/database.ts';
import { post } from '../../test/http.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { until } from '../../test/worker.ts';
import { openApp } from '../programs/app.ts';
import { formatError } from './format-error.ts';

const slow = { query: '{ recipients { totalCount } }' };

/** Blocks every read of recipients until the test ends or releases them. */
async function lockRecipients(): Promise<() => Promise<void>> {
  const { orm } = await testApp();
  const em = orm.em.fork();
  await em.begin();
  await em.execute('lock table recipient in access exclusive mode');
  let isOpen = true;
  const end = async () => {
    if (isOpen) await em.rollback();
    isOpen = false;
  };
  onTestFinished(end);
  return end;
}

/** How many statements wait for the lock on recipients. */
async function blockedReads(): Promise<number> {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<{ count: number }[]>(
    `select count(*)::int as count from pg_locks where relation = 'recipient'::regclass and not granted
         and database = (select oid from pg_database where datname = current_database())`,
  );
  return row!.count;
}

test('a user whose requests are slow keeps nobody else waiting, and none of theirs is lost', async () => {
  const { url } = await runningServer();
  const [greedy, other] = [await build.user(), await build.user()];
  const headers = { cookie: await sessionOf(greedy) };
  const othersHeaders = { cookie: await sessionOf(other) };
  const unlock = await lockRecipients();
  const answers = Array.from({ length: 40 }, () => post(url, slow, headers));
  await sleep(300);
  expect(await post(url, { query: '{ recipientLists { totalCount } }' }, othersHeaders)).toMatchObject({
    status: 200,
  });
  await unlock();
  expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([200]));
});

test('more than a hundred that wait are refused', async () => {
  const { url } = await runningServer();
  const headers = { cookie: await sessionOf(await build.user()), 'accept-language': 'en' };
  const unlock = await lockRecipients();
  const answers = Array.from({ length: 150 }, () => post(url, slow, headers));
  const refused = await Promise.race(answers);
  await unlock();
  expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
  expect(refused.headers.get('retry-after')).toBe('1');
  await Promise.all(answers);
});

test('what is refused while it waits takes no place from others', async () => {
  const { url } = await runningServer();
  const headers = { cookie: await sessionOf(await build.user()) };
  const unlock = await lockRecipients();
  const answers = Array.from({ length: 6 }, () => post(url, slow, headers));
  await until(async () => (await blockedReads()) === 6, 30);
  const tooDear = {
    query: '{ mailings(first: 100) { nodes { recipients(first: 100) { nodes { id email } } } } }',
  };
  for (let count = 0; count < 6; count++) {
    expect(await post(url, tooDear, headers)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: 'COST_EXCEEDED' } }],
    });
  }
  await unlock();
  await Promise.all(answers);
  expect(await post(url, slow, headers)).toMatchObject({ status: 200 });
});

test('a read that takes too long is stopped and told as such; a transaction may take its time', async () => {
  const { config, log } = await testApp();
  const app = await openApp(config, log, { databaseUrl: await createDatabase(), statementTimeout: 200 });
  onTestFinished(() => app.close());
  const { em } = app.asSystem();
  const error = await em.execute('select pg_sleep(5)').catch((thrown: unknown) => thrown);
  expect(formatError(log, { message: '' }, error).extensions).toMatchObject({ code: 'UNAVAILABLE' });
  await em.transactional((tx) => tx.execute('select pg_sleep(0.5)'));
});
