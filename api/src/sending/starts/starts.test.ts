import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { AuditEntry } from '../../audit/audit-entry.entity.ts';
import { startDueMailing } from './start-due-mailing.ts';

const STARTS = `query ($filter: MailingStartFilter) { mailingStarts(filter: $filter) {
  nodes { dueAt outcome missedCount problems { code message } mailing { id } } totalCount } }`;
const ARMED = '{ armedMailings { nodes { id nextRunAt } totalCount } }';
const DISARM = 'mutation ($id: ID!) { disarmMailing(id: $id) { nextRunAt status } }';

const HOUR = 3_600_000;
const fromNow = (milliseconds: number) => new Date(Date.now() + milliseconds);

/** A mailing whose start is armed for the given time, every hour if it repeats. */
async function armed(owner: Awaited<ReturnType<typeof build.user>>, at: Date, repeats = false) {
  const interval = repeats ? await build.interval({ every: 1, unit: 'HOUR' }) : null;
  const values = { startAt: at, nextRunAt: at, interval: interval as never };
  return build.mailing({ owner, people: 1, values });
}

async function settle(id: number) {
  const app = await testApp();
  return startDueMailing(app.asSchedule(), id);
}

test('starts that came due are listed with what became of them, to the owner and to overseers', async () => {
  const owner = await build.user();
  const launched = await armed(owner, fromNow(-1000));
  const dropped = await armed(owner, fromNow(-1000));
  const { orm } = await testApp();
  await orm.em.fork().nativeUpdate(Mailing, dropped.id, { isActive: false });
  await settle(launched.id);
  await settle(dropped.id);
  const { mailingStarts } = await as(owner).ask(STARTS);
  expect(mailingStarts).toMatchObject({
    nodes: [
      { outcome: 'DROPPED', problems: [{ code: 'MAILING_DISABLED' }], mailing: { id: String(dropped.id) } },
      { outcome: 'LAUNCHED', problems: [], missedCount: 0, mailing: { id: String(launched.id) } },
    ],
    totalCount: 2,
  });
  const filter = { ownerId: owner.id, outcome: 'DROPPED' };
  expect((await as(await build.manager()).ask(STARTS, { filter })).mailingStarts.totalCount).toBe(1);
  expect((await as(await build.user()).ask(STARTS, { filter })).mailingStarts.totalCount).toBe(0);
  const later = { ownerId: owner.id, from: fromNow(HOUR).toISOString() };
  expect((await as(owner).ask(STARTS, { filter: later })).mailingStarts.totalCount).toBe(0);
});

test('a start that makes up for missed ones counts them', async () => {
  const owner = await build.user();
  const { id } = await armed(owner, fromNow(-3.5 * HOUR), true);
  await settle(id);
  const { nodes } = (await as(owner).ask(STARTS)).mailingStarts;
  expect(nodes).toMatchObject([{ outcome: 'LAUNCHED', missedCount: 3 }]);
});

test('counting missed starts ends at a thousand', async () => {
  const owner = await build.user();
  const { id } = await armed(owner, fromNow(-1500.5 * HOUR), true);
  await settle(id);
  const { nodes } = (await as(owner).ask(STARTS)).mailingStarts;
  expect(nodes).toMatchObject([{ outcome: 'LAUNCHED', missedCount: 1000 }]);
});

test('armed starts are listed, the next one first, and can be disarmed', async () => {
  const owner = await build.user();
  const late = await armed(owner, fromNow(2 * HOUR));
  const early = await armed(owner, fromNow(HOUR));
  await build.mailing({ owner });
  const { nodes } = (await as(owner).ask(ARMED)).armedMailings;
  expect(nodes.map(({ id }: { id: string }) => id)).toEqual([String(early.id), String(late.id)]);
  expect((await as(owner).ask(DISARM, { id: early.id })).disarmMailing).toEqual({
    nextRunAt: null,
    status: 'CREATED',
  });
  expect((await as(owner).ask(ARMED)).armedMailings.totalCount).toBe(1);
  expect((await as(owner).refused(DISARM, { id: early.id })).extensions).toMatchObject({
    code: 'CONFLICT',
    reason: 'NOT_ARMED',
  });
  const { orm } = await testApp();
  const entry = { action: 'START_DISARMED', subjectId: String(early.id), actorId: owner.id } as const;
  expect(await orm.em.fork().count(AuditEntry, entry)).toBe(1);
});

test('disarming a repetition between two runs completes the mailing', async () => {
  const owner = await build.user();
  const { id } = await armed(owner, fromNow(HOUR), true);
  const { orm } = await testApp();
  await orm.em.fork().nativeUpdate(Mailing, id, { status: 'RUNNING' });
  expect((await as(owner).ask(DISARM, { id })).disarmMailing).toEqual({
    nextRunAt: null,
    status: 'COMPLETED',
  });
});
