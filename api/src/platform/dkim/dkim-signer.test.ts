import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { commonHeaders } from '../../messages/rendering/bulk-headers.ts';
import { compileMessage, type MessageSource } from '../../messages/rendering/compile-message.ts';
import { sampleMail } from '../../messages/rendering/sample-mail.ts';
import { dkimRecord, makeDkimKey, publicPart } from './dkim-key.ts';
import { DkimSigner, type SigningKey } from './dkim-signer.ts';
import { relaxedBody } from './relaxed.ts';

const envelope = {
  runId: 1,
  domain: 'news.example.org',
  from: { name: 'Новости', address: 'news@news.example.org' },
  replyTo: { name: 'O', address: 'o@example.org' },
  listId: { name: 'L', id: 'list.news.example.org' },
  feedbackId: 'r1:m2:u3:pl12345678',
  complaintAddress: 'b+complaint@example.org',
};
const keys: Record<string, SigningKey> = {};
const records: Record<string, string> = {};

beforeAll(async () => {
  for (const [selector, algorithm] of [
    ['r1', 'RSA'],
    ['r2', 'RSA'],
    ['e1', 'ED25519'],
  ] as const) {
    const privateKey = await makeDkimKey(algorithm);
    keys[selector] = { selector, privateKey };
    records[`${selector}._domainkey.news.example.org`] = dkimRecord(algorithm, publicPart(privateKey));
  }
});

async function resolver(name: string, type: string): Promise<string[][]> {
  const record = records[name];
  if (type === 'TXT' && record) return [[record]];
  throw Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
}

/** The result of each signature according to mailauth. */
async function verdicts(mail: Buffer | string): Promise<string[]> {
  const { results } = await dkimVerify(Buffer.from(mail), { resolver } as never);
  return results.map(({ status }) => status.result);
}

const bodies: MessageSource[] = [
  {
    subject: 'Hello {{ recipient.fullName }}',
    body: '<p>Hi  there\t{{ recipient.fullName }}</p>\n\n',
    format: 'HTML',
  },
  { subject: 'Привет', body: `<p>${'Здравствуйте! '.repeat(50)}</p>`, format: 'HTML' },
  { subject: 'x'.repeat(300), body: '.\n..\n \n\t\n  {{ recipient.fullName }}  \n\n\n', format: 'TEXT' },
  { subject: '', body: '', format: 'TEXT' },
];

async function signed(selectors: string[], source = bodies[0]!, name = 'Анна  😀'): Promise<Buffer> {
  const unsubscribeUrl = `https://example.org/unsubscribe/${'A'.repeat(58)}`;
  const signer = new DkimSigner({
    domain: 'news.example.org',
    keys: selectors.map((selector) => keys[selector]!),
    common: commonHeaders(envelope),
  });
  const values = {
    ...sampleMail.values,
    recipient: { ...sampleMail.values.recipient, fullName: name },
  };
  return signer.sign(compileMessage(source, envelope)({ ...sampleMail, name, unsubscribeUrl, values }));
}

test.each([[['r1']], [['e1']], [['r1', 'e1']], [['r1', 'r2']]])(
  'mails of every kind signed by %j are verified by another program',
  async (selectors) => {
    for (const source of bodies) {
      const mail = await signed(selectors, source);
      expect(await verdicts(mail)).toEqual(selectors.map(() => 'pass'));
      for (const line of mail.toString('latin1').split('\r\n').slice(0, 20)) {
        expect(line.length).toBeLessThanOrEqual(/^ ?<?(?:https|bh)/.test(line.trim()) ? 998 : 78);
      }
    }
  },
);

test('both headers of unsubscribing and the one of the feedback loop are signed, and From twice', async () => {
  const mail = (await signed(['r1'])).toString('latin1');
  const names = /h=([^;]+);/.exec(mail)![1]!.replace(/\s/g, '').split(':');
  for (const name of ['list-unsubscribe', 'list-unsubscribe-post', 'feedback-id', 'cfbl-address'])
    expect(names).toContain(name);
  expect(names.filter((name) => name === 'from')).toHaveLength(2);
});

test.each<[string, (mail: string) => string]>([
  ['a second From', (mail) => mail.replace('\r\nTo:', '\r\nFrom: <evil@example.com>\r\nTo:')],
  [
    'another way to unsubscribe',
    (mail) => mail.replace('\r\nTo:', '\r\nList-Unsubscribe: <https://x>\r\nTo:'),
  ],
  ['no way to unsubscribe', (mail) => mail.replace(/List-Unsubscribe-Post: .*\r\n/, '')],
  ['another list', (mail) => mail.replace('Feedback-ID: r1', 'Feedback-ID: r2')],
  ['another word', (mail) => mail.replace('Hi there', 'Hi here')],
])('with %s the signature does not hold', async (_, change) => {
  const mail = (await signed(['r1'])).toString('latin1').replace('Hi  there', 'Hi there');
  expect(await verdicts(Buffer.from(mail, 'latin1'))).toEqual(['pass']);
  expect(change(mail)).not.toBe(mail);
  expect(await verdicts(Buffer.from(change(mail), 'latin1'))).not.toContain('pass');
});

test('other white space and a foreign header change nothing', async () => {
  const mail = (await signed(['r1'])).toString('latin1');
  const changed = `Received: by somebody\r\n${mail.replace('Precedence: bulk', 'Precedence:   bulk')}`;
  expect(await verdicts(Buffer.from(changed, 'latin1'))).toEqual(['pass']);
});

test('a body is made relaxed as the rule for each line has it', () => {
  const byLine = (body: string) => {
    const lines = body.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
    while (lines.at(-1) === '') lines.pop();
    return lines.map((line) => `${line}\r\n`).join('');
  };
  const text = fc.array(fc.constantFrom('a', ' ', '\t', '\r\n', '.', '\r\n\r\n')).map((all) => all.join(''));
  fc.assert(
    fc.property(text, (body) => {
      expect(relaxedBody(Buffer.from(body, 'latin1')).toString('latin1')).toBe(byLine(body));
    }),
    { numRuns: 5000 },
  );
});
