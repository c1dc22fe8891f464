import { expect, test } from 'vitest';
import { ledgerOf } from './ledger.ts';

test('the lines add up, and sent and failed are always told', () => {
  const counts = {
    total: 30,
    pending: 10,
    sending: 0,
    sent: 0,
    deferred: 0,
    failed: 0,
    skipped: 20,
    unknown: 0,
  };
  const lines = ledgerOf(counts);
  expect(lines.map(({ state, count }) => [state, count])).toEqual([
    ['SENT', 0],
    ['FAILED', 0],
    ['SKIPPED', 20],
    ['PENDING', 10],
  ]);
});
