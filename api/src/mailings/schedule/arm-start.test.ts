import { expect, test } from 'vitest';
import { armStart, type Scheduled } from './arm-start.ts';

const at = (hours: number) => new Date(Date.UTC(2027, 0, 1, hours));
const now = at(12);
const hourly = { every: 1, unit: 'HOUR' } as const;

const mailing = (given: Partial<Scheduled> = {}): Scheduled => ({
  status: 'CREATED',
  startAt: at(20),
  endAt: null,
  timeZone: 'UTC',
  nextRunAt: null,
  interval: null,
  ...given,
});

/** The start that is armed when a mailing is saved with changes. */
const saved = (before: Partial<Scheduled>, changes: Partial<Scheduled>) =>
  armStart(mailing(before), mailing({ ...before, ...changes }), now);

test.each([
  ['a start to come', {}, at(20)],
  ['a start that is past fires at once', { startAt: at(1) }, at(1)],
  ['no start', { startAt: null }, null],
  ['a start and an end', { endAt: at(21) }, at(20)],
  ['a start at the end', { endAt: at(20) }, null],
  ['a past start of a repetition fires at once too', { startAt: at(1), interval: hourly }, at(1)],
])('a new mailing with %s', (_name, given, armed) => {
  expect(armStart(null, mailing(given), now)).toEqual(armed);
});

test.each([
  ['nothing is changed: what is armed stays', { nextRunAt: at(20) }, {}, at(20)],
  ['nothing is changed: what was used up stays so', { nextRunAt: null }, {}, null],
  ['the same time again arms nothing', { nextRunAt: null }, { startAt: new Date(at(20)) }, null],
  ['a new start', { nextRunAt: null }, { startAt: at(22) }, at(22)],
  ['a new start in the past', { nextRunAt: at(20) }, { startAt: at(3) }, at(3)],
  ['the start is cleared', { nextRunAt: at(20) }, { startAt: null }, null],
  ['an end before the start', { nextRunAt: at(20) }, { endAt: at(19) }, null],
  ['a later end gives nothing back that was used up', { nextRunAt: null }, { endAt: at(30) }, null],
  ['a new zone leaves a first start where it is', { nextRunAt: at(20) }, { timeZone: 'Asia/Tokyo' }, at(20)],
  ['an interval is added to a start to come', { nextRunAt: at(20) }, { interval: hourly }, at(20)],
  ['an interval is added to a start that was used up', { nextRunAt: null }, { interval: hourly }, null],
])('%s', (_name, before, changes, armed) => {
  expect(saved(before, changes)).toEqual(armed);
});

test.each([
  [
    'another interval is counted from the first start',
    { interval: { every: 5, unit: 'HOUR' } as const },
    at(16),
  ],
  ['without its interval nothing is left to start', { interval: null }, null],
  ['a nearer end takes the next start away', { endAt: at(13) }, null],
  ['an end after the next start leaves it', { endAt: at(14) }, at(13)],
  ['a new start', { startAt: at(23) }, at(23)],
])('between two runs of a repetition: %s', (_name, changes, armed) => {
  const repeating = { status: 'RUNNING', startAt: at(1), nextRunAt: at(13), interval: hourly } as const;
  expect(saved(repeating, changes)).toEqual(armed);
});

test('a later end gives a repetition that goes on its next start back', () => {
  const ending = {
    status: 'RUNNING',
    startAt: at(1),
    endAt: at(13),
    nextRunAt: null,
    interval: hourly,
  } as const;
  expect(saved(ending, { endAt: at(20) })).toEqual(at(13));
});

test('what was sent is not started again by a new start', () => {
  expect(saved({ status: 'COMPLETED' }, { startAt: at(23) })).toBeNull();
  expect(saved({ status: 'COMPLETED', startAt: at(1), interval: hourly }, { endAt: at(23) })).toBeNull();
});
