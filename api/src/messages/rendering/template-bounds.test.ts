import { expect, test } from 'vitest';
import { compileMessage } from './compile-message.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';

const source = { subject: 'x', format: 'TEXT' } as const;

test.each(['include', 'render', 'layout', 'block'])(
  '{%% %s %%} is refused when the message is compiled',
  (tag) => {
    const body = `{% ${tag} "/etc/passwd" %}`;
    expect(() => compileMessage({ ...source, body }, sampleRunHeaders)).toThrow(`tag "${tag}" not found`);
  },
);

test('inherited properties are not readable', () => {
  const body =
    '[{{ recipient.constructor }}{{ recipient.attributes.__proto__ }}{{ recipient.fullName.constructor.name }}]';
  const mail = compileMessage({ ...source, body }, sampleRunHeaders)(sampleMail);
  expect(mail.toString('latin1')).toContain('\r\n\r\n[]\r\n');
});

test.each([
  [
    'work',
    '{% for a in (1..1000) %}{% for b in (1..1000) %}{% for c in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}',
  ],
  ['memory', '{% for a in (1..100000000) %}x{% endfor %}'],
  [
    'comparing',
    '{% assign a = "x" %}{% for i in (1..17) %}{% assign a = a | append: a %}{% endfor %}{% for i in (1..900) %}{% if a contains "y" %}{% endif %}{% endfor %}',
  ],
  ['size', `{% for a in (1..1000) %}${'text '.repeat(10_000)}{% endfor %}`],
])('a template that takes too much %s stops with a limit', (_, body) => {
  const compiled = compileMessage({ ...source, body }, sampleRunHeaders);
  expect(() => compiled(sampleMail)).toThrow(expect.objectContaining({ name: 'RenderError', isLimit: true }));
});
