import { expect, test } from 'vitest';
import type { MessageSource } from './compile-message.ts';
import { findMessageProblems } from './find-message-problems.ts';
import { messageVariables } from './message-variables.ts';

const good: MessageSource = {
  subject: 'Hello, {{ recipient.fullName }}',
  body: '<p>{{ recipient.attributes.city }} {{ mailing.name }} {{ sender.fullName }}</p><a href="{{ unsubscribeUrl }}">bye</a>',
  format: 'HTML',
};
const codesOf = (source: MessageSource) =>
  findMessageProblems(source).map(({ code, severity, path }) => [code, severity, path.join('.')]);

test('a good message has no problems', () => {
  expect(findMessageProblems(good)).toEqual([]);
  expect(findMessageProblems({ ...good, body: '<img src="a.png">' })).toEqual([]);
});

test.each([
  ['HTML', ' \n'],
  ['HTML', '<p>&nbsp;</p><br>'],
  ['TEXT', '\t'],
] as const)('an empty subject and an empty body of %s are errors', (format, body) => {
  expect(codesOf({ subject: ' ', body, format })).toEqual([
    ['SUBJECT_EMPTY', 'ERROR', 'subject'],
    ['BODY_EMPTY', 'ERROR', 'body'],
  ]);
});

test('a broken template is an error with its place', () => {
  const body = 'line one\nline two {% if x %}\n';
  expect(findMessageProblems({ ...good, body })).toEqual([
    {
      code: 'TEMPLATE_SYNTAX',
      severity: 'ERROR',
      path: ['body'],
      params: { detail: 'tag {% if x %} not closed, line:2, col:10', line: 2, column: 10 },
    },
  ]);
});

test.each([
  '{{ recipient.fullName ',
  '{{ recipient.fullName | nofilter }}',
  '{% nothing %}',
  '{% include "/etc/passwd" %}',
  '{% render "x" %}',
  '{% layout "x" %}',
  '{% block x %}{% endblock %}',
  '{% for x of y %}{% endfor %}',
  '{% if x %}'.repeat(100_000),
  'x'.repeat(1_000_001),
])('%# is a syntax error in the subject and in the body', (template) => {
  expect(codesOf({ ...good, subject: template, body: template })).toEqual([
    ['TEMPLATE_SYNTAX', 'ERROR', 'subject'],
    ['TEMPLATE_SYNTAX', 'ERROR', 'body'],
  ]);
});

test.each([
  '{% for a in (1..1000000000) %}x{% endfor %}',
  `{% for a in (1..100) %}${'{% for b in (1..1000) %}'.repeat(2)}x{% endfor %}{% endfor %}{% endfor %}`,
])('a template that takes too much is an error', (body) => {
  expect(codesOf({ ...good, body })).toEqual([['TEMPLATE_LIMIT', 'ERROR', 'body']]);
});

test('a template that cannot be filled in is an error that says why', () => {
  const [problem] = findMessageProblems({
    ...good,
    body: '{{ "x" | append }}',
  });
  expect(problem).toMatchObject({ code: 'TEMPLATE_RENDER', severity: 'ERROR', path: ['body'] });
  expect(problem!.params.detail).not.toBe('');
});

test('a name that stands for nothing is a warning', () => {
  const source = {
    subject: '{{ name }}',
    body: '{{ recipient.name }}{{ mailing.name.size }}{% assign a = 1 %}{{ a }}{{ recipient.attributes["a b"] }}',
    format: 'TEXT',
  } as const;
  expect(findMessageProblems(source)).toEqual([
    { code: 'UNKNOWN_VARIABLE', severity: 'WARNING', path: ['subject'], params: { name: 'name' } },
    { code: 'UNKNOWN_VARIABLE', severity: 'WARNING', path: ['body'], params: { name: 'recipient.name' } },
  ]);
});

test('the variables of a message are its placeholders, sorted, without the names that it defines itself', () => {
  const body =
    '{% assign a = recipient.attributes.city %}{{ a }}{% capture b %}{{ sender.fullName }}{% endcapture %}{{ b }}' +
    '{% for tag in recipient.attributes.tags %}{{ tag }} {{ forloop.index }}{% endfor %}{% if mailing.name == "x" %}{% endif %}';
  expect(messageVariables({ subject: '{{ recipient.fullName | default: recipient.email }}', body })).toEqual([
    'mailing.name',
    'recipient.attributes.city',
    'recipient.attributes.tags',
    'recipient.email',
    'recipient.fullName',
    'sender.fullName',
  ]);
});

test('a part that cannot be parsed has no variables', () => {
  expect(messageVariables({ subject: '{{ recipient.email }}', body: '{% if %}' })).toEqual([
    'recipient.email',
  ]);
});

test('of a body with nothing but placeholders every name is told once', () => {
  const body = '{{ recipient.town }}\n'.repeat(4500);
  const problems = findMessageProblems({ subject: 'Hello', body, format: 'HTML' });
  expect(problems).toMatchObject([{ code: 'UNKNOWN_VARIABLE', params: { name: 'recipient.town' } }]);
});

test.each([
  ['{{ a }', 1, 1],
  ['\n{{ a }}\n  {{ b', 3, 3],
  ['{{ a }}\r\n{{ a }}{% if %}', 2, 13],
])('the place of what cannot be read in %j is told', (body, line, column) => {
  const problems = findMessageProblems({ subject: 'Hello', body, format: 'TEXT' });
  expect(problems).toMatchObject([{ code: 'TEMPLATE_SYNTAX', params: { line, column } }]);
});
