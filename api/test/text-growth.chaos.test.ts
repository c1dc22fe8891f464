import { expect, test } from 'vitest';
import { readBearer } from '../src/http/bearer.ts';
import { networkOf } from '../src/http/network-of.ts';
import { shortMessage } from '../src/http/short-message.ts';
import { browserOf } from '../src/accounts/sessions/browser-of.ts';
import { readSessionCookie } from '../src/accounts/sessions/session-cookie.ts';
import { readConfig } from '../src/config.ts';
import { contains } from '../src/db/search.ts';
import { localeOf } from '../src/language/text.ts';
import { answerRequest } from '../src/messages/rendering/answer-request.ts';
import { subjectHeader, mailboxHeader } from '../src/messages/rendering/mail-headers.ts';
import { sampleRunHeaders, sampleMail } from '../src/messages/rendering/sample-mail.ts';
import { decodeCursor } from '../src/paging/cursor.ts';
import { parseAddress, sendableAddress } from '../src/platform/mime/email-address.ts';
import { parseMailbox } from '../src/platform/mime/mailbox.ts';
import { summariseMail } from '../src/platform/mail-catcher/summarise-mail.ts';
import { enhancedCode } from '../src/platform/smtp/enhanced-code.ts';
import { ReplyReader } from '../src/platform/smtp/reply-reader.ts';
import { refusedAt, sentOutcome } from '../src/platform/smtp/smtp-outcome.ts';
import { parseSmtpUrl } from '../src/platform/smtp/smtp-url.ts';
import { detectEncoding } from '../src/recipients/import/reading/detect-encoding.ts';
import { findLayout } from '../src/recipients/import/reading/find-layout.ts';
import { parseCell } from '../src/recipients/import/reading/read-address.ts';
import { RowReader } from '../src/recipients/import/reading/read-person.ts';
import { RecordReader } from '../src/recipients/import/reading/read-records.ts';
import { namedColumns, recogniseColumns } from '../src/recipients/import/reading/recognise-columns.ts';
import { isFull } from './chaos.ts';
import { fragments, isTooSlow, longTexts, timesControl } from './text-growth.ts';

type Entry = (text: string) => unknown;

const message = (source: { subject?: string; body?: string; format: 'HTML' | 'TEXT' }) =>
  ({ subject: 'x', body: 'x', ...source }) as const;
const withAttribute = (value: unknown) => ({
  ...sampleMail,
  values: {
    ...sampleMail.values,
    recipient: { ...sampleMail.values.recipient, attributes: { x: value } },
  },
});
const mailOf = (body: string, value: unknown, format: 'HTML' | 'TEXT' = 'HTML') =>
  answerRequest({
    task: 'mail',
    // Compiled again each time.
    name: String(Math.random()),
    source: message({ subject: '{{ recipient.attributes.x }}', body, format }),
    runHeaders: sampleRunHeaders,
    settings: {},
    mailInput: withAttribute(value),
  });
const caught = (raw: string) => ({
  id: 1,
  from: 'a@b.co',
  to: ['c@d.co'],
  at: new Date(),
  raw: Buffer.from(raw),
});
function countRecords(text: string): number {
  const reader = new RecordReader({ delimiter: ',' });
  let count = 0;
  for (let at = 0; at < text.length; at += 65_536)
    count += [...reader.read(text.slice(at, at + 65_536))].length;
  return count + [...reader.end()].length;
}

function readRow(text: string): unknown {
  const columns = (['EMAIL', 'FULL_NAME', 'COMMENT', 'STATUS', 'ATTRIBUTE'] as const).map((field) => ({
    field,
    name: field,
    attribute: field,
  }));
  return new RowReader(columns).read({ line: 1, text, fields: ['a@example.com', text, text, text, text] });
}

/**
 * Everything that reads other people's text: users, their people, clients, files, templates, mail servers.
 */
const entries: Record<string, Entry> = {
  'an address': (text) => [parseAddress(text), sendableAddress(text), parseAddress(`a@${text}`)],
  'a mailbox': parseMailbox,
  "GraphQL's words": (text) => shortMessage(`Variable "${text}"`),
  'a language header': localeOf,
  'an authorization header': (text) => [readBearer(text), readBearer(`Bearer ${text}`)],
  'a cookie header': (text) => readSessionCookie('https://example.org', text),
  'a network address': networkOf,
  'a browser': browserOf,
  'a search': (text) => contains('lower({}.email)', text),
  'a cursor': (text) =>
    decodeCursor('secret', { entity: 'A', field: 'id', direction: 'ASC' } as never, {
      name: 'after',
      cursor: text,
    }),
  'an SMTP reply': (text) => [
    sentOutcome(`250 ${text}`),
    enhancedCode(`550 ${text}`),
    refusedAt('RCPT', `550 5.1.1 ${text}`),
    new ReplyReader().read(Buffer.from(`250-${text.slice(0, 60_000)}\r\n`)),
  ],
  'an SMTP URL': parseSmtpUrl,
  'a configuration': (text) =>
    readConfig({ MAIL_FROM: text, BASE_URL: `https://${text}`, TRUST_PROXY: text }),
  'the headers of a mail': (text) => [subjectHeader(text), mailboxHeader('To', text, 'a@b.co')],
  'the beginning of a CSV file': findLayout,
  'the titles of a CSV file': (text) =>
    recogniseColumns(namedColumns(text.split(','), true), [text.split(',')]),
  'a cell of a CSV file': (text) => [parseCell(text), parseCell(`a@example.com ${text}`)],
  'a row of a CSV file': (text) => readRow(text),
  'words in an unknown encoding': (text) => detectEncoding(Buffer.from(text).subarray(0, 8192)),
  'a CSV file': countRecords,
  'the headers of a caught mail': (text) => summariseMail(caught(`Subject: ${text}\r\n\r\n`) as never),
  'the body of an HTML message': (body) =>
    answerRequest({
      task: 'preview',
      source: message({ body, format: 'HTML' }),
      values: sampleMail.values,
      dates: { timeZone: 'UTC', locale: 'EN' },
    }),
  'the body of a plain message': (body) =>
    answerRequest({
      task: 'preview',
      source: message({ body, format: 'TEXT' }),
      values: sampleMail.values,
      dates: { timeZone: 'UTC', locale: 'EN' },
    }),
  'a subject': (subject) =>
    answerRequest({
      task: 'preview',
      source: message({ subject, format: 'TEXT' }),
      values: sampleMail.values,
      dates: { timeZone: 'UTC', locale: 'EN' },
    }),
  'the problems of a message': (body) =>
    answerRequest({
      task: 'problems',
      source: message({ body, format: 'HTML' }),
      dates: { timeZone: 'UTC', locale: 'EN' },
    }),
  'mails before a launch': (body) =>
    answerRequest({
      task: 'check',
      source: message({ body, format: 'HTML' }),
      dates: { timeZone: 'UTC', locale: 'EN' },
      people: [sampleMail.values],
    }),
  'how a message is made': (body) => [
    answerRequest({ task: 'plan', source: message({ body, format: 'HTML' }) }),
    answerRequest({ task: 'variables', source: { subject: 'x', body } }),
  ],
  'a value': (text) => mailOf('<p>{{ recipient.attributes.x }}</p>', text),
  'a value of HTML': (text) => mailOf('{{ recipient.attributes.x | raw }}', text),
  'a value that filters work on': (text) =>
    mailOf(
      '{{ recipient.attributes.x | strip_html | squish | truncatewords: 9 | date: "%F" }}{{ recipient.attributes.x | split: " " | sort | join: "," | size }}',
      text,
    ),
};

// In full by `npm run test:chaos`; otherwise each entry with some fragments, and every fragment with some
// entries.
const cases = Object.entries(entries)
  .flatMap(([entry, read]) =>
    Object.entries(fragments).map(([name, fragment]) => ({ entry, read, name, fragment })),
  )
  .filter((_, index) => isFull || index % 5 === 0);

test.each(Object.keys(entries))('reading %s takes time that grows with its length alone', async (entry) => {
  const slow: string[] = [];
  for (const { read, name, fragment } of cases.filter((each) => each.entry === entry)) {
    for (const text of longTexts(fragment)) {
      const times = await timesControl(async () => {
        try {
          await read(text);
        } catch {
          // Refused, which is as good.
        }
      });
      if (isTooSlow(times)) slow.push(`${name}: ${Math.round(times)} times the control`);
    }
  }
  expect(slow).toEqual([]);
});
