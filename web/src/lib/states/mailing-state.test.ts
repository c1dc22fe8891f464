import { expect, test } from 'vitest';
import { mailingState } from './mailing-state.ts';

const mailing = { status: 'CREATED', isActive: true, runs: { nodes: [] } } as const;
const lastRun = (failed: number) => ({ runs: { nodes: [{ counts: { failed } }] } });

test.each([
  [mailing, 'Created', 'accent'],
  [{ ...mailing, nextRunAt: '2026-12-20T11:00:00Z' }, 'Scheduled', 'accent'],
  [{ ...mailing, status: 'RUNNING', currentRun: { status: 'RUNNING' } }, 'Running', 'ok'],
  [{ ...mailing, status: 'RUNNING', currentRun: { status: 'PAUSED' } }, 'Paused', 'warn'],
  [{ ...mailing, status: 'RUNNING', interval: {} }, 'Repeats', 'ok'],
  [{ ...mailing, status: 'RUNNING', interval: {}, attention: 'START_REFUSED' }, 'Start refused', 'bad'],
  [{ ...mailing, nextRunAt: '2026-12-20T11:00:00Z', attention: 'NO_AUDIENCE' }, 'Nobody to send to', 'warn'],
  [
    { ...mailing, status: 'COMPLETED', ...lastRun(25), attention: 'FAILURES' },
    'Completed, 25 failed',
    'warn',
  ],
  [{ ...mailing, status: 'COMPLETED', ...lastRun(0) }, 'Completed', 'mute'],
  [{ ...mailing, status: 'COMPLETED', ...lastRun(25) }, 'Completed, 25 failed', 'warn'],
  [{ ...mailing, status: 'COMPLETED', isActive: false }, 'Disabled', 'bad'],
] as const)('of %o the badge says %s', (given, label, tone) => {
  expect(mailingState(given)).toMatchObject({ label, tone });
});
