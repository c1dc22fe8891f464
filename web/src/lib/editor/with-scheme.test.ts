import { expect, test } from 'vitest';
import { withScheme } from './with-scheme.ts';

test.each([
  ['example.com', 'https://example.com'],
  ['shop.example.com/autumn?a=1#top', 'https://shop.example.com/autumn?a=1#top'],
  ['магазин.рф:8080/осень', 'https://магазин.рф:8080/осень'],
  ['example.com/{{ recipient.email }}', 'https://example.com/{{ recipient.email }}'],
  ['anna@example.com', 'mailto:anna@example.com'],
])('completes %s', (written, completed) => expect(withScheme(written)).toBe(completed));

test.each([
  'http://example.com',
  'mailto:anna@example.com',
  'tel:+4930',
  '{{ unsubscribeUrl }}',
  'javascript:alert(1)',
  'localhost',
  'catalogue',
  '',
  `a@${'.'.repeat(250_000)}@`,
  `a${'.aa'.repeat(80_000)}!`,
  'a@'.repeat(125_000),
])('leaves %.40s as it is', (written) => expect(withScheme(written)).toBe(written));
