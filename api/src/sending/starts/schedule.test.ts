import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker, until } from '../../../test/worker.ts';
import { startJobs } from '../../programs/worker.ts';
import { sweep } from '../../jobs/sweep.ts';
import { startDueMailing } from './start-due-mailing.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import type { User } from '../../accounts/user.entity.ts';

const CREATE = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id nextRunAt nextRuns(first: 3) } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { nextRunAt } }`;
const RUNS = `query ($id: ID!) { mailing(id: $id) { status nextRunAt problems { code message severity }
  runs { totalCount nodes { triggerType status runNumber } } } }`;

const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

async function scheduled(owner: User, input: Record<string, unknown>) {
  const message = await build.message({ owner });
  const recipientIds = await build.people(owner, 1);
  const { createMailing } = await as(owner).ask(CREATE, {
    input: { messageId: message.id, recipientIds, ...input },
  });
  return createMailing as { id: string; nextRunAt: string | null; nextRuns: string[] };
}

const look = async (owner: User, id: string) => (await as(owner).ask(RUNS, { id })).mailing;

async function runningJobs() {
  const jobs = startJobs(await testApp(), { processEvery: 200, lockLifetime: 5000, lookEvery: 20_000 });
  onTestFinished(() => jobs.stop());
}

async function sender() {
  const sink = await startSink();
  onTestFinished(() => sink.close());
  await startWorker(await testApp(), sink.url);
}

/** Makes an armed start come due, as if time had passed. */
async function dueSince(id: string, seconds: number) {
  const { orm } = await testApp();
  await orm.em
    .fork()
    .execute('update mailing set next_run_at = now() - make_interval(secs => ?) where id = ?', [seconds, id]);
}

test('a start that is past when it is saved fires at once, and only once', async () => {
  await runningJobs();
  await sender();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(-3600) });
  await until(async () => (await look(owner, mailing.id)).status === 'COMPLETED');
  expect(await look(owner, mailing.id)).toMatchObject({
    nextRunAt: null,
    runs: { totalCount: 1, nodes: [{ triggerType: 'SCHEDULE' }] },
  });
  await sweep(await testApp());
  expect((await look(owner, mailing.id)).runs.totalCount).toBe(1);
});

test('a start in the future fires at its time', async () => {
  await runningJobs();
  await sender();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(1.5) });
  expect((await look(owner, mailing.id)).runs.totalCount).toBe(0);
  await until(async () => (await look(owner, mailing.id)).status === 'COMPLETED');
  expect((await look(owner, mailing.id)).runs.nodes).toMatchObject([{ triggerType: 'SCHEDULE' }]);
});

test('two processes that fire at the same instant make one run', async () => {
  const app = await testApp();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(60) });
  await dueSince(mailing.id, 1);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () => startDueMailing(app.asSchedule(), Number(mailing.id))),
  );
  expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['LAUNCHED', ...Array(9).fill('NOT_DUE')]);
  expect((await look(owner, mailing.id)).runs.totalCount).toBe(1);
});

test('starts that were missed while nobody worked are made up by one run, and the next is in the future', async () => {
  const app = await testApp();
  const owner = await build.user();
  const interval = await build.interval({ every: 1, unit: 'MINUTE' });
  const mailing = await scheduled(owner, { startAt: at(-3600), intervalId: interval.id });
  await sweep(app);
  const { runs, nextRunAt, status } = await look(owner, mailing.id);
  expect(runs.totalCount).toBe(1);
  expect(status).toBe('RUNNING');
  expect(new Date(nextRunAt).getTime()).toBeGreaterThan(Date.now());
  expect(new Date(nextRunAt).getTime()).toBeLessThanOrEqual(Date.now() + 60_000);
});

test('a start during a run is dropped; one with only deferred deliveries left makes room', async () => {
  const app = await testApp();
  const owner = await build.user();
  const interval = await build.interval({ every: 1, unit: 'MINUTE' });
  const mailing = await scheduled(owner, { startAt: at(-120), intervalId: interval.id });
  await sweep(app);
  await dueSince(mailing.id, 1);
  const dropped = await startDueMailing(app.asSchedule(), Number(mailing.id));
  expect(dropped).toMatchObject({ outcome: 'DROPPED', faults: [{ code: 'RUN_UNFINISHED' }] });

  const em = app.orm.em.fork();
  await em.execute(
    `update delivery set state = 'DEFERRED', next_try_at = now() + interval '1 hour', tries = 1
    where run_id in (select id from mailing_run where mailing_id = ?)`,
    [mailing.id],
  );
  await em.execute('update mailing_run set deferred = pending, pending = 0 where mailing_id = ?', [
    mailing.id,
  ]);
  await dueSince(mailing.id, 1);
  expect(await startDueMailing(app.asSchedule(), Number(mailing.id))).toMatchObject({ outcome: 'LAUNCHED' });
  const { runs } = await look(owner, mailing.id);
  expect(runs.nodes).toMatchObject([
    { runNumber: 2, status: 'RUNNING' },
    { runNumber: 1, status: 'COMPLETED' },
  ]);
});

test('a start while the mailing is disabled is dropped', async () => {
  const app = await testApp();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(60) });
  await as(await build.manager()).ask(
    'mutation ($id: ID!) { disableMailing(id: $id, reason: "spam") { id } }',
    { id: mailing.id },
  );
  await dueSince(mailing.id, 1);
  expect(await startDueMailing(app.asSchedule(), Number(mailing.id))).toMatchObject({ outcome: 'DROPPED' });
  expect(await look(owner, mailing.id)).toMatchObject({ nextRunAt: null, runs: { totalCount: 0 } });
});

test('a start while the owner is blocked is dropped, and not counted as a refusal', async () => {
  const app = await testApp();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(60) });
  await app.orm.em.fork().execute('update "user" set blocked_at = now() where id = ?', [owner.id]);
  await dueSince(mailing.id, 1);
  expect(await startDueMailing(app.asSchedule(), Number(mailing.id))).toMatchObject({
    outcome: 'DROPPED',
    faults: [{ code: 'OWNER_BLOCKED' }],
  });
  const { runs, nextRunAt } = await look(await build.superuser(), mailing.id);
  expect({ nextRunAt, totalCount: runs.totalCount }).toEqual({ nextRunAt: null, totalCount: 0 });
});

test('a refused start is recorded and told with the mailing; a single one is disarmed', async () => {
  const app = await testApp();
  const owner = await build.user();
  const message = await build.message({ owner, body: '{% if %}' });
  const recipientIds = await build.people(owner, 1);
  const { createMailing } = await as(owner).ask(CREATE, {
    input: { messageId: message.id, recipientIds, startAt: at(-1) },
  });
  await sweep(app);
  const mailing = await look(owner, createMailing.id);
  expect(mailing).toMatchObject({ status: 'CREATED', nextRunAt: null, runs: { totalCount: 0 } });
  expect(mailing.problems[0]).toMatchObject({ code: 'START_REFUSED', severity: 'WARNING' });
  expect(mailing.problems[0].message).toContain('The template cannot be read');
});

test('a repetition ends at its end: nothing starts, and the mailing is completed', async () => {
  const app = await testApp();
  const owner = await build.user();
  const interval = await build.interval({ every: 1, unit: 'HOUR' });
  const mailing = await scheduled(owner, { startAt: at(-7200), endAt: at(3600), intervalId: interval.id });
  const em = app.orm.em.fork();
  await em.execute(
    "update mailing set status = 'RUNNING', end_at = now() - interval '1 minute' where id = ?",
    [mailing.id],
  );
  await sweep(app);
  expect(await look(owner, mailing.id)).toMatchObject({
    status: 'COMPLETED',
    nextRunAt: null,
    runs: { totalCount: 0 },
  });
});

test('a launch by hand uses up a single start, and none of a repetition', async () => {
  const owner = await build.user();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const single = await scheduled(owner, { startAt: at(3600) });
  const repeated = await scheduled(owner, { startAt: at(3600), intervalId: interval.id });
  const { nextRunAt } = await look(owner, repeated.id);
  for (const { id } of [single, repeated])
    await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', { id });
  expect((await look(owner, single.id)).nextRunAt).toBeNull();
  expect((await look(owner, repeated.id)).nextRunAt).toBe(nextRunAt);
  expect(nextRunAt).not.toBeNull();
});

test('a saved mailing keeps its armed start unless the start itself is changed', async () => {
  const { orm } = await testApp();
  const owner = await build.user();
  const startAt = at(3600);
  const mailing = await scheduled(owner, { startAt });
  const UPDATE =
    'mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { nextRunAt } }';
  await orm.em.fork().nativeUpdate(Mailing, { id: Number(mailing.id) }, { nextRunAt: null });
  const renamed = await as(owner).ask(UPDATE, { id: mailing.id, input: { name: 'Another', startAt } });
  expect(renamed.updateMailing.nextRunAt).toBeNull();
  const moved = await as(owner).ask(UPDATE, { id: mailing.id, input: { startAt: at(7200) } });
  expect(moved.updateMailing.nextRunAt).not.toBeNull();
});

test('a token that may not send arms no start', async () => {
  const owner = await build.user();
  const program = as(owner, { scopes: ['READ', 'WRITE'] });
  const message = await build.message({ owner });
  const recipientIds = await build.people(owner, 1);
  const input = { messageId: message.id, recipientIds };
  const { extensions } = await program.refused(CREATE, { input: { ...input, startAt: at(-1) } });
  expect(extensions.code).toBe('FORBIDDEN');
  const { id } = (await program.ask(CREATE, { input })).createMailing;
  expect((await program.refused(UPDATE, { id, input: { startAt: at(60) } })).extensions.code).toBe(
    'FORBIDDEN',
  );
  expect((await look(owner, id)).nextRunAt).toBeNull();
  const sender = as(owner, { scopes: ['WRITE', 'SEND'] });
  const armed = (await sender.ask(UPDATE, { id, input: { startAt: at(60) } })).updateMailing;
  expect(armed.nextRunAt).not.toBeNull();
  expect((await program.ask(UPDATE, { id, input: { name: 'Another' } })).updateMailing).toEqual(armed);
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const repeating = { id, input: { intervalId: interval.id } };
  expect((await program.refused(UPDATE, repeating)).extensions.code).toBe('FORBIDDEN');
  expect((await program.ask(UPDATE, { id, input: { startAt: null } })).updateMailing.nextRunAt).toBeNull();
});

test('a past start that is held waits, and can be taken back meanwhile', async () => {
  const app = await testApp();
  const owner = await build.user();
  const mailing = await scheduled(owner, { startAt: at(-60), holdSeconds: 10 });
  expect(Date.parse(mailing.nextRunAt!)).toBeGreaterThan(Date.now());
  expect(Date.parse(mailing.nextRunAt!)).toBeLessThanOrEqual(Date.now() + 10_000);
  await sweep(app);
  expect((await look(owner, mailing.id)).runs.totalCount).toBe(0);
  await as(owner).ask(UPDATE, { id: mailing.id, input: { startAt: null, intervalId: null } });
  await sweep(app);
  expect(await look(owner, mailing.id)).toMatchObject({ nextRunAt: null, runs: { totalCount: 0 } });
  const later = at(60);
  const { updateMailing } = await as(owner).ask(UPDATE, {
    id: mailing.id,
    input: { startAt: later, holdSeconds: 10 },
  });
  expect(updateMailing.nextRunAt).toBe(new Date(later).toISOString());
  const refused = await as(owner).refused(UPDATE, { id: mailing.id, input: { holdSeconds: 601 } });
  expect(refused.extensions.code).toBe('INVALID');
});

test('a start that was dropped while the mailing was disabled is shown, until it is sent', async () => {
  const app = await testApp();
  const owner = await build.user();
  const superuser = await build.superuser();
  const mailing = await scheduled(owner, { startAt: at(60) });
  const DISABLE = 'mutation ($id: ID!) { disableMailing(id: $id) { id } }';
  const ENABLE = 'mutation ($id: ID!) { enableMailing(id: $id) { id } }';
  await as(superuser).ask(DISABLE, { id: mailing.id });
  await dueSince(mailing.id, 1);
  await sweep(app);
  await as(superuser).ask(ENABLE, { id: mailing.id });
  expect((await look(owner, mailing.id)).problems).toMatchObject([
    {
      code: 'START_DROPPED',
      severity: 'WARNING',
      message: expect.stringMatching(
        /^The start at .* did not happen: .*disabled.* Send the mailing manually/,
      ),
    },
  ]);
  await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', {
    id: mailing.id,
  });
  expect((await look(owner, mailing.id)).problems).toEqual([]);
});
