import { expect, test } from 'vitest';
import { nextRuns, type Recurrence } from './next-runs.ts';
import { clockTimeOf, instantOf, localTimeOf } from './zoned-time.ts';

const now = Date.parse('2027-03-01T00:00:00Z');

function recurrence(changes: Partial<Recurrence>): Recurrence {
  return {
    startAt: '2027-03-26T01:30:00Z',
    endAt: null,
    timeZone: 'Europe/Berlin',
    interval: null,
    ...changes,
  };
}

test('a clock time becomes an instant in its zone, and back', () => {
  expect(instantOf('2026-12-20T14:00', 'Europe/Moscow')).toBe('2026-12-20T11:00:00.000Z');
  expect(localTimeOf('2026-12-20T11:00:00.000Z', 'Europe/Moscow')).toBe('2026-12-20T14:00');
});

test('a time that the clock jumps over moves forward', () => {
  expect(clockTimeOf('2027-03-28T02:30', 'Europe/Berlin')).toBe('never');
  expect(instantOf('2027-03-28T02:30', 'Europe/Berlin')).toBe('2027-03-28T01:30:00.000Z');
});

test('of a time that comes twice the first is taken', () => {
  expect(clockTimeOf('2027-10-31T02:30', 'Europe/Berlin')).toBe('twice');
  expect(instantOf('2027-10-31T02:30', 'Europe/Berlin')).toBe('2027-10-31T00:30:00.000Z');
  expect(clockTimeOf('2027-10-31T04:30', 'Europe/Berlin')).toBe('once');
});

test('days keep the clock time over the change of clocks', () => {
  const daily = recurrence({ interval: { every: 1, unit: 'DAY' } });
  expect(nextRuns(daily, 4, now)).toEqual([
    '2027-03-26T01:30:00.000Z',
    '2027-03-27T01:30:00.000Z',
    '2027-03-28T01:30:00.000Z',
    '2027-03-29T00:30:00.000Z',
  ]);
});

test('hours are elapsed time', () => {
  const start = '2027-03-28T00:30:00Z';
  const hourly = recurrence({ startAt: start, interval: { every: 2, unit: 'HOUR' } });
  expect(nextRuns(hourly, 2, now)).toEqual(['2027-03-28T00:30:00.000Z', '2027-03-28T02:30:00.000Z']);
});

test("the 31st is the month's last day", () => {
  const monthly = recurrence({
    startAt: '2027-01-31T09:00:00Z',
    timeZone: 'UTC',
    interval: { every: 1, unit: 'MONTH' },
  });
  expect(nextRuns(monthly, 3, now)).toEqual([
    '2027-03-31T09:00:00.000Z',
    '2027-04-30T09:00:00.000Z',
    '2027-05-31T09:00:00.000Z',
  ]);
});

test('nothing starts at the end or after it', () => {
  const daily = recurrence({ endAt: '2027-03-28T01:30:00Z', interval: { every: 1, unit: 'DAY' } });
  expect(nextRuns(daily, 5, now)).toHaveLength(2);
});

test('finds the next one years after the first', () => {
  const daily = recurrence({
    startAt: '2001-01-01T09:00:00Z',
    timeZone: 'UTC',
    interval: { every: 1, unit: 'DAY' },
  });
  expect(nextRuns(daily, 1, now)).toEqual(['2027-03-01T09:00:00.000Z']);
});

test('without an interval there is one start', () => {
  expect(nextRuns(recurrence({}), 3, now)).toEqual(['2027-03-26T01:30:00.000Z']);
});
