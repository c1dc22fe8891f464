import { expect, test } from 'vitest';
import type { ReplyKind } from '../../platform/smtp/reply-reasons.ts';
import { LATEST, RunBrake } from './run-brake.ts';

/** How many refusals in a row, each of the next domain, it takes to pause a run; null if a hundred do not. */
function refusalsToPause(brake: RunBrake, kind: ReplyKind, domains: string[]): number | null {
  for (let count = 1; count <= 100; count++)
    if (brake.refused(kind, domains[count % domains.length]!)) return count;
  return null;
}

function brakeAfter(accepted: number): RunBrake {
  const brake = new RunBrake({ isProbing: false });
  for (let count = 0; count < accepted; count++) brake.accepted();
  return brake;
}

test.each<{ kind: ReplyKind; domains: string[]; accepted: number; expected: number | null }>([
  { kind: 'NO_MAILBOX', domains: ['a'], accepted: 0, expected: 30 },
  { kind: 'NO_MAILBOX', domains: ['a'], accepted: 1, expected: null },
  { kind: 'MAILBOX_FULL', domains: ['a', 'b'], accepted: 1, expected: null },
  { kind: 'NO_MAILBOX', domains: ['a', 'b', 'c'], accepted: 1, expected: 30 },
  { kind: 'POLICY', domains: ['a'], accepted: 0, expected: 10 },
  { kind: 'POLICY', domains: ['a'], accepted: 1, expected: 20 },
])(
  '$kind of $domains after $accepted accepted: paused at $expected',
  ({ kind, domains, accepted, expected }) => {
    expect(refusalsToPause(brakeAfter(accepted), kind, domains)).toBe(expected);
  },
);

test('one that is accepted begins the count anew, of mailboxes and domains too', () => {
  const brake = brakeAfter(1);
  for (let count = 0; count < 29; count++) expect(brake.refused('NO_MAILBOX', 'abc'[count % 3]!)).toBe(false);
  brake.accepted();
  for (let count = 0; count < 60; count++) expect(brake.refused('NO_MAILBOX', 'ab'[count % 2]!)).toBe(false);
});

test('a run is refused in a storm too, whose acceptances in between would begin the count anew', () => {
  const brake = brakeAfter(LATEST);
  let refused = 0;
  let isPaused = false;
  while (!isPaused && refused < 200) {
    isPaused = brake.refused('RATE', 'a');
    refused++;
    if (refused % 5 === 0) brake.accepted();
  }
  expect(refused).toBeGreaterThan(20);
  expect(isPaused).toBe(true);
});

test('a run that was refused before begins with one mail, and the next refusal pauses it', () => {
  const brake = new RunBrake({ isProbing: true });
  expect(brake.window).toBe(1);
  expect(brake.refused('POLICY', 'a')).toBe(true);
  brake.accepted();
  expect(brake.window).toBeGreaterThan(1);
  expect(brake.refused('POLICY', 'a')).toBe(false);
});
