import { expect, test } from 'vitest';
import { compileMessage, type MessageSource } from './compile-message.ts';
import { renderPreview } from './render-preview.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';

const values = {
  ...sampleMail.values,
  recipient: { fullName: 'Анна <Lee>', email: 'anna@example.com', attributes: { city: 'Köln' } },
};

test('a preview shows what the person would get', () => {
  const source: MessageSource = {
    subject: 'Hi\n{{ recipient.fullName }}',
    body: '<p>{{ recipient.fullName }},</p>\n<p>{{ recipient.attributes.city }}</p>',
    format: 'HTML',
  };
  const mailInput = {
    ...sampleMail,
    address: values.recipient.email,
    name: values.recipient.fullName,
    values,
  };
  expect(renderPreview(source, values)).toEqual({
    subject: 'Hi Анна <Lee>',
    html: '<p>Анна &lt;Lee&gt;,</p>\n<p>Köln</p>',
    text: 'Анна <Lee>,\n\nKöln',
    size: compileMessage(source, sampleRunHeaders)(mailInput).length,
    problems: [],
  });
});

test('a plain text message is shown as escaped text', () => {
  const preview = renderPreview(
    { subject: 'x', body: 'Hi {{ recipient.fullName }}\n.', format: 'TEXT' },
    values,
  );
  expect(preview.text).toBe('Hi Анна <Lee>\n.');
  expect(preview.html).toMatch(/^<pre [^>]*>Hi Анна &lt;Lee&gt;\n\.<\/pre>$/);
});

test('a broken template gives its problems instead of parts', () => {
  const preview = renderPreview({ subject: '{{ x', body: 'text', format: 'HTML' }, values);
  expect(preview).toMatchObject({ subject: '', html: '', text: '', size: 0 });
  expect(preview.problems.map(({ code }) => code)).toEqual(['TEMPLATE_SYNTAX']);
});

test("what fails with this person's values alone is a problem too", () => {
  const body = '{{ recipient.attributes.odd }}';
  const odd = {
    ...values,
    recipient: { ...values.recipient, attributes: { odd: { toString: 1, valueOf: 1 } } },
  };
  const preview = renderPreview({ subject: 'x', body, format: 'TEXT' }, odd);
  expect(preview.problems.map(({ code, path }) => [code, path.join('.')])).toEqual([
    ['TEMPLATE_RENDER', 'body'],
  ]);
  expect(renderPreview({ subject: 'x', body, format: 'TEXT' }, values).problems).toEqual([]);
});

test('a person whose address cannot be sent to has a preview', () => {
  const unreachable = { ...values, recipient: { ...values.recipient, email: 'иван@пример.рф' } };
  const preview = renderPreview({ subject: 'x', body: '{{ recipient.email }}', format: 'TEXT' }, unreachable);
  expect(preview.text).toBe('иван@пример.рф');
  expect(preview.problems).toEqual([]);
});
