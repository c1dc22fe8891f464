import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comingStarts, nextStart, type Schedule } from './recurrence.ts';

const units = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH'] as const;
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'UTC',
];

type Interval = NonNullable<Schedule['interval']>;

/** The first starts of a schedule, as text without milliseconds. */
function starts(startAt: string, timeZone: string, interval: Interval, most = 3): string[] {
  const from = new Date(startAt);
  return comingStarts({ startAt: from, timeZone, interval }, { from, most }).map(written);
}
const written = (date: Date) => date.toISOString().replace(':00.000Z', 'Z');

const daily: Interval = { every: 1, unit: 'DAY' };
const monthly: Interval = { every: 1, unit: 'MONTH' };

describe('days are local clock time', () => {
  test.each([
    [
      'Europe/Berlin, spring: 02:30 does not exist on 28 March',
      'Europe/Berlin',
      '2027-03-27T01:30Z',
      ['2027-03-28T01:30Z', '2027-03-29T00:30Z'],
    ],
    [
      'Europe/Berlin, autumn: 02:30 comes twice on 31 October',
      'Europe/Berlin',
      '2027-10-30T00:30Z',
      ['2027-10-31T00:30Z', '2027-11-01T01:30Z'],
    ],
    [
      'America/New_York, spring: 02:30 does not exist on 14 March',
      'America/New_York',
      '2027-03-13T07:30Z',
      ['2027-03-14T07:30Z', '2027-03-15T06:30Z'],
    ],
    [
      'America/New_York, autumn: 01:30 comes twice on 7 November',
      'America/New_York',
      '2027-11-06T05:30Z',
      ['2027-11-07T05:30Z', '2027-11-08T06:30Z'],
    ],
    [
      '09:00 in Berlin stays 09:00',
      'Europe/Berlin',
      '2027-03-27T08:00Z',
      ['2027-03-28T07:00Z', '2027-03-29T07:00Z'],
    ],
    [
      '09:00 in New York stays 09:00',
      'America/New_York',
      '2027-11-06T13:00Z',
      ['2027-11-07T14:00Z', '2027-11-08T14:00Z'],
    ],
  ])('%s', (_name, zone, startAt, following) => {
    expect(starts(startAt, zone, daily)).toEqual([startAt, ...following]);
  });

  test('a day that a zone leaves out is passed over, not sent twice', () => {
    // Samoa went from 29 to 31 December 2011.
    expect(starts('2011-12-29T20:00Z', 'Pacific/Apia', daily, 4)).toEqual([
      '2011-12-29T20:00Z',
      '2011-12-30T20:00Z',
      '2011-12-31T20:00Z',
      '2012-01-01T20:00Z',
    ]);
  });
});

describe('minutes and hours are elapsed time', () => {
  test.each([
    ['Europe/Berlin', '2027-03-28T00:30Z', ['2027-03-28T01:30Z', '2027-03-28T02:30Z']],
    ['Europe/Berlin', '2027-10-31T00:30Z', ['2027-10-31T01:30Z', '2027-10-31T02:30Z']],
    ['America/New_York', '2027-03-14T06:30Z', ['2027-03-14T07:30Z', '2027-03-14T08:30Z']],
    ['America/New_York', '2027-11-07T05:30Z', ['2027-11-07T06:30Z', '2027-11-07T07:30Z']],
  ])('each hour in %s from %s', (zone, startAt, following) => {
    expect(starts(startAt, zone, { every: 1, unit: 'HOUR' })).toEqual([startAt, ...following]);
  });

  test('24 hours are not a day', () => {
    expect(starts('2027-03-27T08:00Z', 'Europe/Berlin', { every: 24, unit: 'HOUR' })[1]).toBe(
      '2027-03-28T08:00Z',
    );
    expect(starts('2027-03-27T08:00Z', 'Europe/Berlin', { every: 1440, unit: 'MINUTE' })[1]).toBe(
      '2027-03-28T08:00Z',
    );
  });
});

test('weeks keep the day and the hour', () => {
  expect(starts('2027-03-21T01:30Z', 'Europe/Berlin', { every: 1, unit: 'WEEK' })).toEqual([
    '2027-03-21T01:30Z',
    '2027-03-28T01:30Z',
    '2027-04-04T00:30Z',
  ]);
});

test('the 31st becomes the last day of the month, and the 31st again', () => {
  const days = starts('2027-12-31T12:00Z', 'UTC', monthly, 6).map((start) => start.slice(0, 10));
  expect(days).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']);
  expect(starts('2027-01-31T12:00Z', 'UTC', { every: 13, unit: 'MONTH' }, 2)[1]).toBe('2028-02-29T12:00Z');
  // The end of the month is that of the zone, not of UTC.
  expect(starts('2027-01-31T23:30Z', 'Europe/Berlin', monthly, 2)[1]).toBe('2027-02-28T23:30Z');
});

const schedules = zones.flatMap((timeZone) => units.map((unit) => ({ timeZone, unit })));

test.each(schedules)(
  '$unit in $timeZone: each start is later than the last, and found from any moment',
  ({ timeZone, unit }) => {
    const around2027 = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2028-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(around2027, fc.integer({ min: 1, max: 40 }), fc.nat(1_000_000), (startAt, every, share) => {
        const schedule = { startAt, timeZone, interval: { every, unit } };
        const all = comingStarts(schedule, { from: startAt, most: 30 });
        expect(all).toHaveLength(30);
        for (let at = 1; at < all.length; at++)
          expect(all[at]!.getTime()).toBeGreaterThan(all[at - 1]!.getTime());
        const span = all.at(-1)!.getTime() - startAt.getTime();
        const moment = new Date(startAt.getTime() + Math.floor((span * share) / 1_000_001));
        expect(nextStart(schedule, moment)).toEqual(all.find((start) => start > moment));
        const wall = (date: Date) =>
          Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(timeZone);
        if (unit === 'MINUTE' || unit === 'HOUR') return;
        for (const start of all) {
          const later = wall(start).toPlainTime().since(wall(startAt).toPlainTime()).total('minutes');
          // Moved forward by the hour (on Lord Howe half an hour) that is skipped in spring.
          expect([0, 30, 60]).toContain((later + 1440) % 1440);
        }
      }),
      { numRuns: 25 },
    );
  },
);

test('years of missed starts are passed over at once', () => {
  const startAt = new Date('1990-05-31T10:00:00Z');
  for (const unit of units) {
    const next = nextStart(
      { startAt, timeZone: 'Europe/Berlin', interval: { every: 1, unit } },
      new Date('2027-06-15T12:00:30Z'),
    )!;
    expect(written(next).slice(0, 10)).toMatch(/^2027-06-(15|16|17|30)$/);
  }
});

test('without an interval there is one start', () => {
  const startAt = new Date('2027-01-01T00:00:00Z');
  const once = { startAt, timeZone: 'UTC' };
  expect(nextStart(once, new Date('2026-12-31T23:59:59.999Z'))).toEqual(startAt);
  expect(nextStart(once, startAt)).toBeNull();
  expect(comingStarts(once, { from: startAt, most: 5 })).toEqual([startAt]);
});

test('no start lies at or after the end', () => {
  const startAt = new Date('2027-01-01T00:00:00Z');
  const endAt = new Date('2027-01-03T00:00:00Z');
  const until = comingStarts(
    { startAt, endAt, timeZone: 'UTC', interval: daily },
    { from: startAt, most: 10 },
  );
  expect(until.map(written)).toEqual(['2027-01-01T00:00Z', '2027-01-02T00:00Z']);
});
