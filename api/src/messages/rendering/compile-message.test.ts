import * as fc from 'fast-check';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { caseCount, hostileText } from '../../../test/hostile-text.ts';
import { liquidAlone } from '../../../test/liquid-alone.ts';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { compileMessage, type MailInput, type MessageSource } from './compile-message.ts';
import { textTemplate } from './compile-text-part.ts';
import { htmlEngine, plainEngine, textPartEngine } from './liquid-engines.ts';
import { RenderError } from './render-error.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';
import { withCrlf } from './with-crlf.ts';

const htmlWith = (
  letters: number,
) => `<html><head><title>Новости</title><style>p { color: red }</style></head><body>
<h1>Hello {{ recipient.fullName | default: "friend" }},</h1>
<p>Привет {{recipient.fullName}} — {{ recipient.attributes.city }} {{ recipient.attributes.count }}</p>
{% if recipient.attributes.vip %}<p>VIP = да {{ recipient.email }}</p>{% else %}<p>not = vip</p>{% endif %}
<ul>{% for tag in recipient.attributes.tags %}<li>{{ tag }} item</li>\r\n{% endfor %}</ul>
{% capture greeting %}Dear {{ mailing.name }}{% endcapture %}<p>{{ greeting | upcase }}</p>
<p>{% case recipient.attributes.count %}{% when 1 %}one{% else %}many{% endcase %} .dot</p><p>
.\nline ${'long '.repeat(60)}</p><p>${'Ж'.repeat(letters)} {{ sender.fullName }} </p> \n
<a href="{{ unsubscribeUrl }}">bye</a></body></html>\n\n`;
const html: MessageSource = {
  subject: 'Привет, {{ recipient.fullName }}! {{ recipient.attributes.city }}',
  body: htmlWith(20),
  format: 'HTML',
};
const text: MessageSource = {
  subject: '{{ recipient.fullName }}',
  body: '{{ recipient.attributes.city }} {{ mailing.name }}\n.\n{{ recipient.fullName }}',
  format: 'TEXT',
};
const runHeaders = {
  runId: 42,
  domain: 'news.example.org',
  from: { name: 'Рассылка "Ы"', address: 'news@example.org' },
  replyTo: { name: 'Ольга', address: 'o@example.org' },
  listId: { name: 'Друзья, "Ы"', id: 'list-1.owner-2.news.example.org' },
  feedbackId: 'r1:m2:u3:postline1234',
  complaintAddress: 'bounces+complaint@news.example.org',
};
const headers = {
  always:
    'from reply-to mime-version auto-submitted precedence x-auto-response-suppress list-id feedback-id cfbl-address to date message-id',
  unsubscribe: ' list-unsubscribe list-unsubscribe-post',
};

const address = fc
  .oneof(
    fc.constantFrom(
      'a@b.co',
      '"a@b,c;d:"@example.com',
      'ivan@пример.рф',
      "!#$%&'*+/=^_`{|}~-@localhost",
      `${'x'.repeat(64)}@${'y'.repeat(60)}.example`,
    ),
    fc.emailAddress(),
  )
  .filter((candidate) => sendableAddress(candidate).ok);

const mailInput: fc.Arbitrary<MailInput> = fc
  .record({
    deliveryId: fc.nat(),
    address,
    name: hostileText,
    unsubscribeUrl: fc.option(
      fc.nat(120).map((length) => `https://example.org/u/${'A'.repeat(length)}`),
      { nil: undefined },
    ),
    attributes: fc.record({
      city: hostileText,
      count: fc.nat(2),
      vip: fc.boolean(),
      tags: fc.array(hostileText, { maxLength: 3 }),
    }),
    mailing: hostileText,
    sender: hostileText,
  })
  .map(({ deliveryId, address, name, attributes, mailing, sender, unsubscribeUrl }) => {
    const recipient = { fullName: name, email: address, attributes };
    const values = { recipient, mailing: { name: mailing }, sender: { fullName: sender } };
    if (unsubscribeUrl === undefined) return { deliveryId, address, name, values };
    return { deliveryId, address, name, unsubscribeUrl, values: { ...values, unsubscribeUrl } };
  });

/** One line as postal-mime reads it from a header: it replaces every kind of white space by a space. */
const line = (value: unknown) =>
  String(value)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed();
/** A part as postal-mime reads it: its lines without a byte order mark, and with a line break added. */
const part = (value: unknown) =>
  `${String(value)
    .replace(/^\ufeff/, '')
    .replace(/\r\n?|\n/g, '\n')
    .toWellFormed()}\n`;

const withLf = (source: string) => source.replaceAll('\r\n', '\n');

/** In a quoted-printable part postal-mime changes the line ends and adds one. */
function expectPart(read: string | undefined, written: string): void {
  expect([part(written), part(written).slice(0, -1)]).toContain(read?.replaceAll('\r\n', '\n'));
}

function expectAscii(mail: Buffer): void {
  const raw = mail.toString('latin1');
  expect(raw).toMatch(/^(?:[\t\x20-\x7e]*\r\n)+$/);
  // A single address or link that is longer cannot be broken.
  const long = raw
    .split('\r\n')
    .filter((each) => each.length > 76 && !/^(?:List-Unsubscribe:|To:)? <\S+>,?$/.test(each));
  expect(long).toEqual([]);
}

async function expectHeaders(mail: Buffer, message: MessageSource, sent: MailInput) {
  const parsed = await PostalMime.parse(mail);
  const wanted = headers.always + (sent.unsubscribeUrl ? headers.unsubscribe : '');
  const ofBody = message.format === 'HTML' ? ['content-type'] : ['content-type', 'content-transfer-encoding'];
  expect(parsed.headers.map(({ key }) => key)).toEqual([...wanted.split(' '), 'subject', ...ofBody]);
  const sendable = sendableAddress(sent.address);
  expect(parsed.to).toEqual([{ address: sendable.ok && sendable.address, name: line(sent.name) }]);
  expect(parsed.from).toEqual({ address: 'news@example.org', name: 'Рассылка "Ы"' });
  expect(parsed.replyTo).toEqual([{ address: 'o@example.org', name: 'Ольга' }]);
  expect(parsed.messageId).toBe(`<42.${sent.deliveryId}@news.example.org>`);
  expect(parsed.subject ?? '').toBe(line(liquidAlone(plainEngine, message.subject, sent.values)));
  return parsed;
}

test.each([
  ['quoted-printable', 20],
  ['base64', 400],
])(
  'in %s no value adds a header, a recipient or a part, and all reads as Liquid alone gives it',
  async (encoding, letters) => {
    const source = { ...html, body: htmlWith(letters) };
    const compiled = compileMessage(source, runHeaders);
    const textSource = textTemplate(source.body)!;
    await fc.assert(
      fc.asyncProperty(mailInput, async (sent) => {
        const mail = compiled(sent);
        expectAscii(mail);
        const parsed = await expectHeaders(mail, html, sent);
        expect(mail.toString('latin1')).toContain(`\r\nContent-Transfer-Encoding: ${encoding}\r\n`);
        expectPart(parsed.html, liquidAlone(htmlEngine, withLf(source.body), sent.values));
        expectPart(parsed.text, liquidAlone(textPartEngine, withLf(textSource), sent.values));
        expect(parsed.attachments).toEqual([]);
      }),
      { numRuns: caseCount },
    );
  },
);

test('the same for a plain text message', async () => {
  const compiled = compileMessage(text, runHeaders);
  await fc.assert(
    fc.asyncProperty(mailInput, async (sent) => {
      const mail = compiled(sent);
      expectAscii(mail);
      const parsed = await expectHeaders(mail, text, sent);
      expect(parsed.html).toBeUndefined();
      expect(parsed.text).toBe(part(liquidAlone(plainEngine, text.body, sent.values)));
    }),
    { numRuns: caseCount / 4 },
  );
});

test("no sender's or owner's name adds a header", async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, hostileText, async (from, replyTo) => {
      const names = {
        from: { ...runHeaders.from, name: from },
        replyTo: { ...runHeaders.replyTo, name: replyTo },
      };
      const mail = compileMessage(text, { ...runHeaders, ...names })(sampleMail);
      expectAscii(mail);
      const parsed = await PostalMime.parse(mail);
      expect(parsed.headers).toHaveLength(17);
      expect(parsed.from).toEqual({ address: 'news@example.org', name: line(from) });
      expect(parsed.replyTo).toEqual([{ address: 'o@example.org', name: line(replyTo) }]);
    }),
    { numRuns: caseCount / 4 },
  );
});

test('the same delivery has the same Message-ID in every try', () => {
  const idOf = (mail: Buffer) => /^Message-ID: .*$/m.exec(mail.toString('latin1'))![0];
  const first = idOf(compileMessage(html, runHeaders)({ ...sampleMail, deliveryId: 7 }));
  expect(idOf(compileMessage(html, runHeaders)({ ...sampleMail, deliveryId: 7 }))).toBe(first);
  expect(first).toBe('Message-ID: <42.7@news.example.org>');
});

test.each([
  ['News.Example.org', 'News.Example.org'],
  ['пример.рф', 'xn--e1afmkfd.xn--p1ai'],
  ['a>\r\nBcc: b', 'localhost'],
])('a Message-ID of the domain %j is of %s', (domain, written) => {
  const mail = compileMessage(text, { ...runHeaders, domain })(sampleMail).toString('latin1');
  expect(mail).toContain(`\r\nMessage-ID: <42.0@${written}>\r\n`);
});

test.each([
  ['a short name', 'Anna Lee', 'To: Anna Lee <person@example.org>'],
  ['no name', '', 'To: <person@example.org>'],
  ['a name with signs', 'Lee, "Anna"', 'To: "Lee, \\"Anna\\"" <person@example.org>'],
  ['sixty quotes', '"'.repeat(60), `To: =?UTF-8?B?${Buffer.from('"'.repeat(39)).toString('base64')}?=`],
])('a header shows %s', (_, name, header) => {
  const mail = compileMessage(text, runHeaders)({ ...sampleMail, name }).toString('latin1');
  expect(mail.split('\r\n')).toContain(header);
});

test('a long subject of ASCII is folded at spaces, not encoded', async () => {
  const subject =
    'Everything that happened in the city this week, and what is going to happen in the next one: read it here';
  const mail = compileMessage({ ...text, subject }, runHeaders)(sampleMail);
  expect(mail.toString('latin1')).toContain(
    'Subject: Everything that happened in the city this week, and what is going\r\n to happen',
  );
  expect((await PostalMime.parse(mail)).subject).toBe(subject);
});

test('both ways to unsubscribe stand in one header, folded; one click is for https alone', async () => {
  const unsubscribeUrl = `https://example.org/unsubscribe/${'A'.repeat(58)}`;
  const unsubscribeMailto = `mailto:bounces+unsubscribe@example.org?subject=unsubscribe%20${'A'.repeat(58)}`;
  const bytes = compileMessage(text, runHeaders)({ ...sampleMail, unsubscribeUrl, unsubscribeMailto });
  expect(bytes.toString('latin1')).toContain(
    `List-Unsubscribe:\r\n <${unsubscribeUrl}>,\r\n <${unsubscribeMailto}>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n`,
  );
  const insecure = { ...sampleMail, unsubscribeUrl: 'http://example.org/unsubscribe/x' };
  const parsed = await PostalMime.parse(compileMessage(text, runHeaders)(insecure));
  const ofUnsubscribing = parsed.headers.filter(({ key }) => key.startsWith('list-unsubscribe'));
  expect(ofUnsubscribing.map(({ key, value }) => [key, value])).toEqual([
    ['list-unsubscribe', '<http://example.org/unsubscribe/x>'],
  ]);
});

test('a mail without an unsubscribe link has no header for one', async () => {
  const { unsubscribeUrl: _, ...sent } = sampleMail;
  const parsed = await PostalMime.parse(compileMessage(html, runHeaders)(sent));
  expect(parsed.headers.filter(({ key }) => key.startsWith('list-unsubscribe'))).toEqual([]);
});

test.each(['https://example.org/ x', 'https://example.org/>\r\nBcc: a@b.co', 'https://пример.рф/'])(
  'the unsubscribe link %j is refused',
  (unsubscribeUrl) => {
    expect(() => compileMessage(html, runHeaders)({ ...sampleMail, unsubscribeUrl })).toThrow(RenderError);
  },
);

test('an address beyond ASCII stands in To as UTF-8, and an invalid one fails for its recipient alone', () => {
  const compiled = compileMessage(html, runHeaders);
  const international = compiled({ ...sampleMail, address: 'иван@пример.рф', name: 'Иван' }).toString();
  expect(international).toMatch(/^To: =\?UTF-8\?B\?[\w+/=]+\?=(?:\r\n)? <иван@xn--e1afmkfd\.xn--p1ai>\r$/m);
  expect(() => compiled({ ...sampleMail, address: 'иван@' })).toThrow(/cannot be used/);
  expect(compiled(sampleMail).length).toBeGreaterThan(1000);
});

test('a value that cannot be printed fails for its recipient alone', () => {
  const compiled = compileMessage({ ...text, body: '{{ recipient.attributes.odd }}' }, runHeaders);
  const withOdd = (odd: unknown) => ({
    ...sampleMail,
    values: { ...sampleMail.values, recipient: { ...sampleMail.values.recipient, attributes: { odd } } },
  });
  expect(() => compiled(withOdd({ toString: 1, valueOf: 2 }))).toThrow(RenderError);
  expect(compiled(withOdd([1, ['a', null], true])).toString('latin1')).toContain('1atrue');
});

test("a sender's address that is none is refused", () => {
  const from = { name: 'x', address: 'a@b.co>\r\nBcc: <c@d.co' };
  expect(() => compileMessage(text, { ...sampleRunHeaders, from })).toThrow(RenderError);
});

test('a part that is mostly beyond ASCII is sent in base64, which is half as long', async () => {
  const body = `<p>${'Здравствуйте, {{ recipient.fullName }}! '.repeat(200)}</p>\n`;
  const recipient = { ...sampleMail.values.recipient, fullName: 'Анна' };
  const mail = compileMessage(
    { ...html, body },
    runHeaders,
  )({ ...sampleMail, values: { ...sampleMail.values, recipient } });
  expectAscii(mail);
  expect(mail.toString('latin1')).toContain('Content-Transfer-Encoding: base64');
  expect(mail.length).toBeLessThan(2 * 1.5 * Buffer.byteLength(body));
  const parsed = await PostalMime.parse(mail);
  expectPart(parsed.html, liquidAlone(htmlEngine, withCrlf(body), { ...sampleMail.values, recipient }));
});
