import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';

const CREATE = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) {
  id allowedHours { days from until } } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) {
  allowedHours { days from until } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id status waitsUntil } }';
const RUN =
  'query ($id: ID!) { mailingRun(id: $id) { status waitsUntil estimatedFinishAt counts { sent pending failed skipped deferred unknown } } }';
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];

const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

async function mailing(owner: User, allowedHours: object | null, people = 1): Promise<Data> {
  const message = await build.message({ owner });
  const recipientIds = await build.people(owner, people);
  const input = { messageId: message.id, recipientIds, allowedHours, timeZone: 'UTC' };
  return (await as(owner).ask(CREATE, { input })).createMailing;
}

/** Hours of every day that do not hold the present moment, nor one near to it. */
function elsewhere(): { days: string[]; from: string; until: string } {
  const clock = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { days: DAYS, from: clock(6), until: clock(12) };
}

async function sink(delay = 0) {
  const started = await startSink({ delay });
  onTestFinished(() => started.close());
  return started;
}

test('outside of its hours a run waits and says until when; in them it goes on by itself', async () => {
  const owner = await build.user();
  const { id } = await mailing(owner, elsewhere(), 3);
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend;
  expect(run.status).toBe('RUNNING');
  expect(Date.parse(run.waitsUntil) - Date.now()).toBeGreaterThan(5 * 3_600_000);
  const { url, caught } = await sink();
  await startWorker(await testApp(), url);
  const other = await mailing(owner, null);
  const second = (await as(owner).ask(LAUNCH, { id: other.id })).launchSend;
  await untilFinished(await testApp(), second.id);
  expect(caught).toHaveLength(1);
  const { estimatedFinishAt, ...waiting } = (await as(owner).ask(RUN, { id: run.id })).mailingRun;
  expect(waiting).toEqual({
    status: 'RUNNING',
    waitsUntil: run.waitsUntil,
    counts: { sent: 0, pending: 3, failed: 0, skipped: 0, deferred: 0, unknown: 0 },
  });
  // Three mails take a moment, which begins with the hours.
  const afterOpening = Date.parse(estimatedFinishAt) - Date.parse(run.waitsUntil);
  expect(afterOpening).toBeGreaterThan(0);
  expect(afterOpening).toBeLessThan(60_000);
  await execute("update mailing_run set opens_at = now() - interval '1 second' where id = ?", [run.id]);
  await untilFinished(await testApp(), run.id);
  expect(caught).toHaveLength(4);
});

test('when its hours end, mails on the wire finish, nothing else leaves, and the next window is set', async () => {
  const owner = await build.user();
  const { id } = await mailing(owner, { days: DAYS, from: '00:00', until: '24:00' }, 200);
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend;
  expect(run.waitsUntil).toBeNull();
  const { url, caught } = await sink(20);
  await startWorker(await testApp(), url);
  await until(async () => caught.length > 20);
  await execute(
    `update mailing set allowed_days = '{1,2,3,4,5,6,7}', allowed_from = ?, allowed_until = ? where id = ?`,
    [...minutesElsewhere(), id],
  );
  await execute('update mailing_run set closes_at = now() where id = ?', [run.id]);
  const waiting = await until(async () => {
    const found = (await as(owner).ask(RUN, { id: run.id })).mailingRun;
    return found.waitsUntil && found.counts.sent === caught.length ? found : null;
  });
  expect(waiting.counts.sent + waiting.counts.pending).toBe(200);
  expect(waiting.counts.pending).toBeGreaterThan(0);
  const sent = caught.length;
  await execute('update mailing_run set opens_at = now() where id = ?', [run.id]);
  await untilFinished(await testApp(), run.id);
  expect(caught.length).toBeGreaterThan(sent);
  expect(new Set(caught.map(({ to }) => to)).size).toBe(200);
  const { counts } = (await as(owner).ask(RUN, { id: run.id })).mailingRun;
  expect(counts).toMatchObject({ sent: 200, unknown: 0 });
});

function minutesElsewhere(): [number, number] {
  const { from, until: end } = elsewhere();
  const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
  return [minutes(from), minutes(end) || 1440];
}

test('hours are kept in the order of the week, changed and taken away', async () => {
  const owner = await build.user();
  const hours = { days: ['FRIDAY', 'MONDAY', 'FRIDAY'], from: '09:00', until: '24:00' };
  const { id, allowedHours } = await mailing(owner, hours);
  expect(allowedHours).toEqual({ days: ['MONDAY', 'FRIDAY'], from: '09:00', until: '24:00' });
  const change = async (input: object) =>
    (await as(owner).ask(UPDATE, { id, input })).updateMailing.allowedHours;
  expect(await change({ name: 'Other' })).toEqual(allowedHours);
  expect(await change({ allowedHours: { days: ['SUNDAY'], from: '22:30', until: '06:00' } })).toEqual({
    days: ['SUNDAY'],
    from: '22:30',
    until: '06:00',
  });
  expect(await change({ allowedHours: null })).toBeNull();
});

test('a form that sends the same hours back during a run changes nothing; other hours are refused', async () => {
  const owner = await build.user();
  const { id } = await mailing(owner, { days: ['MONDAY', 'TUESDAY'], from: '09:00', until: '10:00' });
  await as(owner).ask(LAUNCH, { id });
  const same = { days: ['TUESDAY', 'MONDAY'], from: '09:00', until: '10:00' };
  await as(owner).ask(UPDATE, { id, input: { allowedHours: same } });
  const refused = await as(owner).refused(UPDATE, { id, input: { allowedHours: null } });
  expect(refused.extensions.code).toBe('CONFLICT');
});

test.each([
  [{ days: [], from: '09:00', until: '10:00' }, 'days', 'HOURS_NO_DAY'],
  [{ days: ['MONDAY'], from: '9:00', until: '10:00' }, 'from', 'HOURS_NO_TIME'],
  [{ days: ['MONDAY'], from: '24:00', until: '10:00' }, 'from', 'HOURS_NO_TIME'],
  [{ days: ['MONDAY'], from: '09:00', until: '09:00' }, 'until', 'HOURS_EMPTY'],
  [{ days: ['MONDAY'], from: '09:00', until: '00:00' }, 'until', 'HOURS_EMPTY'],
])('%j is refused at %s', async (allowedHours, path, code) => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { extensions } = await as(owner).refused(CREATE, { input: { messageId: message.id, allowedHours } });
  expect(extensions.problems?.[0]).toMatchObject({ path: ['allowedHours', path], code });
});
