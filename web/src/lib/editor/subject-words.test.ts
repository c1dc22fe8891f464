import { expect, test } from 'vitest';
import { subjectWords } from './subject-words.ts';

test.each([
  ['Hello {{ recipient.fullName | default: "friend" }}!', 'Hello ⟨Full name⟩!'],
  ["{{recipient.fullName|default:'friend'}}, news", '⟨Full name⟩, news'],
  ['{{- recipient.attributes.city | upcase -}} calls', '⟨city⟩ calls'],
  ['For {{ recipient.attributes["home town"] }}', 'For ⟨home town⟩'],
  [
    '{% if recipient.fullName %}Dear {{ recipient.fullName }}{% else %}Hello{% endif %}',
    'Dear ⟨Full name⟩Hello',
  ],
  ['Sum: {{ "now" | date: "%Y" }}', 'Sum: ⟨…⟩'],
  ['Plain { text }', 'Plain { text }'],
  ['{% comment %}', '{% comment %}'],
  ['Half {{ recipient.fullName', 'Half {{ recipient.fullName'],
  ['Half {{ a {{ recipient.fullName }}', 'Half {{ a ⟨Full name⟩'],
])('%s is read as %s', (subject, words) => {
  expect(subjectWords(subject)).toBe(words);
});
