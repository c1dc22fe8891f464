import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { caseCount, hostileText } from '../../../test/hostile-text.ts';
import { liquidAlone } from '../../../test/liquid-alone.ts';
import { compileTemplate } from './compile-template.ts';
import type { TemplateValues } from './template-values.ts';
import { htmlEngine, plainEngine, textPartEngine } from './liquid-engines.ts';
import { PieceEncoder } from './piece-encoder.ts';
import { QuotedPrintableEmitter } from './quoted-printable-emitter.ts';
import { sampleMail } from './sample-mail.ts';
import { TextEmitter } from './text-emitter.ts';

const path = fc.constantFrom(
  'recipient.fullName',
  'recipient["fullName"]',
  'recipient.fullName.length',
  'recipient.fullName.size',
  'recipient.email',
  'recipient.attributes.x',
  'recipient.attributes["x y"]',
  'recipient.attributes.x.y',
  'recipient.attributes.x[0]',
  'recipient.attributes.x.first',
  'recipient.attributes.constructor',
  'recipient.attributes.__proto__',
  'recipient.attributes',
  'mailing.name',
  'sender.fullName',
  'unsubscribeUrl',
  'nothing.at.all',
  'mailing[mailing.name]',
  '"text"',
  '12',
  'true',
);
const filters = fc.constantFrom(
  '',
  ' | default: "friend"',
  ' | default: \'a < b & "c"\'',
  ' | default: mailing.name',
  ' | default: "x", allow_false: true',
  ' | default: "a" | upcase',
  ' | escape',
  ' | escape_once',
  ' | raw',
  ' | upcase | raw',
  ' | size',
  ' | json',
);
const output = fc.tuple(path, filters).map(([name, filter]) => `{{ ${name}${filter} }}`);
const text = fc.constantFrom(
  '',
  ' ',
  'text',
  ' = ',
  '\r\n',
  'Привет, ',
  '<p class="a">',
  '.',
  'long '.repeat(30),
);
const around = fc.constantFrom(
  (inside: string) => inside,
  (inside: string) => `{% if recipient.attributes.x %}${inside}{% else %}not ${inside}{% endif %}`,
  (inside: string) =>
    `{% for name in recipient.attributes.x %}${inside}{{ name }}{{ forloop.index }}{% endfor %}`,
  (inside: string) => `{% for n in (1..3) %}${inside}{% if n == 2 %}{% break %}{% endif %}{% endfor %}`,
  (inside: string) => `{% capture mailing %}${inside}{% endcapture %}${inside}{{ mailing }}`,
  (inside: string) => `${inside}{% assign recipient = sender %}${inside}`,
  (inside: string) => `{% increment recipient %}${inside}{% increment other %}{{ other }}`,
  (inside: string) => `{% assign sender = mailing %}{% echo sender.name %}${inside}`,
  (inside: string) => `{% raw %}${inside}{% endraw %}{% comment %}${inside}{% endcomment %}`,
  (inside: string) => `{% cycle "a", mailing.name %}${inside}{% cycle "a", mailing.name %}`,
  (inside: string) => `{% unless mailing.name == "" %}${inside}{% break %}{% endunless %}${inside}`,
  (inside: string) => `a {{- mailing.name -}} b {%- if true -%} ${inside} {%- endif -%}`,
);
const template = fc
  .array(
    fc.tuple(text, output, around).map(([before, middle, wrap]) => wrap(before + middle)),
    { maxLength: 5 },
  )
  .map((parts) => parts.join(''));

const values: fc.Arbitrary<TemplateValues> = fc
  .record({
    fullName: hostileText,
    name: hostileText,
    attributes: fc.dictionary(
      fc.constantFrom('x', 'x y', '__proto__', 'constructor'),
      fc.oneof(hostileText, fc.array(hostileText, { maxLength: 3 }), fc.jsonValue({ maxDepth: 2 })),
    ),
  })
  .map(({ fullName, name, attributes }) => ({
    // As the database returns it.
    recipient: { fullName, email: 'a@b.co', attributes: JSON.parse(JSON.stringify(attributes)) },
    mailing: { name },
    sender: { fullName: name },
    unsubscribeUrl: 'https://example.org/u',
  }));

const result = (make: () => string) => {
  try {
    return make();
  } catch (error) {
    // The fast path has no position in the template to report.
    return `fails: ${(error as Error).message.split(', line', 1)[0]}`;
  }
};

test.each([
  ['HTML', htmlEngine],
  ['plain text', plainEngine],
  ['text parts', textPartEngine],
])('a compiled template of %s prints what Liquid prints', (_, engine) => {
  fc.assert(
    fc.property(template, values, (source, given) => {
      const compiled = compileTemplate(engine, source);
      const emitter = new TextEmitter();
      const printed = result(() => {
        compiled.render(given, emitter);
        return emitter.buffer;
      });
      expect(printed).toBe(result(() => liquidAlone(engine, source, given)));
    }),
    { numRuns: caseCount },
  );
});

test('rendering leaves the values as they were', () => {
  const { values: given } = sampleMail;
  const before = structuredClone(given);
  const { render } = compileTemplate(
    plainEngine,
    '{% increment counter %}{% assign recipient = 1 %}{% increment counter %}',
  );
  const [first, second] = [new TextEmitter(), new TextEmitter()];
  render(given, first);
  render(given, second);
  expect([first.buffer, second.buffer]).toEqual(['01', '01']);
  expect(given).toEqual(before);
});

test('joined pieces of quoted-printable decode to the texts one after the other', () => {
  const encoder = new PieceEncoder(['known ', '= known', 'Привет '.repeat(20)]);
  const piece = fc.oneof(hostileText, fc.constantFrom('known ', '= known', 'Привет '.repeat(20)));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const emitter = new QuotedPrintableEmitter(encoder);
      for (const each of pieces) emitter.write(each);
      expect(emitter.buffer).toMatch(/^(?:[\t\x20-\x7e]{0,76}\r\n)*[\t\x20-\x7e]{0,75}$/);
      expect(emitter.buffer).not.toMatch(/[ \t](?:\r\n|$)/);
      const wanted = pieces.map((each) => each.replace(/\r\n?|\n/g, '\r\n').toWellFormed()).join('');
      expect(decoded(emitter.buffer)).toBe(wanted);
    }),
    { numRuns: caseCount },
  );
});

/** RFC 2045, section 6.7, to the letter. */
function decoded(encoded: string): string {
  const bytes = encoded
    .replaceAll('=\r\n', '')
    .replace(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

test('a key that is a value itself is looked up', () => {
  const emitter = new TextEmitter();
  const given = { ...sampleMail.values, mailing: { name: 'city' } };
  given.recipient = { ...given.recipient, attributes: { city: 'Bern' } };
  compileTemplate(plainEngine, '{{ recipient.attributes[mailing.name] }}').render(given, emitter);
  expect(emitter.buffer).toBe('Bern');
});

test('many short pieces fill their lines', () => {
  const emitter = new QuotedPrintableEmitter(new PieceEncoder([]));
  for (let written = 0; written < 1000; written++) emitter.write('seven77');
  const lines = emitter.buffer.split('=\r\n');
  expect(lines.slice(0, -1).every((each) => each.length > 75 - 7)).toBe(true);
});
