import { expect, test } from 'vitest';
import { htmlEngine } from './liquid-engines.ts';
import { readTokens } from './template-tokens.ts';

const read = (source: string) => readTokens(htmlEngine, source);

test.each([
  ['placeholders and texts', '{{ a }}'.repeat(10_000), '{{ a }}'.repeat(10_001)],
  ['characters of a placeholder', `{{ ${'a'.repeat(3994)} }}`, `{{ ${'a'.repeat(3995)} }}`],
  ['blocks in each other', '{% if a %}'.repeat(50), '{% if a %}'.repeat(51)],
])('so many %s are read, and not one more', (_name, most, tooMany) => {
  expect(() => read(most)).not.toThrow();
  expect(() => read(tooMany)).toThrow(/may (?:have|stand)/);
});

test('blocks that follow each other are not in each other', () => {
  expect(() => read('{% if a %}b{% endif %}'.repeat(100))).not.toThrow();
});

test.each([
  ['a {{ b.c }} {% if d %}e{% else %}f{% endif %}', true],
  ['{{ a | default: "b" }}', true],
  ['{% for a in b %}{{ a }}{% endfor %}{% for a in b %}{{ a }}{% endfor %}', true],
  ['{% for a in (1..9) %}{{ a }}{% endfor %}', false],
  ['{% for a in b %}{% for c in a %}{{ c }}{% endfor %}{% endfor %}', false],
  ['{{ a | split: "," | join: "" }}', false],
  ['{% if a %}{% assign b = c %}{% endif %}', false],
  ['{% capture a %}b{% endcapture %}', false],
])('%s is plain enough to be rendered without a thread: %s', (source, isSimple) => {
  expect(read(source).isSimple).toBe(isSimple);
});
