import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startSink, type Sink, type SinkOptions } from '../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';

const RUN = `status finishedAt counts { total pending sending sent deferred failed skipped unknown }
  mailing { status } deliveries(first: 100) { nodes { email state skipReason attempts { status } } }`;
const LAUNCH = 'mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id heldUntil } }';
const ONE = `query ($id: ID!) { mailingRun(id: $id) { ${RUN} } }`;
const PAUSE = `mutation ($id: ID!) { run: pauseRun(id: $id) { ${RUN} } }`;
const RESUME = `mutation ($id: ID!) { run: resumeRun(id: $id) { ${RUN} } }`;
const CANCEL = `mutation ($id: ID!) { run: cancelRun(id: $id) { ${RUN} } }`;
const DISABLE = 'mutation ($id: ID!) { disableMailing(id: $id) { id } }';
const END =
  'mutation ($id: ID!, $endAt: DateTime) { updateMailing(id: $id, input: { endAt: $endAt }) { status } }';
const RESOLVE = `mutation ($id: ID!, $how: UnknownResolution!) { run: resolveUnknown(runId: $id, resolution: $how) { ${RUN} } }`;

async function sink(options?: SinkOptions): Promise<Sink> {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

/** A mailing to 60 people that is being sent slowly and is far from its end. */
async function underWay(values: object = {}) {
  const server = await sink({ delay: 40 });
  const owner = await build.user();
  const { id: mailingId } = await build.mailing({ owner, people: 60, values });
  await startWorker(await testApp(), server.url);
  await startLimited();
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId } });
  await until(async () => server.caught.length >= 5);
  return { server, owner, mailingId, runId: launchSend.id as string };
}

/** Allows two connections in total, so that 60 mails take a while. */
async function startLimited() {
  const { orm } = await testApp();
  const em = orm.em.fork();
  await em.execute('update sending_limit set connections = 2');
  onTestFinished(async () => void (await em.execute('update sending_limit set connections = 20')));
}

const look = async (owner: User, id: string) => (await as(owner).ask(ONE, { id })).mailingRun;

/**
 * Waits until mails that were on the wire are recorded, and then long enough for a worker to look for work
 * several times.
 */
async function stillness(owner: User, id: string) {
  await until(async () => (await look(owner, id)).counts.sending === 0);
  await sleep(400);
  return look(owner, id);
}

type Counts = { total: number } & Record<string, number>;
function addsUp({ total, ...states }: Counts) {
  expect(Object.values(states).reduce((sum, count) => sum + count, 0)).toBe(total);
}

test('a paused run sends nothing, and resumed it repeats nobody and skips nobody', async () => {
  const { server, owner, runId } = await underWay();
  await as(owner).ask(PAUSE, { id: runId });
  const paused = await stillness(owner, runId);
  const caught = server.caught.length;
  expect(paused).toMatchObject({ status: 'PAUSED', counts: { sent: caught, pending: 60 - caught } });
  expect(caught).toBeLessThan(60);
  await as(owner).ask(RESUME, { id: runId });
  await untilFinished(await testApp(), runId);
  expect(server.caught).toHaveLength(60);
  expect(new Set(server.caught.map(({ to }) => to)).size).toBe(60);
  expect(await look(owner, runId)).toMatchObject({ status: 'COMPLETED', counts: { sent: 60, pending: 0 } });
});

test('a cancelled run finishes what is on the wire and skips the rest', async () => {
  const { server, owner, runId } = await underWay();
  const cancelled = (await as(owner).ask(CANCEL, { id: runId })).run;
  addsUp(cancelled.counts);
  const { finishedAt } = await untilFinished(await testApp(), runId);
  expect(finishedAt).not.toBeNull();
  const run = await stillness(owner, runId);
  const sent = server.caught.length;
  expect(run).toMatchObject({
    status: 'CANCELLED',
    mailing: { status: 'COMPLETED' },
    counts: {
      sent,
      skipped: 60 - sent,
      pending: 0,
      sending: 0,
      unknown: 0,
    },
  });
  expect(run.deliveries.nodes.at(-1)).toMatchObject({
    state: 'SKIPPED',
    skipReason: 'CANCELLED',
    attempts: [],
  });
});

test.each(['running', 'paused', 'disabled'])(
  'when the end comes to a run that is %s, what is left is skipped as ended',
  async (state) => {
    const { server, owner, runId, mailingId } = await underWay();
    if (state === 'paused') await as(owner).ask(PAUSE, { id: runId });
    if (state === 'disabled') await as(await build.manager()).ask(DISABLE, { id: mailingId });
    await as(owner).ask(END, { id: mailingId, endAt: new Date() });
    await untilFinished(await testApp(), runId);
    const run = await stillness(owner, runId);
    const sent = server.caught.length;
    expect(sent).toBeLessThan(60);
    expect(run).toMatchObject({
      status: 'COMPLETED',
      mailing: { status: 'COMPLETED' },
      counts: {
        sent,
        skipped: 60 - sent,
        pending: 0,
        unknown: 0,
      },
    });
    expect(run.deliveries.nodes.at(-1)).toMatchObject({
      state: 'SKIPPED',
      skipReason: 'ENDED',
      attempts: [],
    });
  },
);

test('an end that is moved away in time ends nothing', async () => {
  const { owner, runId, mailingId } = await underWay({ endAt: new Date(Date.now() + 3_600_000) });
  await as(owner).ask(END, { id: mailingId, endAt: null });
  await untilFinished(await testApp(), runId);
  expect((await look(owner, runId)).counts).toMatchObject({ sent: 60, skipped: 0 });
});

test('while a launch is held nothing leaves, and then everything does', async () => {
  const app = await testApp();
  const server = await sink();
  const owner = await build.user();
  const { id: mailingId } = await build.mailing({ owner, people: 3 });
  await startWorker(app, server.url);
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId, holdSeconds: 1 } });
  const seenWhileHeld: number[] = [];
  while (new Date() < new Date(launchSend.heldUntil)) {
    seenWhileHeld.push(server.caught.length);
    await sleep(20);
  }
  expect(seenWhileHeld.length).toBeGreaterThan(0);
  expect(Math.max(...seenWhileHeld)).toBe(0);
  await untilFinished(app, launchSend.id);
  expect(server.caught).toHaveLength(3);
});

test('a launch that is undone while it is held reaches nobody', async () => {
  const app = await testApp();
  const server = await sink();
  const owner = await build.user();
  const { id: mailingId } = await build.mailing({ owner, people: 3 });
  await startWorker(app, server.url);
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId, holdSeconds: 1 } });
  expect((await as(owner).ask(CANCEL, { id: launchSend.id })).run.mailing.status).toBe('CREATED');
  await until(async () => new Date() > new Date(launchSend.heldUntil));
  await sleep(300);
  expect(server.caught).toHaveLength(0);
});

test.each([
  ['MARK_SENT', 1],
  ['SEND_AGAIN', 2],
] as const)('in doubt, and then %s: the server has seen the mail %i times', async (how, times) => {
  const app = await testApp();
  const dropped = new Set<string>();
  const server = await sink({
    onMessage: (address) =>
      address.startsWith('lost') && !dropped.has(address) ? (dropped.add(address), 'DROP') : undefined,
  });
  const owner = await build.user();
  const lost = await build.recipient({ owner, email: 'lost@example.com' });
  const { id: mailingId } = await build.mailing({
    owner,
    recipients: [lost, await build.recipient({ owner })],
  });
  await startWorker(app, server.url);
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId } });
  await untilFinished(app, launchSend.id);
  expect((await look(owner, launchSend.id)).counts).toMatchObject({ sent: 1, unknown: 1 });
  await as(owner).ask(RESOLVE, { id: launchSend.id, how });
  await untilFinished(app, launchSend.id);
  const { counts, mailing, deliveries } = await look(owner, launchSend.id);
  expect({ ...counts, mailing }).toMatchObject({ sent: 2, unknown: 0, mailing: { status: 'COMPLETED' } });
  const mails = server.caught.filter(({ to }) => to === lost.email);
  expect(mails).toHaveLength(times);
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1);
  const outcomes = deliveries.nodes.find(({ email }: { email: string }) => email === lost.email).attempts;
  expect(outcomes).toEqual([{ status: 'UNKNOWN' }, { status: 'SUCCESS' }].slice(0, times));
});

test('the numbers add up at every look, whatever the server says', async () => {
  const app = await testApp();
  let count = 0;
  const verdicts = [undefined, '550 5.7.1 no', undefined, '451 4.7.1 later', undefined];
  const server = await sink({
    delay: 5,
    onRecipient: () => verdicts[count++ % verdicts.length],
    onMessage: () => (count % 31 === 0 ? 'DROP' : undefined),
  });
  const owner = await build.user();
  const { id: mailingId } = await build.mailing({ owner, people: 300 });
  await startWorker(app, server.url);
  const { launchSend } = await as(owner).ask(LAUNCH, { input: { mailingId } });
  const looks: Counts[] = [];
  for (let isOver = false; !isOver;) {
    const { mailingRun } = await as(owner).ask(
      `query ($id: ID!) { mailingRun(id: $id) { finishedAt mailing { totals { total pending sending sent deferred failed skipped unknown } }
        counts { total pending sending sent deferred failed skipped unknown } } }`,
      { id: launchSend.id },
    );
    looks.push(mailingRun.counts, mailingRun.mailing.totals);
    isOver = mailingRun.finishedAt !== null;
  }
  for (const counts of looks) {
    addsUp(counts);
    expect(counts.total).toBe(300);
    expect(Math.min(...Object.values(counts))).toBeGreaterThanOrEqual(0);
  }
  const last = looks.at(-1)!;
  expect(last.sent! + last.unknown!).toBe(new Set(server.caught.map(({ to }) => to)).size);
  expect([last.pending, last.sending, last.deferred]).toEqual([0, 0, 0]);
});
