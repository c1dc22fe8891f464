import { expect, test } from 'vitest';
import { RowReader } from './read-person.ts';
import { recogniseColumns } from './recognise-columns.ts';

// Tables by people and products say no under many titles. Whoever said it must not become ACTIVE.

/** What a row with each of the values becomes. */
function said(title: string, ...values: string[]) {
  const columns = recogniseColumns(
    ['email', title],
    values.map((value, index) => [`p${index}@example.com`, value]),
  );
  const reader = new RowReader(columns);
  return values.map(
    (value, index) =>
      reader.read({ line: 2, fields: [`p${index}@example.com`, value], text: '' }).person?.refusal ??
      'ACTIVE',
  );
}

test.each([
  ['Отказ от рассылки', 'Нет', 'Да'],
  ['Отказ от рассылки', '', '01.02.2026'],
  ['Согласие на рассылку', 'Да', 'Нет'],
  ['Подписан', 'да', 'нет'],
  ['Подписан на рассылку', '1', '0'],
  ['Рассылка', 'да', 'нет'],
  ['Не рассылать', '', 'x'],
  ['Черный список', 'нет', 'да'],
  ['Чёрный список', 'нет', 'да'],
  ['Дата отписки', '', '01.02.2026 10:00'],
  ['Дата отписки', '0000-00-00 00:00:00', '2026-02-01 10:00:00'],
  ['Отписан', '', '2026-02-01'],
  ['unsubscribed', 'NULL', '2026-02-01T10:00:00Z'],
  ['unsubscribed', '0000-00-00', '1/2/26'],
  ['Unsubscribe date', '-', '2/1/2026'],
  ['Newsletter', 'yes', 'no'],
  ['Opt-in', 'true', 'false'],
  ['Opt-Out Date', '', 'Feb 1, 2026'],
  ['Do Not Contact', 'FALSE', 'TRUE'],
  ['Email Suppressions', '', '[UNSUBSCRIBE]'],
  ['Email Suppressions', '', '["USER_SUPPRESSED", "UNSUBSCRIBE"]'],
  ['Werbesperre', 'nein', 'ja'],
])('%s: %j may be mailed, %j may not', (title, yes, no) => {
  expect(said(title, yes, no)).toEqual(['ACTIVE', 'UNSUBSCRIBED']);
});

test.each([
  ['Email Suppressions', '[HARD_BOUNCE]', 'BOUNCED'],
  ['Email Suppressions', '[INVALID_EMAIL]', 'BOUNCED'],
  ['Email Suppressions', '[SPAM_COMPLAINT]', 'COMPLAINED'],
  ['bounced_at', '2026-02-01', 'BOUNCED'],
  ['Дата жалобы', '01.02.2026', 'COMPLAINED'],
])('%s: %j is %s', (title, value, status) => {
  expect(said(title, '', value)).toEqual(['ACTIVE', status]);
});

test.each([
  ['Рассылка', 'Новости', 'Акции'],
  ['Newsletter', 'weekly', 'monthly'],
  ['Подписан', '01.02.2026', '02.02.2026'],
  ['Согласие', 'получено на сайте', 'получено в офисе'],
])('%s with %j and %j says no no', (title, one, other) => {
  expect(said(title, one, other)).toEqual(['ACTIVE', 'ACTIVE']);
});
