import { expect, test } from 'vitest';
import { subjectWords } from './subject-words.ts';

test.each([
  ['Hello {{ recipient.fullName | default: "friend" }}!', 'Hello friend!'],
  ["{{recipient.fullName|default:'friend'}}, news", 'friend, news'],
  ['News for {{ recipient.fullName }}', 'News for …'],
  ['{% if recipient.fullName %}Dear {{ recipient.fullName }}{% endif %}, news', 'Dear …, news'],
  ['{% comment %}', '{% comment %}'],
  ['Plain { text }', 'Plain { text }'],
])('%s names a mailing %s', (subject, name) => {
  expect(subjectWords(subject)).toBe(name);
});
