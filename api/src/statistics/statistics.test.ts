import { beforeAll, expect, test } from 'vitest';
import { writeAttempts } from '../../test/attempts.ts';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { countersAddUp } from '../../test/counters.ts';
import { testApp } from '../../test/database.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import type { User } from '../accounts/user.entity.ts';

const ALL = `query ($filter: StatisticsFilter) { statistics(filter: $filter) {
  from to attempts succeeded failed unknown sentCount
  byDay { date succeeded failed unknown } byMailing { mailing { id } runs succeeded failed unknown }
  byOwner { owner { id } mailings succeeded failed unknown } byDomain { domain succeeded failed unknown }
  topErrors { reason count serverResponse } deletedMailings { mailings succeeded failed unknown } } }`;

const statisticsOf = async (user: User, filter?: Data): Promise<Data> =>
  (await as(user).ask(ALL, { filter })).statistics;

let owner: User;
let mailing: number;
beforeAll(async () => {
  owner = await build.user({ timeZone: 'Asia/Tokyo' });
  mailing = (await build.mailing({ owner })).id;
  await writeAttempts(owner, mailing, [
    { at: '2026-03-01T14:59:59Z', status: 'SUCCESS', domain: 'Example.com' },
    { at: '2026-03-01T15:00:00Z', status: 'SUCCESS', domain: 'example.com' },
    { at: '2026-03-03T15:00:00Z', status: 'FAILURE', domain: 'example.org' },
    { at: '2026-03-03T18:20:00Z', status: 'UNKNOWN', domain: 'example.org' },
  ]);
});

const day = (date: string, succeeded = 0, failed = 0, unknown = 0) => ({ date, succeeded, failed, unknown });

test("days are those of the viewer's zone, or of the one that is asked for, zeros included", async () => {
  const to = '2026-03-05T00:00:00Z';
  expect((await statisticsOf(owner, { to })).byDay).toEqual([
    day('2026-03-01', 1),
    day('2026-03-02', 1),
    day('2026-03-03'),
    day('2026-03-04', 0, 1, 1),
    day('2026-03-05'),
  ]);
  expect((await statisticsOf(owner, { to, timeZone: 'America/New_York' })).byDay).toEqual([
    day('2026-03-01', 2),
    day('2026-03-02'),
    day('2026-03-03', 0, 1, 1),
    day('2026-03-04'),
  ]);
  // Midnight there is a quarter past six in the evening in London.
  expect((await statisticsOf(owner, { to, timeZone: 'Asia/Kathmandu' })).byDay).toEqual([
    day('2026-03-01', 2),
    day('2026-03-02'),
    day('2026-03-03', 0, 1),
    day('2026-03-04', 0, 0, 1),
    day('2026-03-05'),
  ]);
});

test('every view of a period adds up to the same', async () => {
  const filter = { from: '2026-03-01T15:00:00Z', to: '2026-03-04T00:00:00Z' };
  const all = await statisticsOf(owner, filter);
  const outcomes = { succeeded: 1, failed: 1, unknown: 1 };
  expect(all).toMatchObject({ attempts: 3, ...outcomes, sentCount: 1 });
  expect(all.byMailing).toEqual([{ mailing: { id: String(mailing) }, runs: 0, ...outcomes }]);
  expect(all.byOwner).toEqual([{ owner: { id: String(owner.id) }, mailings: 1, ...outcomes }]);
  expect(all.byDomain).toEqual([
    { domain: 'example.org', succeeded: 0, failed: 1, unknown: 1 },
    { domain: 'example.com', succeeded: 1, failed: 0, unknown: 0 },
  ]);
  expect(all.topErrors).toEqual([
    { reason: 'NO_SUCH_MAILBOX', count: 1, serverResponse: '550 5.1.1 nobody' },
    { reason: 'REPLY_LOST', count: 1, serverResponse: '' },
  ]);
  await countersAddUp(await testApp(), mailing);
});

test('others see nothing of it, managers see it under its owner', async () => {
  const filter = { ownerId: String(owner.id) };
  const stranger = await build.user();
  expect(await statisticsOf(stranger, filter)).toMatchObject({ attempts: 0, byMailing: [], byOwner: [] });
  expect(await statisticsOf(stranger, { mailingId: String(mailing) })).toMatchObject({
    attempts: 0,
    topErrors: [],
  });
  expect(await statisticsOf(await build.manager(), filter)).toMatchObject({ attempts: 4, sentCount: 2 });
});

test('who has sent nothing sees today, with zeros', async () => {
  const { byDay, attempts } = await statisticsOf(await build.user());
  expect({ attempts, days: byDay.length }).toEqual({ attempts: 0, days: 1 });
});

test('what deleted mailings have sent stays sent', async () => {
  const user = await build.user();
  const { id } = await build.mailing({ owner: user, values: { status: 'COMPLETED' } });
  await writeAttempts(user, id, [{ at: '2026-02-01T10:00:00Z', status: 'SUCCESS', domain: 'example.com' }]);
  await as(user).ask('mutation ($id: ID!) { deleteMailing(id: $id) }', { id: String(id) });
  expect(await statisticsOf(user)).toMatchObject({
    attempts: 1,
    byMailing: [],
    deletedMailings: { mailings: 1, succeeded: 1, failed: 0, unknown: 0 },
  });
});

test('impossible periods are refused', async () => {
  const refused = async (filter: Data) => (await as(owner).refused(ALL, { filter })).extensions.problems;
  const at = '2026-03-01T00:00:00Z';
  expect(await refused({ from: at, to: at })).toMatchObject([{ code: 'END_BEFORE_START' }]);
  expect(await refused({ from: '1990-01-01T00:00:00Z', to: at })).toMatchObject([
    { code: 'PERIOD_TOO_LONG' },
  ]);
  expect(await refused({ timeZone: '+03:00' })).toMatchObject([{ code: 'TIME_ZONE_UNKNOWN' }]);
});

test('any view costs a few statements, however much there is', async () => {
  const { attempts } = await expectQueries(13, () => statisticsOf(owner));
  expect(attempts).toBe(4);
});
