import { expect, test } from 'vitest';
import { userState } from './user-state.ts';

const label = (account: Omit<Parameters<typeof userState>[0], 'awaitsApproval'>, awaitsApproval = false) =>
  userState({ ...account, awaitsApproval }).label;

test('blocked is said before anything else', () => {
  expect(label({ isActive: true, emailConfirmedAt: '2026-11-21T12:00:00Z' })).toBe('Active');
  expect(label({ isActive: true, emailConfirmedAt: null })).toBe('Unconfirmed');
  expect(label({ isActive: true, emailConfirmedAt: '2026-11-21T12:00:00Z' }, true)).toBe('Awaiting approval');
  expect(label({ isActive: true, emailConfirmedAt: null }, true)).toBe('Unconfirmed');
  expect(label({ isActive: false, emailConfirmedAt: null }, true)).toBe('Blocked');
});
