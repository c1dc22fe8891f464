import { expect, test } from 'vitest';
import { SuppressionSource } from '../recipients/suppressions/suppression.entity.ts';
import { describeDetails } from './describe-details.ts';

test('details are told in words of the language, and those without a value are left out', () => {
  const details = { sent: 2000, failed: 0, reason: null, undone: false };
  expect(describeDetails('EN', details)).toBe('sent: 2,000, failed: 0, launch undone: no');
  expect(describeDetails('RU', details)).toBe(
    'отправлено: 2\u00A0000, не доставлено: 0, запуск отозван: нет',
  );
});

test('every count of a run and every source of suppressions has words', () => {
  const counts = { pending: 0, sent: 3, deferred: 0, failed: 1, skipped: 0, unknown: 0 };
  for (const source of Object.keys(SuppressionSource)) {
    const told = describeDetails('RU', { source, ...counts });
    expect(told).toMatch(/^[^A-Za-z]+$/);
  }
});

test('closed words, permissions and refusals are words too; what somebody wrote stays as it is', () => {
  expect(describeDetails('RU', { trigger: 'SCHEDULE', scope: 'FAILED_ONLY' })).toBe(
    'кем запущено: по расписанию, кому: тем, кому не доставлено',
  );
  expect(describeDetails('EN', { outcome: 'DROPPED', why: 'MAILING_DISABLED END_PASSED' })).toBe(
    'outcome: dropped, why: The mailing is disabled; The end of the mailing has passed',
  );
  expect(describeDetails('EN', { permissions: 'view_user can_disable_mailing' })).toContain(
    'Can disable mailings',
  );
  expect(describeDetails('RU', { reason: 'spam from ALL of them', name: 'ALL' })).toBe(
    'причина: spam from ALL of them, название: ALL',
  );
  expect(describeDetails('EN', { dueAt: '2026-11-29T10:00:00.000Z', fromTomorrow: 'x' })).toBe(
    'due: 2026-11-29 10:00 UTC, fromTomorrow: x',
  );
});
