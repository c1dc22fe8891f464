import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { textDecoding } from './decode-text.ts';
import { encodingOf, iconvName } from './encoding-names.ts';
import { ByteSniffer } from './sniff-bytes.ts';

function sniff(bytes: Buffer, size = bytes.length || 1) {
  const sniffer = new ByteSniffer();
  for (let at = 0; at < bytes.length; at += size) sniffer.look(bytes.subarray(at, at + size));
  return sniffer.end();
}

function decoded(bytes: Buffer, encoding: string, size = bytes.length || 1): string {
  const decoder = textDecoding(encoding);
  let text = '';
  for (let at = 0; at < bytes.length; at += size) text += decoder.write(bytes.subarray(at, at + size));
  return text + decoder.end();
}

const FRENCH =
  'email;name;city\r\na@example.com;Hélène Müller – Paris;Besançon\r\nb@example.com;François Noël;Orléans\r\n';
const GERMAN =
  'email;name\na@example.com;Jürgen Müller\nb@example.com;Käthe Größe\nc@example.com;Björn Weiß\n';
const POLISH =
  'email;name\na@example.com;Łukasz Żółć\nb@example.com;Małgorzata Wiśniewska\nc@example.com;Święty Krzyż\n';
const RUSSIAN = 'email;имя\nanna@example.com;Анна Каренина\nb@example.com;Пётр Щукин\n';
const GREEK = 'email;name\na@example.com;Γιώργος Παπαδόπουλος\n';
const JAPANESE = 'email,name\na@example.com,山田太郎\nb@example.com,鈴木花子\nc@example.com,たなか\n';
const HEBREW = 'email,name\na@example.com,דוד כהן\nb@example.com,שרה לוי\n';
const TURKISH = 'email;name\na@example.com;Ayşe Yıldız\nb@example.com;Gökçe Çağlar\n';

test.each([
  [FRENCH, ['Windows-1252', 'MacRoman', 'ISO-8859-15']],
  [GERMAN, ['Windows-1252', 'MacRoman', 'IBM850']],
  [POLISH, ['Windows-1250', 'ISO-8859-2', 'MacCentralEurope', 'IBM852']],
  [RUSSIAN, ['Windows-1251', 'KOI8-R', 'IBM866', 'MacCyrillic', 'ISO-8859-5']],
  [GREEK, ['Windows-1253', 'ISO-8859-7']],
  [JAPANESE, ['Shift_JIS', 'EUC-JP']],
  [HEBREW, ['Windows-1255', 'ISO-8859-8']],
  [TURKISH, ['Windows-1254', 'ISO-8859-9']],
])('a text is read as it was written, or somebody is asked: %j', async (text, encodings) => {
  for (const encoding of encodings) {
    const bytes = iconv.encode(text, iconvName(encoding));
    const found = sniff(bytes).encodings;
    const readings = found.map((name) => decoded(bytes, name));
    const expected = iconv.decode(bytes, iconvName(encoding));
    expect([encoding, ...readings]).toContain(expected);
    // A reading without alternatives must be right.
    expect([encoding, found.length === 1 ? readings[0] : expected]).toEqual([encoding, expected]);
  }
});

test.each([
  [FRENCH, 'Windows-1252'],
  [FRENCH, 'MacRoman'],
  [RUSSIAN, 'Windows-1251'],
  [RUSSIAN, 'KOI8-R'],
  [POLISH, 'Windows-1250'],
])('usual files need no question: %j in %s', (text, encoding) => {
  expect(sniff(iconv.encode(text, iconvName(encoding))).encodings).toHaveLength(1);
});

test('two accents of Mac Roman are not enough to tell', () => {
  const bytes = iconv.encode('email,name\na@example.com,René Façon\nb@example.com,Jürgen\n', 'macroman');
  const { encodings } = sniff(bytes);
  expect(encodings.length).toBeGreaterThan(1);
  expect(encodings).toContain('MacRoman');
});

test.each([
  ['UTF-8', Buffer.from(RUSSIAN)],
  ['UTF-8', Buffer.from(`\uFEFF${RUSSIAN}`)],
  ['UTF-16LE', Buffer.from(`\uFEFF${RUSSIAN}`, 'utf16le')],
  ['UTF-16BE', Buffer.from(`\uFEFF${RUSSIAN}`, 'utf16le').swap16()],
  ['UTF-16LE', Buffer.from(RUSSIAN, 'utf16le')],
  ['UTF-16BE', Buffer.from(RUSSIAN, 'utf16le').swap16()],
])('%s, with and without a byte order mark, in whatever pieces', async (encoding, bytes) => {
  for (const size of [1, 2, 3, 7, 1000]) {
    expect(sniff(bytes, size)).toEqual({ encodings: [encoding], isBinary: false });
    expect(decoded(bytes, encoding, size)).toBe(RUSSIAN);
  }
});

test('one accent behind a megabyte of ASCII tells', () => {
  const begin = 'person@example.com;Person\n'.repeat(50_000);
  const bytes = Buffer.concat([Buffer.from(begin), iconv.encode(RUSSIAN, 'win1251')]);
  expect(sniff(bytes, 65_536).encodings).toEqual(['Windows-1251']);
});

test('a sample that ends within a character is UTF-8 all the same', () => {
  const text = `${'x'.repeat(65_535)}я${'y'.repeat(10)}`;
  expect(sniff(Buffer.from(text), 65_536).encodings).toEqual(['UTF-8']);
});

test.each([
  ['a workbook', 'PK\u0003\u0004'],
  ['an old workbook', '\u00d0\u00cf\u0011\u00e0'],
  ['a document', '%PDF-1.7'],
  ['something with zeros', 'email\0\0\0\0\0\0\0\0'],
])('%s is no text', (_name, begin) => {
  expect(sniff(Buffer.from(begin, 'latin1')).isBinary).toBe(true);
});

test.each([
  ['windows-1251', 'Windows-1251'],
  ['cp1251', 'Windows-1251'],
  ['win1251', 'Windows-1251'],
  ['utf8', 'UTF-8'],
  ['koi8r', 'KOI8-R'],
  ['latin9', null],
])('the encoding called %s is %s', (name, encoding) => {
  expect(encodingOf(name)).toBe(encoding);
});
