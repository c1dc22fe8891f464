import { expect, test } from 'vitest';
import { clockTimeOf, instantOf, localTimeOf } from './zoned-time.ts';

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

test.each([
  ['2026-12-20T14:00', 'Asia/Kathmandu', '2026-12-20T08:15:00.000Z'],
  ['2026-12-20T14:00', 'America/St_Johns', '2026-12-20T17:30:00.000Z'],
  ['2026-07-01T00:00', 'UTC', '2026-07-01T00:00:00.000Z'],
  ['2026-03-29T12:00', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
  ['2026-03-28T12:00', 'Europe/Berlin', '2026-03-28T11:00:00.000Z'],
  ['2026-11-01T00:30', 'America/New_York', '2026-11-01T04:30:00.000Z'],
  ['1900-01-01T00:00', 'Europe/Moscow', '1899-12-31T21:29:43.000Z'],
])('%s in %s is %s, also around a clock change', (local, zone, instant) => {
  expect(instantOf(local, zone)).toBe(instant);
  expect(localTimeOf(instant, zone)).toBe(local);
  expect(clockTimeOf(local, zone)).toBe('once');
});

test('what is no instant has no local time', () => {
  expect(localTimeOf('soon', 'Europe/Moscow')).toBe('');
});
