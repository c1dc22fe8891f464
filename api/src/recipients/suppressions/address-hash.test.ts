import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { expect, test } from 'vitest';
import { testApp } from '../../../test/database.ts';
import { columnsOf } from '../import/reading/batch.ts';

/** Those of the pairs of addresses that are not the same mailbox. */
async function different(pairs: [string, string][]) {
  const { orm } = await testApp();
  return orm.em
    .fork()
    .execute<{ one: string; other: string }[]>(
      `select pair ->> 0 as one, pair ->> 1 as other from json_array_elements(?::json) pair where address_hash(pair ->> 0) <> address_hash(pair ->> 1)`,
      [JSON.stringify(pairs)],
    );
}

test('spellings of one mailbox have one hash', async () => {
  const spellings: [string, string][] = [
    ['twin@münchen.example', 'twin@xn--mnchen-3ya.example'],
    ['Twin@MÜNCHEN.example', 'TWIN@XN--MNCHEN-3YA.EXAMPLE'],
    ['twin@münchen.example', 'twin@münchen.example'.normalize('NFD')],
    ['josé@example.com', 'josé@example.com'.normalize('NFD')],
    ['a@example.com', 'A@Example.com.'],
    ['a@example.com', 'a@example。com'],
    ['"john.doe"@example.com', 'john.doe@example.com'],
    ['иван@почта.рф', 'ИВАН@xn--80a1acny.xn--p1ai'],
    ['a@日本語.jp', 'a@xn--wgv71a119e.jp.'],
  ];
  expect(await different(spellings)).toEqual([]);
});

test('different mailboxes have different ones', async () => {
  const pairs: [string, string][] = [
    ['a@example.com', 'b@example.com'],
    ['a@example.com', 'a@example.org'],
    ['a+b@example.com', 'a@example.com'],
    ['a.b@gmail.com', 'ab@gmail.com'],
    ['a@münchen.example', 'a@munchen.example'],
    ['"a b"@example.com', 'ab@example.com'],
    ['a@xn--zzzzzz99999.example', 'a@xn--zzzzzz99998.example'],
  ];
  expect(await different(pairs)).toHaveLength(pairs.length);
});

test('the database reads international domains as the address check does', async () => {
  const signs = [...'abcxyzß0159-äöüéñçабвгджёєїґλωσςאבשمرحبا日本語東京中国한국어กขคगुज😀ÄÖШΣ'];
  const some = (many: number) =>
    Array.from({ length: many }, () => signs[Math.floor(Math.random() * signs.length)]).join('');
  const domains = Array.from({ length: 4000 }, (_, index) => `${some(1 + (index % 12))}.${some(2)}`);
  const pairs = domains
    .map((domain): [string, string] => [domain, domainToASCII(domain)])
    // A domain of digits is read as a network address, which URL parsers normalise differently.
    .filter(([, ascii]) => ascii !== '' && isIP(ascii) === 0)
    .map(([domain, ascii]): [string, string] => [`a@${domain}`, `A@${ascii.toUpperCase()}`]);
  expect(pairs.length).toBeGreaterThan(500);
  expect(await different(pairs)).toEqual([]);
});

test('whoever imports hashes plain addresses as the database does, and leaves the others to it', async () => {
  const plain = [
    "Anna.O'Neil+x@Example.COM",
    'a@b',
    '{}|~!#$%&@x-y.example',
    'a"b@example.com'.replace('"', '`'),
  ];
  const others = [
    'анна@example.com',
    'a@münchen.example',
    'a@XN--mnchen-3ya.example',
    '"a"@example.com',
    'a@b.',
    'ſ@b.de',
  ];
  const people = [...plain, ...others].map((email) => ({
    email,
    fullName: '',
    comment: '',
    attributes: {},
    refusal: null,
  }));
  const hashes = Buffer.from(columnsOf(people).hashes);
  const rows = await (
    await testApp()
  ).orm.em
    .fork()
    .execute<{ hash: Buffer }[]>(
      'select address_hash(email) as hash from json_array_elements_text(?::json) with ordinality given (email, place) order by place',
      [JSON.stringify(people.map(({ email }) => email))],
    );
  const own = people.map((_, index) => hashes.subarray(index * 16, index * 16 + 16).toString('hex'));
  expect(own.slice(0, plain.length)).toEqual(
    rows.slice(0, plain.length).map(({ hash }) => hash.toString('hex')),
  );
  expect(new Set(own.slice(plain.length))).toEqual(new Set(['00'.repeat(16)]));
});
