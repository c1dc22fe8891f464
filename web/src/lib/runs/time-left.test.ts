import { expect, test } from 'vitest';
import { timeLeft, timeTaken } from './time-left.ts';

const now = Date.parse('2026-11-20T12:00:00Z');
const none = { total: 9, pending: 0, sending: 0, sent: 0, deferred: 0, failed: 0, skipped: 0, unknown: 0 };
const running = {
  status: 'RUNNING',
  estimatedFinishAt: null,
  heldUntil: null,
  waitsUntil: null,
  counts: { ...none, pending: 9 },
} as const;

test('tells the time left, or why it is not known', () => {
  const until = { ...running, estimatedFinishAt: '2026-11-20T12:19:00Z' };
  expect(timeLeft(until, now)).toBe('about 19 min left');
  expect(timeLeft(running, now)).toBe('estimating the time left');
  expect(timeLeft({ ...running, heldUntil: '2026-11-20T12:00:08Z' }, now)).toBe('waiting to start');
  expect(timeLeft({ ...running, counts: { ...none, sent: 8, deferred: 1 } }, now)).toBe('waiting to retry');
  expect(timeLeft({ ...running, waitsUntil: '2026-11-23T09:00:00Z' }, now)).toMatch(
    /^waiting until .*09:00 UTC$/,
  );
  expect(timeLeft({ ...until, status: 'PAUSED' }, now)).toBe('Paused');
  expect(timeLeft({ ...until, status: 'COMPLETED' }, now)).toBe('');
});

test('the time in which a launch can be taken back is no part of how long a run took', () => {
  const run = { startedAt: '2026-03-02T10:00:00Z', finishedAt: '2026-03-02T10:00:25Z' };
  const without = timeTaken(run);
  expect(timeTaken({ ...run, heldUntil: '2026-03-02T10:00:10Z' })).not.toBe(without);
  expect(timeTaken({ ...run, startedAt: '2026-03-02T10:00:10Z' })).toBe(
    timeTaken({ ...run, heldUntil: '2026-03-02T10:00:10Z' }),
  );
});
