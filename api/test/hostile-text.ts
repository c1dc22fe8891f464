import * as fc from 'fast-check';

const PIECES = [
  '',
  'Иван Петров',
  'Анна-Мария',
  '😀👩‍👩‍👧‍👦',
  'שלום עולם',
  'مرحبا',
  '日本語',
  'é ﬁ ё',
  '\u202eevil',
  'O"Brien \\ x',
  "d'Arc",
  'a\r\nBcc: evil@x.yz',
  '\r\nBcc: evil@x.yz\r\n\r\n',
  'x\r\n\r\n--=_b',
  '\r',
  '\n',
  '\n.\n',
  '\r\n.\r\n',
  '.',
  '..',
  '<b>&amp;</b>',
  '</p></body></html>',
  '=?utf-8?B?PGV2aWxAeC55ej4=?=',
  '=?',
  '?=',
  '=3D',
  '=\r\n',
  'a=b',
  ' lead',
  'trail ',
  'tab\t',
  'a\u00a0b',
  '\0nul',
  '\x1b[31m',
  '\u2028',
  '\ufeff',
  '\ud800lone',
  'lone\udc00',
  '{{ 1 | plus: 1 }}',
  '{% raw %}',
  '{% include "/etc/passwd" %}',
  'a,b;c:<d>@(e)',
  '<evil@x.yz>',
  '"evil" <evil@x.yz>,',
  'From me',
  'Content-Type: text/html',
  'a'.repeat(74),
  'a'.repeat(75),
  'a'.repeat(76),
  'x'.repeat(300),
  'ё'.repeat(300),
  'a b '.repeat(75),
  '😀'.repeat(150),
  '__proto__',
  'constructor',
];

/** Difficult text: line breaks, markup of every kind, other scripts, broken characters, long words. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    {
      maxLength: 4,
    },
  )
  .map((pieces) => pieces.join(''));

/** How many cases a property is tried with: 2,000, or 10,000 if `POSTLINE_CHAOS` is `full`. */
export const caseCount = process.env.POSTLINE_CHAOS === 'full' ? 10_000 : 2000;
