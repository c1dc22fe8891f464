import { afterEach, expect, test } from 'vitest';
import { compileTemplate } from './compile-template.ts';
import type { Locale } from '../../language/locale.ts';
import { plainEngine } from './liquid-engines.ts';
import { sampleMail } from './sample-mail.ts';
import { TextEmitter } from './text-emitter.ts';

const zoneOfMachine = process.env.TZ;
afterEach(() => {
  process.env.TZ = zoneOfMachine;
});

interface Settings {
  timeZone?: string;
  locale?: Locale;
}

function printed(value: unknown, filter: string, { timeZone = 'UTC', locale = 'EN' }: Settings = {}): string {
  const { values } = sampleMail;
  const emitter = new TextEmitter();
  compileTemplate(plainEngine, `{{ recipient.attributes.v | ${filter} }}`, {
    dates: { timeZone, locale },
  }).render({ ...values, recipient: { ...values.recipient, attributes: { v: value } } }, emitter);
  return emitter.buffer;
}

test.each(['America/Los_Angeles', 'Asia/Tokyo', 'UTC', 'Pacific/Kiritimati'])(
  'a date without a time is that date on a machine in %s, whatever the zone of the mailing',
  (zone) => {
    process.env.TZ = zone;
    for (const timeZone of ['America/Los_Angeles', 'Asia/Tokyo', 'UTC']) {
      expect(printed('2026-02-01', 'date: "%d.%m.%Y"', { timeZone })).toBe('01.02.2026');
      expect(printed('1 Feb 2026', 'date: "%d.%m.%Y"', { timeZone })).toBe('01.02.2026');
      expect(printed('2026-02-01T23:30', 'date: "%F %R"', { timeZone })).toBe('2026-02-01 23:30');
    }
  },
);

test('dots put the day first, also where the month could be first', () => {
  expect(printed('01.02.2026', 'date: "%F"')).toBe('2026-02-01');
  expect(printed('13.02.2026', 'date: "%F"')).toBe('2026-02-13');
});

test.each([
  '01/02/2026',
  '31.02.2026',
  '2026-13-01',
  'soon',
  '',
  '5 sheep in 2026',
  '9'.repeat(60),
  'now '.repeat(100),
])('what is no date, or two, stays as it stands: %j', (text) => {
  expect(printed(text, 'date: "%F"')).toBe(text);
});

test('a moment stands in the zone of the mailing, or in the one that is named', () => {
  const moment = '2026-02-01T23:30:00Z';
  expect(printed(moment, 'date: "%F %R %z"', { timeZone: 'Europe/Moscow' })).toBe('2026-02-02 02:30 +0300');
  expect(printed(moment, 'date: "%F %R %:z", "America/New_York"')).toBe('2026-02-01 18:30 -05:00');
  expect(printed(moment, 'date: "%R %Z", "America/New_York"')).toBe('18:30 America/New_York');
  expect(printed(1_770_000_000, 'date: "%F %R"', { timeZone: 'Asia/Tokyo' })).toBe('2026-02-02 11:40');
  const today = Temporal.Now.plainDateISO('Pacific/Kiritimati').toString();
  expect(printed('now', 'date: "%F"', { timeZone: 'Pacific/Kiritimati' })).toBe(today);
});

test('months and days are named in the language of the owner', () => {
  const named = (pattern: string, locale: Locale) => printed('2026-02-01', `date: "${pattern}"`, { locale });
  expect(named('%A, %-d %B %Y', 'EN')).toBe('Sunday, 1 February 2026');
  expect(named('%A, %-d %B %Y', 'RU')).toBe('воскресенье, 1 февраля 2026');
  expect(named('%B %Y', 'RU')).toBe('февраль 2026');
  expect(named('%^b %e|%j|%y|%I %p|%U|%%|%Q', 'EN')).toBe('FEB  1|032|26|12 AM|05|%|%Q');
});

test('no pattern makes more than a pattern is long', () => {
  expect(printed('2026-02-01', `date: "%${'0'.repeat(3000)}d"`).length).toBeLessThan(3100);
  expect(printed('2026-02-01', 'date: "%99999999d"').length).toBeLessThan(100);
});
