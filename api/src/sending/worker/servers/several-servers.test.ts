import { expect, onTestFinished, test } from 'vitest';
import type { App } from '../../../context/app.ts';
import { build } from '../../../../test/build.ts';
import { compareWithSink, deliveriesOf, launchTo } from '../../../../test/chaos.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { startSink, type Sink, type SinkOptions } from '../../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../../test/worker.ts';

let servers = 0;

/** A server of its own label, with these options in its URL. */
async function server(options: SinkOptions = {}, query = ''): Promise<Sink & { label: string }> {
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const label = `server-${++servers}`;
  return { ...sink, options: sink.options, label, url: `${sink.url}&label=${label}${query}` };
}

const urlsOf = (...all: Sink[]) => all.map(({ url }) => url).join(' ');

interface Known {
  label: string;
  isPaused: boolean;
  cause: string | null;
  seconds: number | null;
}

/** What is stored of a server. */
async function look({ orm }: App, { label }: { label: string }): Promise<Known> {
  const [row] = await orm.em.fork().execute<Known[]>(
    `select label, resumes_at is not null as "isPaused", pause_cause as cause,
       extract(epoch from resumes_at - now())::float as seconds from mail_server where label = ?`,
    [label],
  );
  return row!;
}

/** How many attempts of a run each server carried, by label and status. */
async function attemptsOf({ orm }: App, runId: number): Promise<Record<string, number>> {
  const rows = await orm.em.fork().execute<{ key: string; count: number }[]>(
    `select coalesce(label, '-') || ' ' || status as key, count(*)::int as count
     from attempt left join mail_server on mail_server.id = server_id where run_id = ? group by 1`,
    [runId],
  );
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]));
}

const stateOf = async ({ orm }: App, runId: number) => {
  const [row] = await orm.em
    .fork()
    .execute<{ status: string; cause: string | null; reasons: string[]; pending: number }[]>(
      'select status, pause_cause as cause, pause_reasons as reasons, pending from mailing_run where id = ?',
      [runId],
    );
  return row!;
};

const everybodyOnce = async (app: App, runId: number) =>
  (await deliveriesOf(app, runId)).every(({ tries }) => tries === 1);

test('servers share the mails by their weights, and each attempt names its server', async () => {
  const app = await testApp();
  const [large, small] = [await server({ delay: 5 }, '&weight=3'), await server({ delay: 5 })];
  const run = await launchTo(app, 800);
  await startWorker(app, urlsOf(large, small));
  await untilFinished(app, run.id, 60);
  expect(await compareWithSink(app, run.id, [...large.caught, ...small.caught])).toBe(0);
  expect(large.caught.length / 800).toBeGreaterThan(0.65);
  expect(large.caught.length / 800).toBeLessThan(0.85);
  expect(await attemptsOf(app, run.id)).toEqual({
    [`${large.label} SUCCESS`]: large.caught.length,
    [`${small.label} SUCCESS`]: small.caught.length,
  });
});

// What the second server says to every connection.
const greetings = ['DROP', '554 5.7.1 Your network is blocked', '421 4.3.2 shutting down'];

test.each(greetings)('a server that greets with %s takes nothing from any run', async (greeting) => {
  const app = await testApp();
  const [good, bad] = [await server(), await server({ onConnection: () => greeting }, '&weight=5')];
  const runs = [await launchTo(app, 150), await launchTo(app, 150)];
  await startWorker(app, urlsOf(good, bad));
  for (const { id } of runs) await untilFinished(app, id, 60);
  expect(good.caught).toHaveLength(300);
  for (const { id } of runs) {
    expect(await everybodyOnce(app, id)).toBe(true);
    expect(await attemptsOf(app, id)).toEqual({ [`${good.label} SUCCESS`]: 150 });
  }
});

// What the second server says to everybody of one run, at which command.
const refusals: ['onRecipient' | 'onMessage', string][] = [
  ['onRecipient', '550 5.7.1 Relaying denied'],
  ['onMessage', '550 5.7.26 unauthenticated'],
  ['onRecipient', '451 4.7.1 Greylisting in action'],
  ['onRecipient', '421 4.7.28 unusual rate'],
  ['onMessage', '554 5.7.1 Spam message rejected'],
];

test.each(refusals)(
  'what a server refuses (%s %j) goes over the other, and is nobody’s try',
  async (place, reply) => {
    const app = await testApp();
    let knocks = 0;
    const refuse = () => {
      knocks++;
      return reply;
    };
    const [good, bad] = [await server({ delay: 2 }), await server({ [place]: refuse })];
    const run = await launchTo(app, 300);
    await startWorker(app, urlsOf(good, bad));
    await untilFinished(app, run.id, 60);
    expect(await compareWithSink(app, run.id, good.caught)).toBe(0);
    expect(good.caught).toHaveLength(300);
    expect(await everybodyOnce(app, run.id)).toBe(true);
    expect(await attemptsOf(app, run.id)).toEqual({ [`${good.label} SUCCESS`]: 300 });
    expect(knocks).toBeLessThanOrEqual(20);
    // It was the run that was refused: others may use the server.
    expect(await look(app, bad)).toMatchObject({ isPaused: false });
  },
);

test('only if no server is left does a run pause, with the reason, and it goes on by itself', async () => {
  const app = await testApp();
  let isOpen = false;
  const refuse = () => (isOpen ? undefined : '550 5.7.1 Relaying denied');
  const [one, other] = [await server({ onRecipient: refuse }), await server({ onRecipient: refuse })];
  const run = await launchTo(app, 100);
  await startWorker(app, urlsOf(one, other));
  await until(async () => (await stateOf(app, run.id)).status === 'PAUSED', 30);
  expect(await stateOf(app, run.id)).toMatchObject({ reasons: ['SMTP_REFUSED'], pending: 100 });
  isOpen = true;
  const em = app.orm.em.fork();
  await em.execute('update mail_server_refusal set resumes_at = now() where run_id = ?', [run.id]);
  await em.execute('update mailing_run set resumes_at = now() where id = ?', [run.id]);
  await untilFinished(app, run.id, 60);
  expect(await compareWithSink(app, run.id, [...one.caught, ...other.caught])).toBe(0);
  expect(await everybodyOnce(app, run.id)).toBe(true);
});

test('a server that is gone in the middle leaves nobody out and nobody twice, with two workers', async () => {
  const app = await testApp();
  const [good, bad] = [await server({ delay: 3 }), await server({ delay: 3 })];
  const run = await launchTo(app, 600);
  await Promise.all([startWorker(app, urlsOf(good, bad)), startWorker(app, urlsOf(good, bad))]);
  await until(async () => bad.caught.length > 30, 30);
  await bad.close();
  await untilFinished(app, run.id, 60);
  const inDoubt = await compareWithSink(app, run.id, [...good.caught, ...bad.caught]);
  // Of each connection to it at most one mail was behind its last dot.
  expect(inDoubt).toBeLessThanOrEqual(20);
});

test('a server that takes mails and loses its replies leaves them in doubt: none goes over the other', async () => {
  const app = await testApp();
  let lost = 0;
  const lose = () => (lost++ < 3 ? 'DROP' : undefined);
  const [good, bad] = [await server(), await server({ onMessage: lose })];
  const run = await launchTo(app, 200);
  await startWorker(app, urlsOf(good, bad));
  await untilFinished(app, run.id, 60);
  expect(await compareWithSink(app, run.id, [...good.caught, ...bad.caught])).toBe(Math.min(lost, 3));
});

test('a server that loses every reply is left out by the run before many are in doubt', async () => {
  const app = await testApp();
  const [good, bad] = [await server({ delay: 3 }), await server({ onMessage: () => 'DROP' })];
  const run = await launchTo(app, 600);
  await startWorker(app, urlsOf(good, bad));
  await untilFinished(app, run.id, 60);
  const inDoubt = await compareWithSink(app, run.id, [...good.caught, ...bad.caught]);
  expect(inDoubt).toBe(bad.caught.length);
  expect(inDoubt).toBeLessThanOrEqual(40);
  expect((await stateOf(app, run.id)).status).toBe('COMPLETED');
});

test('a server that does not answer holds up only the mails that it has', async () => {
  const app = await testApp();
  const [good, bad] = [await server(), await server({ onRecipient: () => 'HANG' })];
  const run = await launchTo(app, 200);
  await startWorker(app, urlsOf(good, bad), { smtp: { sendTimeout: 1500, silenceTimeout: 1000 } });
  await until(async () => good.caught.length >= 150, 30);
  await untilFinished(app, run.id, 60);
  expect(await compareWithSink(app, run.id, good.caught)).toBe(0);
  expect((await stateOf(app, run.id)).status).toBe('COMPLETED');
});

test('a server that was left out is tried again with one mail, and carries its share when it is back', async () => {
  const app = await testApp();
  let isOpen = false;
  let knocks = 0;
  const greet = () => {
    knocks++;
    return isOpen ? undefined : '421 4.3.2 shutting down';
  };
  const [good, bad] = [await server({ delay: 20 }), await server({ onConnection: greet, delay: 20 })];
  const run = await launchTo(app, 3000);
  await startWorker(app, urlsOf(good, bad));
  await until(async () => (await look(app, bad)).isPaused, 30);
  const { seconds, cause } = await look(app, bad);
  expect(cause).toBe('GREETING');
  expect(seconds).toBeLessThanOrEqual(30);
  const before = knocks;
  const due = () =>
    app.orm.em.fork().execute('update mail_server set resumes_at = now() where label = ?', [bad.label]);
  await due();
  await until(async () => knocks > before, 20);
  await until(async () => ((await look(app, bad)).seconds ?? 0) > 1, 20);
  expect(knocks - before).toBe(1);
  isOpen = true;
  await due();
  await until(async () => !(await look(app, bad)).isPaused, 20);
  await until(async () => bad.caught.length > 20, 30);
  expect((await stateOf(app, run.id)).status).toBe('RUNNING');
});

test('a server of weight 0 is used while no other can be', async () => {
  const app = await testApp();
  let isAway = false;
  const [main, reserve] = [
    await server({ onConnection: () => (isAway ? 'DROP' : undefined) }),
    await server({}, '&weight=0'),
  ];
  const first = await launchTo(app, 100);
  await startWorker(app, urlsOf(main, reserve));
  await untilFinished(app, first.id, 60);
  expect(reserve.caught).toHaveLength(0);
  isAway = true;
  await main.close();
  const second = await launchTo(app, 100);
  await untilFinished(app, second.id, 60);
  expect(reserve.caught).toHaveLength(100);
});

test('each server keeps its own limits over two workers together', async () => {
  const app = await testApp();
  const [wide, narrow] = [await server({ delay: 5 }), await server({ delay: 5 }, '&connections=1&rate=10')];
  const run = await launchTo(app, 500);
  let most = 0;
  const watching = setInterval(() => (most = Math.max(most, narrow.connections())), 5);
  const since = performance.now();
  await Promise.all([startWorker(app, urlsOf(wide, narrow)), startWorker(app, urlsOf(wide, narrow))]);
  await untilFinished(app, run.id, 60);
  clearInterval(watching);
  const seconds = (performance.now() - since) / 1000;
  expect(most).toBe(1);
  expect(narrow.caught.length).toBeLessThanOrEqual(10 * seconds + 3);
  expect(await compareWithSink(app, run.id, [...wide.caught, ...narrow.caught])).toBe(0);
});

test('a run that is paused while its server takes no more leaves nothing announced and no lease', async () => {
  const app = await testApp();
  const slow = await server({}, '&rate=0.1');
  const run = await launchTo(app, 50);
  const execute = (sql: string) => app.orm.em.fork().execute<{ id: number }[]>(sql, [run.id]);
  await startWorker(app, slow.url);
  await until(
    async () => (await execute('select id from lease where run_id = ? and in_flight <> $${}$$'))[0],
  );
  const superuser = as(await build.superuser());
  await superuser.ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run.id });
  await until(async () => (await execute('select id from lease where run_id = ?')).length === 0);
  expect((await stateOf(app, run.id)).pending).toBe(50 - slow.caught.length);
});
