import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { buildAttachment } from '../../../test/build-version.ts';
import { as, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';

const PREFLIGHT = `query ($id: ID!) { preflight(mailingId: $id) { problems { code severity message }
  spamScore { score requiredScore action symbols { name score description } } } }`;
const CREATE = 'mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id } }';
const BODY = '<p>Some words for {{ recipient.fullName }} <a href="{{ unsubscribeUrl }}">leave</a></p>';

interface Asked {
  path: string | undefined;
  headers: IncomingMessage['headers'];
  mail: string;
}

/** A server that answers like an rspamd, and is the installation's; returns what it is asked. */
async function rspamd(
  answer: (response: ServerResponse, asked: Asked) => void,
  password: string | null = null,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const { url: path, headers } = request;
    const one = { path, headers, mail: await text(request) };
    asked.push(one);
    answer(response, one);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const { services } = await testApp();
  services.spamFilter = { url: `http://127.0.0.1:${port}`, password };
  onTestFinished(() => {
    services.spamFilter = undefined;
    server.closeAllConnections();
    server.close();
  });
  return asked;
}

async function preflight(locale: 'EN' | 'RU' = 'EN', attached = 0) {
  const owner = await build.user({ locale });
  const message = await build.message({ owner, subject: 'Hello', body: BODY, format: 'HTML' });
  if (attached > 0) await buildAttachment(message, attached);
  const { id: recipientId, email } = await build.recipient({ owner, fullName: 'Anna' });
  const input = { messageId: message.id, recipientIds: [String(recipientId)] };
  const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
  const { problems, spamScore } = (await as(owner).ask(PREFLIGHT, { id })).preflight as Data;
  const told = problems.filter(({ code }: Data) => code !== 'PREFLIGHT_LINKS_LEAD_PLAIN');
  return { told, spamScore, email };
}

const verdict = (more: object = {}) =>
  JSON.stringify({
    is_skipped: false,
    score: 3.199_999_9,
    required_score: 15,
    action: 'no action',
    symbols: {
      DKIM_NA: { name: 'DKIM_NA', score: 0, metric_score: 0 },
      MIME_GOOD: { name: 'MIME_GOOD', score: -0.1, description: 'Known content-type', options: ['x'] },
      BULK: { name: 'BULK', score: 3.3, description: 'Looks like\n bulk' },
    },
    messages: {},
    'message-id': 'x',
    ...more,
  });

test('without a filter nothing is asked', async () => {
  const asked = await rspamd((response) => response.end(verdict()));
  (await testApp()).services.spamFilter = undefined;
  expect(await preflight()).toMatchObject({ told: [], spamScore: null });
  expect(asked).toEqual([]);
});

test("the filter gets the first person's mail as it would be sent, and its score is shown", async () => {
  const asked = await rspamd((response) => response.end(verdict()), 'pass wörd');
  const { told, spamScore, email } = await preflight('EN', 1);
  expect(told).toEqual([]);
  expect(spamScore).toEqual({
    score: 3.2,
    requiredScore: 15,
    action: 'no action',
    symbols: [
      { name: 'BULK', score: 3.3, description: 'Looks like bulk' },
      { name: 'DKIM_NA', score: 0, description: null },
      { name: 'MIME_GOOD', score: -0.1, description: 'Known content-type' },
    ],
  });
  expect(asked).toHaveLength(1);
  const [{ path, headers, mail }] = asked as [Asked];
  expect(path).toBe('/checkv2');
  expect(headers).toMatchObject({ from: 'noreply@localhost', rcpt: email });
  expect(Buffer.from(String(headers.password), 'latin1').toString()).toBe('pass wörd');
  expect(mail).toContain(`To: Anna <${email}>\r\n`);
  expect(mail).toMatch(/^Message-ID: .*@localhost>\r$/m);
  expect(mail).toMatch(/^List-Unsubscribe:/m);
  expect(mail).toContain('Some words for=20Anna');
  expect(mail).toContain('Content-Disposition: attachment');
});

test.each([
  ['greylist', []],
  ['add header', ['PREFLIGHT_SPAM']],
  ['soft reject', ['PREFLIGHT_SPAM']],
  ['reject', ['PREFLIGHT_SPAM']],
])('%s is told: %j', async (action, expected) => {
  await rspamd((response) => response.end(verdict({ action })));
  const { told, spamScore } = await preflight();
  expect(told.map(({ code }: Data) => code)).toEqual(expected);
  expect(spamScore.action).toBe(action);
});

test('of spam the three heaviest reasons are told, in both languages', async () => {
  const symbols = {
    SMALL: { score: 0.5, description: 'Small' },
    HTML_BAD: { score: 2, description: 'Bad HTML' },
    PLAIN_NAME: { score: 6.25 },
    URIBL: { score: 8, description: 'Listed link' },
  };
  await rspamd((response) =>
    response.end(verdict({ score: 16.75, action: 'reject', symbols, is_skipped: undefined })),
  );
  expect((await preflight()).told).toEqual([
    {
      code: 'PREFLIGHT_SPAM',
      severity: 'WARNING',
      message:
        'A spam filter would act on this email (reject it): its spam score is 16.8 of 15. Main reasons: Listed link (8); PLAIN_NAME (6.3); Bad HTML (2).',
    },
  ]);
  const [inRussian] = (await preflight('RU')).told;
  expect(inRussian.message).toContain(
    '(отклонить): оценка 16.8 из 15. Главные причины: Listed link (8); PLAIN_NAME (6.3)',
  );
});

test('the usual rules are told in the language of the viewer', async () => {
  const symbols = { R_PARTS_DIFFER: { score: 4, description: 'Text and HTML parts differ' } };
  await rspamd((response) => response.end(verdict({ symbols })));
  const words = async (locale: 'EN' | 'RU') => (await preflight(locale)).spamScore.symbols[0].description;
  expect(await words('EN')).toBe('The text part says something else than the HTML');
  expect(await words('RU')).toBe('Текстовая часть отличается от HTML');
});

test('the filter is told who would hand the mail over, if that is known', async () => {
  const asked = await rspamd((response) => response.end(verdict()));
  const { services } = await testApp();
  const { baseUrl, outgoingIps } = services;
  onTestFinished(() => void Object.assign(services, { baseUrl, outgoingIps }));
  await preflight();
  services.baseUrl = 'https://mail.example.org';
  services.outgoingIps = ['192.0.2.7', '192.0.2.8'];
  await preflight();
  const [unknown, known] = asked.map(({ headers }) => headers);
  expect(unknown).not.toHaveProperty('helo');
  expect(unknown).not.toHaveProperty('ip');
  expect(known).toMatchObject({
    helo: 'mail.example.org',
    hostname: 'mail.example.org',
    ip: '192.0.2.7',
  });
});

test('a filter that acts at first sight, without a reason, is told too', async () => {
  const symbols = { GTUBE: { name: 'GTUBE', score: 0, metric_score: 0 } };
  await rspamd((response) =>
    response.end(verdict({ is_skipped: true, action: 'reject', score: 15, symbols })),
  );
  const { told, spamScore } = await preflight();
  expect(told).toMatchObject([{ code: 'PREFLIGHT_SPAM_UNEXPLAINED' }]);
  expect(spamScore).toMatchObject({ score: 15, action: 'reject' });
});

test('of many rules the heaviest are kept, and long texts are cut', async () => {
  const symbols = Object.fromEntries(
    Array.from({ length: 100 }, (_, index) => [`S${index}`, { score: index, description: 'x'.repeat(999) }]),
  );
  await rspamd((response) => response.end(verdict({ symbols })));
  const { spamScore } = await preflight();
  expect(spamScore.symbols).toHaveLength(30);
  expect(spamScore.symbols[0]).toEqual({ name: 'S99', score: 99, description: 'x'.repeat(200) });
});

/** Servers whose answers contain no verdict. */
const odd: [string, (response: ServerResponse) => void][] = [
  ['rubbish', (response) => response.end('<html>')],
  ['nothing', (response) => response.end()],
  ['other JSON', (response) => response.end('{"score":"high","action":7}')],
  ['an endless number', (response) => response.end('{"score":1e999,"required_score":15,"action":"x"}')],
  ['a mail that was passed over', (response) => response.end(verdict({ is_skipped: true }))],
  ['an error', (response) => response.writeHead(500).end('{"error":"down"}')],
  ['another address', (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end()],
  ['a huge answer', (response) => response.end(verdict({ filler: 'x'.repeat(1_100_000) }))],
];

test.each(odd)('%s is no score, and no error', async (_, answer) => {
  await rspamd(answer);
  expect(await preflight()).toMatchObject({
    spamScore: null,
    told: [{ code: 'PREFLIGHT_SPAM_UNUSABLE', severity: 'WARNING' }],
  });
});

test('a wrong password is told', async () => {
  const asked = await rspamd(
    (response, { headers }) => response.writeHead(headers.password === 'right' ? 200 : 403).end(verdict()),
    'wrong',
  );
  expect(await preflight()).toMatchObject({ spamScore: null, told: [{ code: 'PREFLIGHT_SPAM_PASSWORD' }] });
  expect(asked).toHaveLength(1);
});

test('so is a filter that is away', async () => {
  await rspamd((response) => response.destroy());
  expect(await preflight()).toMatchObject({ spamScore: null, told: [{ code: 'PREFLIGHT_SPAM_AWAY' }] });
  const { services } = await testApp();
  services.spamFilter = { url: 'http://127.0.0.1:9', password: null };
  expect((await preflight()).told).toMatchObject([{ code: 'PREFLIGHT_SPAM_AWAY' }]);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['is silent', () => {}],
  ['never ends', (response) => void response.write('{"score":')],
])(
  'one that %s is waited for five seconds',
  async (_, answer) => {
    await rspamd(answer);
    const began = performance.now();
    const [found] = (await preflight()).told;
    expect(found).toMatchObject({
      code: 'PREFLIGHT_SPAM_SLOW',
      message: 'The spam score is not known: the spam filter did not answer within 5 seconds.',
    });
    expect(performance.now() - began).toBeLessThan(10_000);
  },
  20_000,
);
