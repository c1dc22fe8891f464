import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';

const PREVIEW = 'query ($input: PreviewStartsInput!) { previewStarts(input: $input) }';
const SAVE = 'mutation ($input: CreateMailingInput!) { createMailing(input: $input) { nextRuns(first: 5) } }';

const every = async (count: number, unit: 'HOUR' | 'DAY' | 'MONTH') =>
  String((await build.interval({ every: count, unit })).id);

/** The preview of an unsaved schedule, which must match what the saved one does. */
async function startsOf(schedule: Record<string, unknown>): Promise<string[]> {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  const { createMailing } = await as(owner).ask(SAVE, { input: { ...schedule, messageId: id } });
  const { previewStarts } = await as(owner).ask(PREVIEW, { input: schedule });
  expect(previewStarts).toEqual(createMailing.nextRuns);
  return previewStarts;
}

test.each([
  [
    '02:30, which does not exist on 28 March in Berlin, moves forward for that day',
    { startAt: '2060-03-26T01:30:00.000Z', timeZone: 'Europe/Berlin' },
    ['03-26T01:30', '03-27T01:30', '03-28T01:30', '03-29T00:30', '03-30T00:30'],
  ],
  [
    '09:00 in New York stays 09:00 when summer time ends on 7 November',
    { startAt: '2060-11-05T13:00:00.000Z', timeZone: 'America/New_York' },
    ['11-05T13:00', '11-06T13:00', '11-07T14:00', '11-08T14:00', '11-09T14:00'],
  ],
])('days are local clock time: %s', async (_what, schedule, starts) => {
  expect(await startsOf({ ...schedule, intervalId: await every(1, 'DAY') })).toEqual(
    starts.map((start) => `2060-${start}:00.000Z`),
  );
});

test('hours are elapsed time over a change of clocks', async () => {
  const schedule = { startAt: '2060-03-28T00:30:00.000Z', timeZone: 'Europe/Berlin' };
  expect((await startsOf({ ...schedule, intervalId: await every(1, 'HOUR') })).slice(0, 3)).toEqual([
    '2060-03-28T00:30:00.000Z',
    '2060-03-28T01:30:00.000Z',
    '2060-03-28T02:30:00.000Z',
  ]);
});

test("the 31st is a shorter month's last day, and nothing starts at the end", async () => {
  const schedule = {
    startAt: '2061-01-31T09:00:00.000Z',
    endAt: '2061-05-31T09:00:00.000Z',
    timeZone: 'UTC',
  };
  expect(await startsOf({ ...schedule, intervalId: await every(1, 'MONTH') })).toEqual([
    '2061-01-31T09:00:00.000Z',
    '2061-02-28T09:00:00.000Z',
    '2061-03-31T09:00:00.000Z',
    '2061-04-30T09:00:00.000Z',
  ]);
});

test('without an interval there is one start, also if it is past; the zone is your own unless given', async () => {
  const owner = await build.user();
  const starts = async (input: object) => (await as(owner).ask(PREVIEW, { input })).previewStarts;
  expect(await startsOf({ startAt: '2060-03-26T01:30:00.000Z' })).toEqual(['2060-03-26T01:30:00.000Z']);
  expect(await starts({ startAt: '2001-01-01T09:00:00.000Z' })).toEqual(['2001-01-01T09:00:00.000Z']);
  const daily = { startAt: '2001-01-01T09:00:00.000Z', intervalId: await every(1, 'DAY') };
  const coming: string[] = await starts(daily);
  expect(coming).toHaveLength(5);
  expect(Date.parse(coming[0]!)).toBeGreaterThan(Date.now());
  expect(await starts({ ...daily, endAt: '2002-01-01T00:00:00Z' })).toEqual([]);
});

test('what could not be saved is refused, and the farthest schedule is answered', async () => {
  const owner = await build.user();
  const startAt = '2060-03-26T01:30:00.000Z';
  const refused = async (input: object) =>
    (await as(owner).refused(PREVIEW, { input: { startAt, ...input } })).extensions.problems?.[0];
  expect(await refused({ endAt: startAt })).toMatchObject({ code: 'END_BEFORE_START', path: ['endAt'] });
  expect(await refused({ timeZone: '+03:00' })).toMatchObject({ code: 'TIME_ZONE_UNKNOWN' });
  expect(await refused({ intervalId: '2147483647' })).toMatchObject({ code: 'NO_SUCH_THING' });
  const far = { startAt: '9999-12-31T00:00:00.000Z', intervalId: await every(10_000, 'MONTH') };
  expect((await as(owner).ask(PREVIEW, { input: far })).previewStarts[0]).toBe(far.startAt);
});
