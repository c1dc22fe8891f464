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
