import { expect, test } from 'vitest';
import { hoursEntryOf, hoursInputOf, hoursText } from './hours.ts';

test('hours are named shortly, days in a row as a span', () => {
  const of = (...days: Parameters<typeof hoursText>[0]['days']) =>
    hoursText({ days, from: '09:00', until: '18:00' });
  expect(of('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY')).toBe('Mon–Fri, 09:00–18:00');
  expect(of('SUNDAY', 'MONDAY')).toBe('Mon, Sun, 09:00–18:00');
  expect(of('MONDAY', 'WEDNESDAY', 'FRIDAY')).toBe('Mon, Wed, Fri, 09:00–18:00');
});

test('midnight is 24:00 for the API and 00:00 in the field; what is not switched on is no hours', () => {
  const entry = hoursEntryOf({ days: ['MONDAY'], from: '20:00', until: '24:00' });
  expect(entry).toMatchObject({ isOn: true, until: '00:00' });
  expect(hoursInputOf(entry)).toEqual({ days: ['MONDAY'], from: '20:00', until: '24:00' });
  expect(hoursInputOf(hoursEntryOf(null))).toBeNull();
});
