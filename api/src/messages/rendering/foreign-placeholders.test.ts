import { expect, test } from 'vitest';
import { foreignPlaceholders } from './foreign-placeholders.ts';
import { findMessageProblems } from './find-message-problems.ts';

const told = (body: string) => foreignPlaceholders('body', body).map(({ params }) => params.text);

test.each([
  ['Hello *|FNAME|*!', '*|FNAME|*'],
  ['Hello %recipient.name%!', '%recipient.name%'],
  ['Hello { { recipient.fullName } }', '{ { recipient.fullName '],
  ['Hello {<b>{ recipient.fullName }}</b>', '{<b>{ recipient.fullName '],
  ['Hello {&nbsp;{ recipient.fullName }}', '{&nbsp;{ recipient.fullName '],
])('%s', (body, text) => {
  expect(told(body)).toEqual([text]);
});

test.each([
  '{{ recipient.fullName }} {% if x %}{% endif %}',
  '<style>@media screen { .a { color: red } } .b{}</style>',
  '5 * 3 | 2 * 4, 100 % of { a } { b }',
])('%s has none', (body) => {
  expect(told(body)).toEqual([]);
});

test('they are warnings with their place, in the subject too, and only the first are told', () => {
  const body = `one\n two *|LNAME|* {{ unsubscribeUrl }}`;
  const problems = findMessageProblems({ subject: 'Hi *|FNAME|*', body, format: 'TEXT' });
  expect(problems).toMatchObject([
    { code: 'FOREIGN_PLACEHOLDER', severity: 'WARNING', path: ['subject'], params: { line: 1, column: 4 } },
    { code: 'FOREIGN_PLACEHOLDER', severity: 'WARNING', path: ['body'], params: { line: 2, column: 6 } },
  ]);
  expect(told('*|X|* '.repeat(50_000))).toHaveLength(20);
  expect(told('{ '.repeat(500_000)).length).toBeLessThanOrEqual(20);
});
