import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { hostileText } from '../../../test/hostile-text.ts';
import { mailbox, mailReaders } from '../../../test/mail-readers.ts';
import { strictFaults } from '../../../test/strict-mail.ts';
import { dkimRecord, makeDkimKey, publicPart } from '../../platform/dkim/dkim-key.ts';
import { DkimSigner, type SigningKey } from '../../platform/dkim/dkim-signer.ts';
import { encodeFiles, withFiles } from '../../platform/mime/attach-files.ts';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { mailServices, serviceHeaders } from '../../platform/mime/service-headers.ts';
import { commonHeaders } from './bulk-headers.ts';
import { compileMessage, type MessageSource, type RunHeaders } from './compile-message.ts';
import { sampleMail } from './sample-mail.ts';

const MAILS = 1000;
const DOMAIN = 'news.example.org';

const keys: Record<string, SigningKey> = {};
const records: Record<string, string> = {};

beforeAll(async () => {
  for (const [selector, algorithm] of [
    ['rsa', 'RSA'],
    ['ed', 'ED25519'],
  ] as const) {
    const privateKey = await makeDkimKey(algorithm);
    keys[selector] = { selector, privateKey };
    records[`${selector}._domainkey.${DOMAIN}`] = dkimRecord(algorithm, publicPart(privateKey));
  }
});

const resolver = async (name: string): Promise<string[][]> =>
  records[name] ? [[records[name]]] : Promise.reject(Object.assign(new Error('none'), { code: 'ENOTFOUND' }));

const link = '<p><a href="{{ unsubscribeUrl }}">Leave</a></p>';
const bodies: Pick<MessageSource, 'body' | 'format' | 'textPart'>[] = [
  { format: 'HTML', body: `<p>Hello {{ recipient.fullName }},</p>${link}` },
  { format: 'HTML', body: `<p>${'Здравствуйте, {{ recipient.fullName }}! '.repeat(40)}</p>${link}` },
  {
    format: 'HTML',
    body: `<p>{{ recipient.attributes.a }}</p>\n.\n..\n<p>${'long '.repeat(300)}</p> \n\n${link}\n\n`,
  },
  { format: 'HTML', body: `<div>{{ recipient.attributes.a | raw }}</div>${link}` },
  {
    format: 'HTML',
    body: `<ul>{% for n in (1..3) %}<li>{{ n }} {{ recipient.attributes.a }}</li>{% endfor %}</ul>${link}`,
    textPart: 'Dear {{ recipient.fullName }} 😀\n\n{{ unsubscribeUrl }}\n-- \nУс',
  },
  { format: 'HTML', body: '' },
  {
    format: 'TEXT',
    body: 'Hello {{ recipient.fullName }}\n.\n.. \t\nFrom here\n{{ recipient.attributes.a }}\n\n\n',
  },
  { format: 'TEXT', body: `${'日本語 '.repeat(200)}{{ recipient.attributes.a }}` },
  { format: 'TEXT', body: '' },
];
const subjects = [
  'News',
  '',
  'Привет, {{ recipient.fullName }}! 😀',
  '{{ recipient.attributes.a }}',
  `${'A long subject of many words '.repeat(10)}`,
  'x'.repeat(300),
  'ё'.repeat(200),
];

const file = fc.record({
  name: fc.constantFrom(
    'a.pdf',
    'price list.csv',
    'Прайс-лист на декабрь.xlsx',
    'a"b\\c.txt',
    `${'x'.repeat(90)}.png`,
  ),
  type: fc.constantFrom('application/pdf', 'text/csv', 'image/png'),
  bytes: fc.uint8Array({ maxLength: 300 }),
});
const address = fc
  .oneof(
    fc.constantFrom(
      'a@b.co',
      '"a b,c;d:"@example.com',
      'ivan@пример.рф',
      `${'x'.repeat(64)}@${'y'.repeat(60)}.example`,
    ),
    fc.emailAddress(),
  )
  .filter((candidate) => sendableAddress(candidate).ok);

const kinds = fc.record({
  source: fc.record({ of: fc.constantFrom(...bodies), subject: fc.constantFrom(...subjects) }),
  address,
  name: hostileText,
  fromName: hostileText,
  replyTo: fc.option(hostileText, { nil: undefined }),
  list: fc.option(hostileText, { nil: undefined }),
  value: hostileText,
  scheme: fc.constantFrom('https', 'http', null),
  mailto: fc.boolean(),
  services: fc.subarray([...mailServices]),
  files: fc.array(file, { maxLength: 2 }),
  selectors: fc.constantFrom([], ['rsa'], ['ed'], ['rsa', 'ed']),
});
type Kind = typeof kinds extends fc.Arbitrary<infer T> ? T : never;

/** The bytes of a mail as a run makes them: rendered, with its files, signed. */
async function mailOf(kind: Kind, deliveryId: number): Promise<Buffer> {
  const runHeaders: RunHeaders = {
    runId: '42.0123abcd',
    domain: DOMAIN,
    from: { name: kind.fromName, address: `news@${DOMAIN}` },
    ...(kind.replyTo !== undefined && { replyTo: { name: kind.replyTo, address: 'answers@example.org' } }),
    ...(kind.list !== undefined && { listId: { name: kind.list, id: `l1.0123abcd.${DOMAIN}` } }),
    feedbackId: 'r42:m2:u3:pl0123abcd',
    complaintAddress: 'bounces+complaint@example.org',
  };
  const unsubscribeUrl = `${kind.scheme}://example.org/unsubscribe/${'A'.repeat(58)}`;
  const recipient = { fullName: kind.name, email: kind.address, attributes: { a: kind.value } };
  const filled = compileMessage(
    { ...kind.source.of, subject: kind.source.subject },
    runHeaders,
  )({
    deliveryId,
    address: kind.address,
    name: kind.name,
    ...(kind.scheme && { unsubscribeUrl }),
    ...(kind.mailto && {
      unsubscribeMailto: `mailto:b+u@example.org?subject=unsubscribe%20${'A'.repeat(58)}`,
    }),
    serviceHeaders: serviceHeaders(kind.services, 'abcdefghijklmnopqrstuvwxyz'),
    values: { ...sampleMail.values, recipient, unsubscribeUrl },
  });
  const files = encodeFiles(kind.files);
  const whole = files ? withFiles(filled, files) : filled;
  if (kind.selectors.length === 0) return whole;
  const used = kind.selectors.map((selector) => keys[selector]!);
  return new DkimSigner({ domain: DOMAIN, keys: used, common: commonHeaders(runHeaders) }).sign(whole);
}

test(`of ${MAILS} mails of every kind none breaks a rule or a signature, and three parsers read the same`, async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(kinds, async (kind) => {
      const mail = await mailOf(kind, ++made);
      expect(strictFaults(mail)).toEqual([]);
      const { results } = await dkimVerify(mail, { resolver, strict: true } as never);
      const verdicts = results.map(({ status }) => status.result);
      expect(verdicts).toEqual(kind.selectors.length === 0 ? ['none'] : kind.selectors.map(() => 'pass'));
      const to = sendableAddress(kind.address);
      const seen = await Promise.all(Object.values(mailReaders).map((read) => read(mail)));
      for (const one of seen) {
        expect(one).toEqual(seen[0]);
        expect(one.from).toBe(mailbox(kind.fromName.toWellFormed(), `news@${DOMAIN}`));
        expect(one.to).toBe(mailbox(kind.name.toWellFormed(), to.ok ? to.address : ''));
        expect(one.html === null).toBe(kind.source.of.format === 'TEXT');
        expect(one.files).toEqual(
          kind.files.map(({ name, bytes }) => ({ name, bytes: Buffer.from(bytes).toString('base64') })),
        );
      }
    }),
    { numRuns: MAILS },
  );
  expect(made).toBeGreaterThanOrEqual(MAILS);
});

test.each<[string, (mail: string) => string, RegExp]>([
  ['a second From', (mail) => mail.replace('\r\nTo:', '\r\nFrom: <a@b.co>\r\nTo:'), /from twice/],
  ['a bare line feed', (mail) => mail.replace('\r\nTo:', '\nTo:'), /half of a line end/],
  ['a byte beyond ASCII', (mail) => mail.replace('Hello', 'H\u00e9llo'), /printable ASCII/],
  [
    'a long line',
    (mail) => mail.replace('Subject: News', `Subject: ${'News '.repeat(30)}`),
    /a long line in a header/,
  ],
  [
    'an encoded word in quotes',
    (mail) => mail.replace(/^From: .*$/m, 'From: "=?utf-8?B?YQ==?=" <a@b.co>'),
    /in quotes/,
  ],
  [
    'half of a character',
    (mail) => mail.replace('Subject: News', 'Subject: =?utf-8?B?0Q==?='),
    /half a character/,
  ],
  ['no Date', (mail) => mail.replace(/^Date: .*\r\n/m, ''), /no date/],
  ['a part that does not end', (mail) => mail.replace(/--\r\n$/, '\r\n'), /without its end/],
  ['a broken quoted-printable', (mail) => mail.replace('Hello', 'Hel=lo'), /cannot be decoded/],
])('the strict reader notices %s', async (_, broken, fault) => {
  const kind = { ...fc.sample(kinds, 1)[0]!, files: [], selectors: [] as const, services: [] };
  const source = { of: bodies[0]!, subject: 'News' };
  const mail = (await mailOf({ ...kind, source, name: 'Ann', fromName: 'Shop', value: '' }, 1)).toString(
    'latin1',
  );
  expect(strictFaults(Buffer.from(mail, 'latin1'))).toEqual([]);
  expect(broken(mail)).not.toBe(mail);
  expect(strictFaults(Buffer.from(broken(mail), 'latin1')).join()).toMatch(fault);
});
