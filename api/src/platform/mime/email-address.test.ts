import { domainToASCII } from 'node:url';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliverableAddress, needsSmtpUtf8, parseAddress, sendableAddress } from './email-address.ts';

test.each([
  'a@b.co',
  'First.Last+tag@sub-domain.example.com',
  "o'brien!#$%&*/?=^_`{|}~-@example.com",
  'someone@localhost',
  'ivan@пример.рф',
  'иван@пример.рф',
  'a@xn--e1afmkfd.xn--p1ai',
  'a@ß.de',
  '"a@b"@example.com',
  `${'a'.repeat(64)}@example.com`,
])('%s is an address, kept as typed', (address) => {
  expect(parseAddress(`  ${address}\r\n`)).toEqual({ ok: true, address });
});

test.each([
  ['', 'EMPTY'],
  [' \t', 'EMPTY'],
  ['somebody', 'NO_AT'],
  ['a@b@example.com', 'SEVERAL_AT'],
  ['a b@example.com', 'SPACE'],
  ['a@exam ple.com', 'SPACE'],
  ['a\u00a0b@example.com', 'SPACE'],
  ['a@b.co\nBcc: evil@example.com', 'CONTROL_CHARACTER'],
  ['a\0b@example.com', 'CONTROL_CHARACTER'],
  ['a\u202eb@example.com', 'CONTROL_CHARACTER'],
  ['a\ud800b@example.com', 'CONTROL_CHARACTER'],
  ['@example.com', 'LOCAL_PART_EMPTY'],
  [`${'a'.repeat(65)}@example.com`, 'LOCAL_PART_TOO_LONG'],
  [`${'я'.repeat(33)}@example.com`, 'LOCAL_PART_TOO_LONG'],
  ['.a@example.com', 'LOCAL_PART_INVALID'],
  ['a..b@example.com', 'LOCAL_PART_INVALID'],
  ['a,b@example.com', 'LOCAL_PART_INVALID'],
  ['<a@example.com>', 'LOCAL_PART_INVALID'],
  ['a(comment)@example.com', 'LOCAL_PART_INVALID'],
  ['"a@example.com', 'LOCAL_PART_INVALID'],
  ['"a<b"@example.com', 'LOCAL_PART_INVALID'],
  ['=?utf-8?Q?a?=@example.com', 'LOCAL_PART_INVALID'],
  ['a@', 'DOMAIN_INVALID'],
  ['a@-b.com', 'DOMAIN_INVALID'],
  ['a@b..com', 'DOMAIN_INVALID'],
  ['a@b.com..', 'DOMAIN_INVALID'],
  ['a@b_c.com', 'DOMAIN_INVALID'],
  ['a@exa%6dple.com', 'DOMAIN_INVALID'],
  ['a@ex＠ample.com', 'DOMAIN_INVALID'],
  ['a@℀.com', 'DOMAIN_INVALID'],
  ['a@[127.0.0.1]', 'DOMAIN_INVALID'],
  ['a@127.0.0.1', 'DOMAIN_INVALID'],
  [`a@${'b'.repeat(64)}.com`, 'DOMAIN_INVALID'],
  ['a@example', 'DOMAIN_INCOMPLETE'],
  [`a@${`${'b'.repeat(60)}.`.repeat(4)}museum.com`, 'TOO_LONG'],
])('%j is refused as %s', (address, problem) => {
  expect(parseAddress(address)).toEqual({ ok: false, problem });
});

test('an international domain is sent in its ASCII form', () => {
  expect(sendableAddress('ivan@пример.рф')).toEqual({ ok: true, address: 'ivan@xn--e1afmkfd.xn--p1ai' });
  expect(sendableAddress('Ivan@Example.COM')).toEqual({ ok: true, address: 'Ivan@Example.COM' });
});

test('a local part beyond ASCII cannot be sent from, and be sent to with SMTPUTF8', () => {
  expect(sendableAddress('иван@пример.рф')).toEqual({ ok: false, problem: 'NEEDS_SMTPUTF8' });
  expect(deliverableAddress('иван@пример.рф')).toEqual({ ok: true, address: 'иван@xn--e1afmkfd.xn--p1ai' });
  expect(needsSmtpUtf8('иван@xn--e1afmkfd.xn--p1ai')).toBe(true);
  expect(deliverableAddress('ivan@пример.рф')).toEqual({ ok: true, address: 'ivan@xn--e1afmkfd.xn--p1ai' });
  expect(needsSmtpUtf8('ivan@xn--e1afmkfd.xn--p1ai')).toBe(false);
  expect(deliverableAddress('иван@')).toMatchObject({ ok: false });
});

test('whatever is accepted fits into one envelope command', () => {
  const character = fc.constantFrom(...'ab1.-_@"\\<>()[],:;%+= \r\n\t\0?яß℀。＠\u202e');
  const text = fc.oneof(fc.string({ unit: character, maxLength: 24 }), fc.emailAddress());
  fc.assert(
    fc.property(text, fc.constantFrom('', '@example.com', '@пример.рф'), (start, end) => {
      const sendable = sendableAddress(start + end);
      if (!sendable.ok) return;
      expect(sendable.address).toMatch(/^[\x21-\x7e]{3,254}$/);
      expect(sendable.address).not.toMatch(/[<>]|=\?/);
      const domain = sendable.address.slice(sendable.address.lastIndexOf('@') + 1);
      expect(domainToASCII(domain)).toBe(domain.toLowerCase());
    }),
    { numRuns: 2000 },
  );
});
