import { expect, test } from 'vitest';
import { placeholderName, readPlaceholder } from './placeholder.ts';

const variables = [
  { code: '{{ recipient.fullName | default: "friend" }}', label: () => 'Full name' },
  { code: '{{ recipient.attributes.company }}', label: () => 'company' },
];

test.each([
  ['{{ recipient.email }}', { path: 'recipient.email', fallback: undefined }],
  ['{{recipient.fullName|default:"friend"}}', { path: 'recipient.fullName', fallback: 'friend' }],
  ["{{ a | default: 'b' }}", { path: 'a', fallback: 'b' }],
  ['{{ a | upcase }}', null],
  ['{{ "text" }}', null],
])('the placeholder %s is read', (code, parts) => {
  expect(readPlaceholder(code)).toEqual(parts);
});

test.each([
  ['{{ recipient.fullName }}', 'Full name'],
  ['{{ recipient.attributes.plan }}', 'plan'],
  ['{{ recipient.attributes["Город и улица"] }}', 'Город и улица'],
  ['{{ recipient.attributes.company }}', 'company'],
  ['{{ now | date: "%Y" }}', '{{ now | date: "%Y" }}'],
])('the chip of %s says %s', (code, name) => {
  expect(placeholderName(code, variables)).toBe(name);
});
