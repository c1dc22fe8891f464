import { expect, test } from 'vitest';
import { afterSending, type Hours, windowAt } from './windows.ts';

const weekdays: Hours = { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 18 * 60, timeZone: 'Europe/Berlin' };
const shown = (hours: Hours, moment: string) => {
  const { opensAt, closesAt } = windowAt(hours, new Date(moment));
  return [opensAt.toISOString(), closesAt.toISOString()].map((text) => text.replace(':00.000Z', 'Z'));
};

test.each([
  ['before it opens', '2026-11-24T05:00Z', ['2026-11-24T08:00Z', '2026-11-24T17:00Z']],
  ['while it is open', '2026-11-24T12:00Z', ['2026-11-24T08:00Z', '2026-11-24T17:00Z']],
  ['at the moment that it opens', '2026-11-24T08:00Z', ['2026-11-24T08:00Z', '2026-11-24T17:00Z']],
  ['at the moment that it closes', '2026-11-24T17:00Z', ['2026-11-25T08:00Z', '2026-11-25T17:00Z']],
  ['on Friday evening', '2026-11-27T18:00Z', ['2026-11-30T08:00Z', '2026-11-30T17:00Z']],
])('on weekdays from 9 to 18, %s', (_, moment, expected) => {
  expect(shown(weekdays, moment)).toEqual(expected);
});

test.each([
  // Clocks go forward on Sunday, 28 March 2027, and back on Sunday, 31 October 2027.
  ['over the change to summer time', '2027-03-26T20:00Z', ['2027-03-29T07:00Z', '2027-03-29T16:00Z']],
  ['over the change to winter time', '2027-10-29T20:00Z', ['2027-11-01T08:00Z', '2027-11-01T17:00Z']],
])('on weekdays from 9 to 18, %s', (_, moment, expected) => {
  expect(shown(weekdays, moment)).toEqual(expected);
});

const night = (from: number, until: number): Hours => ({ days: [7], from, until, timeZone: 'Europe/Berlin' });

test.each([
  [
    'opens at a time that is left out',
    night(150, 300),
    '2027-03-28T00:00Z',
    ['2027-03-28T01:00Z', '2027-03-28T03:00Z'],
  ],
  [
    'closes at a time that is left out',
    night(60, 150),
    '2027-03-28T00:00Z',
    ['2027-03-28T00:00Z', '2027-03-28T01:00Z'],
  ],
  [
    'lies in the hour that is left out',
    night(125, 175),
    '2027-03-28T00:00Z',
    ['2027-04-04T00:05Z', '2027-04-04T00:55Z'],
  ],
  [
    'opens in the hour that comes twice',
    night(150, 300),
    '2027-10-31T00:00Z',
    ['2027-10-31T00:30Z', '2027-10-31T04:00Z'],
  ],
  [
    'closes in the hour that comes twice',
    night(60, 150),
    '2027-10-30T23:30Z',
    ['2027-10-30T23:00Z', '2027-10-31T00:30Z'],
  ],
  [
    'has the hour that comes twice inside',
    night(60, 240),
    '2027-10-30T23:30Z',
    ['2027-10-30T23:00Z', '2027-10-31T03:00Z'],
  ],
])('a window that %s', (_, hours, moment, expected) => {
  expect(shown(hours, moment)).toEqual(expected);
});

test('a window over midnight belongs to the day on which it opens', () => {
  const hours: Hours = { days: [5], from: 22 * 60, until: 6 * 60, timeZone: 'Europe/Moscow' };
  expect(shown(hours, '2026-11-28T01:00Z')).toEqual(['2026-11-27T19:00Z', '2026-11-28T03:00Z']);
  expect(shown(hours, '2026-11-28T03:00Z')).toEqual(['2026-12-04T19:00Z', '2026-12-05T03:00Z']);
});

test('whole days follow each other without a gap', () => {
  const hours: Hours = { days: [1, 2], from: 0, until: 1440, timeZone: 'UTC' };
  expect(shown(hours, '2026-11-30T23:59Z')).toEqual(['2026-11-30T00:00Z', '2026-12-01T00:00Z']);
  expect(shown(hours, '2026-12-01T00:00Z')).toEqual(['2026-12-01T00:00Z', '2026-12-02T00:00Z']);
});

test('a day that a zone left out of its calendar is passed over', () => {
  // Samoa had no 30 December 2011, a Friday.
  const hours: Hours = { days: [5], from: 9 * 60, until: 18 * 60, timeZone: 'Pacific/Apia' };
  expect(windowAt(hours, new Date('2011-12-29T22:00Z')).opensAt.getTime()).toBeGreaterThan(
    Date.parse('2011-12-31T00:00Z'),
  );
});

test('the end of a sending counts the hours in which nothing leaves', () => {
  const at = (text: string, seconds: number) => afterSending(weekdays, new Date(text), seconds).toISOString();
  expect(at('2026-11-27T16:00Z', 1800)).toBe('2026-11-27T16:30:00.000Z');
  expect(at('2026-11-27T16:00Z', 2 * 3600)).toBe('2026-11-30T09:00:00.000Z');
  expect(at('2027-03-26T16:00Z', 2 * 3600)).toBe('2027-03-29T08:00:00.000Z');
  expect(at('2026-11-28T00:00Z', 60)).toBe('2026-11-30T08:01:00.000Z');
  expect(afterSending(null, new Date('2026-11-28T00:00Z'), 60).toISOString()).toBe(
    '2026-11-28T00:01:00.000Z',
  );
});
