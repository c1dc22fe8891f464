import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import {
  type Answer,
  DROP,
  FIN,
  HANG,
  type Script,
  type ScriptedSmtp,
  TRICKLE,
} from '../../../test/scripted-smtp.ts';
import {
  at,
  clientWith,
  eightMegabytes,
  mail,
  refused,
  sent,
  serverWith,
  unknown,
  untouched,
} from '../../../test/smtp-client.ts';

// One row for each event: what the server does, and the resulting outcome.
const beforeMail: [string, Script, unknown][] = [
  [
    'a drop before the greeting',
    at('CONNECT', DROP),
    // The reset can come before or after the connection is known to be established.
    expect.objectContaining({ state: 'UNTOUCHED', permanent: false, code: null }),
  ],
  [
    'an end before the greeting',
    at('CONNECT', FIN),
    untouched('GREETING', { reply: 'Connection closed unexpectedly' }),
  ],
  ['no greeting', at('CONNECT', HANG), untouched('GREETING', { reply: 'Greeting never received' })],
  [
    'a greeting of 421',
    at('CONNECT', ['421 busy', FIN]),
    untouched('GREETING', { code: 421, permanent: false, reply: '421 busy' }),
  ],
  [
    'a greeting of 554',
    at('CONNECT', ['554 5.3.2 go away', FIN]),
    untouched('GREETING', { code: 554, permanent: true }),
  ],
  [
    'a greeting of something else',
    at('CONNECT', 'HTTP/1.1 400 Bad Request'),
    untouched('GREETING', { code: null }),
  ],
  ['421 to EHLO', at('EHLO', ['421 busy', FIN]), untouched('GREETING', { code: 421 })],
  ['no answer to EHLO', at('EHLO', HANG), untouched('GREETING')],
  [
    'a reply to EHLO that never ends',
    at('EHLO', TRICKLE),
    untouched('GREETING', { reply: 'Connecting took too long' }),
  ],
  [
    '450 to MAIL',
    at('MAIL', '450 4.7.1 not now'),
    untouched('MAIL_FROM', { code: 450, permanent: false, reply: '450 4.7.1 not now' }),
  ],
  ['550 to MAIL', at('MAIL', '550 5.7.1 not you'), untouched('MAIL_FROM', { code: 550, permanent: true })],
  ['421 to MAIL', at('MAIL', ['421 busy', FIN]), untouched('MAIL_FROM', { code: 421 })],
  ['garbage to MAIL', at('MAIL', 'what?'), untouched('MAIL_FROM', { code: null })],
  [
    '552 to MAIL, for the size',
    at('MAIL', '552 5.3.4 too large'),
    refused('FAILED', 'message', '552 5.3.4 too large'),
  ],
  [
    '452 to MAIL, as there is no room for it',
    at('MAIL', '452 4.3.1 no room'),
    refused('DEFERRED', 'message', '452 4.3.1 no room'),
  ],
  ['452 to MAIL, for the number', at('MAIL', '452 4.5.3 too many'), untouched('MAIL_FROM', { code: 452 })],
  ['a drop at MAIL', at('MAIL', DROP), untouched('LOST')],
  ['no answer to MAIL', at('MAIL', HANG), untouched('LOST')],
];

const afterMail: [string, Script, unknown][] = [
  ['450 to RCPT', at('RCPT', '450 4.2.2 full'), refused('DEFERRED', 'recipient', '450 4.2.2 full')],
  ['550 to RCPT', at('RCPT', '550 5.1.1 nobody'), refused('FAILED', 'recipient', '550 5.1.1 nobody')],
  [
    '550 of several lines to RCPT',
    at('RCPT', '550-5.1.1 nobody\r\n550 5.1.1 really'),
    refused('FAILED', 'recipient', '550-5.1.1 nobody\n550 5.1.1 really'),
  ],
  [
    '421 to RCPT',
    at('RCPT', ['421 4.7.0 too much', FIN]),
    refused('DEFERRED', 'server', '421 4.7.0 too much'),
  ],
  ['450 to DATA', at('DATA', '451 4.3.0 later'), refused('DEFERRED', 'message', '451 4.3.0 later')],
  ['554 to DATA', at('DATA', '554 5.5.1 never'), refused('FAILED', 'message', '554 5.5.1 never')],
  ['421 to DATA', at('DATA', ['421 busy', FIN]), refused('DEFERRED', 'server', '421 busy')],
  [
    'DATA taken in spite of 550 to RCPT',
    ({ command }) => {
      if (command === 'DATA') return '354 go on';
      return command.startsWith('RCPT') ? '550 5.1.1 nobody' : undefined;
    },
    refused('FAILED', 'recipient', '550 5.1.1 nobody'),
  ],
  [
    'a drop at RCPT',
    at('RCPT', DROP),
    expect.objectContaining({ state: 'DEFERRED', blame: 'server', code: null }),
  ],
  [
    'an end at DATA',
    at('DATA', FIN),
    expect.objectContaining({ state: 'DEFERRED', blame: 'server', code: null }),
  ],
  [
    'no answer to DATA',
    at('DATA', HANG),
    expect.objectContaining({ state: 'DEFERRED', blame: 'server', reply: 'Timeout' }),
  ],
  ['garbage to RCPT', at('RCPT', 'what?'), expect.objectContaining({ state: 'DEFERRED', code: null })],
];

const afterTheDot: [string, Script, unknown][] = [
  ['452 after the dot', at('DOT', '452 4.3.1 full'), refused('DEFERRED', 'message', '452 4.3.1 full')],
  ['550 after the dot', at('DOT', '550 5.7.1 spam'), refused('FAILED', 'message', '550 5.7.1 spam')],
  ['421 after the dot', at('DOT', ['421 busy', FIN]), refused('DEFERRED', 'server', '421 busy')],
  ['a drop after the dot', at('DOT', DROP), expect.objectContaining({ state: 'UNKNOWN' })],
  ['an end after the dot', at('DOT', FIN), unknown('Connection closed unexpectedly')],
  ['no answer after the dot', at('DOT', HANG), unknown('Timeout')],
  ['a reply that never ends after the dot', at('DOT', TRICKLE), unknown('The mail took too long')],
  ['half a reply after the dot', at('DOT', { partial: '25' }), unknown('Connection closed unexpectedly')],
  [
    'half a refusal after the dot',
    at('DOT', { partial: '550 5.7' }),
    expect.objectContaining({ state: 'UNKNOWN' }),
  ],
  ['garbage after the dot', at('DOT', 'what?'), unknown('what?')],
  ['354 after the dot', at('DOT', '354 more'), unknown('354 more')],
  ['a code beyond the codes after the dot', at('DOT', '999 fine'), unknown('999 fine')],
];

test.for([
  ['one command at a time', []],
  ['pipelined', ['PIPELINING', 'SIZE 0']],
  ['with a size that is none', ['SIZE']],
] as [string, string[]][])(
  'every event gives its outcome, and the next mail goes out, %s',
  async ([, extensions]) => {
    const rows = [...beforeMail, ...afterMail, ...afterTheDot];
    const outcomes = rows.map(async ([event, script, wanted]) => {
      let isTrouble = true;
      const server = await serverWith((moment) => (isTrouble ? script(moment) : undefined), { extensions });
      const client = clientWith(server);
      const outcome = await client.send(mail);
      isTrouble = false;
      return { row: [event, outcome, await client.send(mail)], wanted: [event, wanted, sent] };
    });
    const seen = await Promise.all(outcomes);
    expect(seen.map(({ row }) => row)).toEqual(seen.map(({ wanted }) => wanted));
  },
);

test('a mail that is taken is SENT with the reply, byte for byte as it was', async () => {
  const server = await serverWith(at('DOT', '250 2.0.0 queued as 4F'));
  expect(await clientWith(server).send(mail)).toEqual({
    state: 'SENT',
    code: 250,
    reply: '250 2.0.0 queued as 4F',
  });
  expect(server.commands).toEqual([
    'CONNECT',
    'EHLO me.example.org',
    `MAIL FROM:<${mail.from}>`,
    `RCPT TO:<${mail.to}>`,
    'DATA',
    'DOT',
  ]);
  expect(server.bodies).toEqual([mail.bytes]);
});

test("a refused connection has the words of the system and is nobody's try", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  const outcome = await clientWith({ port }).send(mail);
  expect(outcome).toEqual({
    state: 'UNTOUCHED',
    cause: 'CONNECT',
    permanent: false,
    code: null,
    reply: `connect ECONNREFUSED 127.0.0.1:${port}`,
  });
});

test("a host without an address is nobody's try", async () => {
  const client = clientWith({ port: 25 }, { url: 'smtp://no-such-host.invalid:25' });
  expect(await client.send(mail)).toEqual(untouched('CONNECT'));
});

test.each([
  ['a drop in the middle', DROP, expect.objectContaining({ state: 'DEFERRED', blame: 'server', code: null })],
  ['an end in the middle', FIN, expect.objectContaining({ state: 'DEFERRED', blame: 'server' })],
  ['silence in the middle', HANG, expect.objectContaining({ state: 'DEFERRED', blame: 'server' })],
  ['552 in the middle', '552 5.3.4 too much', refused('FAILED', 'message', '552 5.3.4 too much')],
  ['250 in the middle', '250 fi\0ne', unknown('250 fi ne')],
] as [string, Answer, unknown][])('%s of 8 MB', async (_, answer, wanted) => {
  let hasErred = false;
  const server: ScriptedSmtp = await serverWith(({ command, bytes }) => {
    if (command !== 'BODY' || bytes < 1_000_000 || hasErred) return undefined;
    hasErred = true;
    // A server that continues to read would see the whole body.
    for (const socket of server.open) socket.pause();
    return answer;
  });
  const client = clientWith(server, { sendTimeout: 10_000 });
  expect(await client.send(eightMegabytes)).toEqual(wanted);
  expect(await client.send(mail)).toEqual(sent);
  expect(server.bodies.at(-1)).toEqual(mail.bytes);
});

test('a refusal in the middle of 8 MB ends the connection, not the next mail', async () => {
  const server = await serverWith(({ command, bytes }) =>
    command === 'BODY' && bytes > 1_000_000 && bytes < 1_100_000 ? '552 5.3.4 too much' : undefined,
  );
  const client = clientWith(server, { sendTimeout: 10_000 });
  expect(await client.send(eightMegabytes)).toEqual(refused('FAILED', 'message', '552 5.3.4 too much'));
  expect(await client.send(mail)).toEqual(sent);
  expect(server.bodies).toEqual([mail.bytes]);
});

test('8 MB arrive whole', async () => {
  const server = await serverWith();
  expect(await clientWith(server, { sendTimeout: 10_000 }).send(eightMegabytes)).toEqual(sent);
  expect(server.bodies[0]!.equals(eightMegabytes.bytes)).toBe(true);
});

test('more than the server said that it takes is refused without a word to it', async () => {
  const server = await serverWith(undefined, { extensions: ['SIZE 1000'] });
  const client = clientWith(server);
  const outcome = await client.send(eightMegabytes);
  expect(outcome).toEqual({
    state: 'FAILED',
    code: null,
    blame: 'message',
    reply: 'Message size larger than allowed 1000',
  });
  expect(await client.send(mail)).toEqual(sent);
  expect(server.commands.filter((command) => /^(?:CONNECT|MAIL)/.test(command))).toHaveLength(2);
});

test.each([
  ['anna@example.com>\r\nRCPT TO:<evil@example.com', 'recipient'],
  ['', 'recipient'],
])('an address that is none, %j, is refused without a word to the server', async (to, blame) => {
  const server = await serverWith();
  const client = clientWith(server);
  expect(await client.send({ ...mail, to })).toMatchObject({ state: 'FAILED', blame, code: null });
  expect(await client.send(mail)).toEqual(sent);
  expect(server.commands.filter((command) => command.startsWith('RCPT'))).toEqual([`RCPT TO:<${mail.to}>`]);
});

test("a sender that is no address is the server's and not the recipient's", async () => {
  const client = clientWith(await serverWith());
  expect(await client.send({ ...mail, from: 'a>\r\nRSET' })).toEqual(
    untouched('MAIL_FROM', { permanent: true }),
  );
});

test('a refusal that was read counts, even when the server leaves before it answered DATA', async () => {
  const server = await serverWith(({ command }) => {
    if (command.startsWith('RCPT')) return '550 5.1.1 nobody';
    return command === 'DATA' ? FIN : undefined;
  });
  expect(await clientWith(server).send(mail)).toEqual(refused('FAILED', 'recipient', '550 5.1.1 nobody'));
});

test('what a server says is kept short and free of control characters', async () => {
  const server = await serverWith(at('RCPT', `550 a\0b\x1b[31m ${'long '.repeat(2000)}`));
  const outcome = await clientWith(server).send(mail);
  expect(outcome.reply).toMatch(/^550 a b \[31m long [\x20-\x7e]*$/);
  expect(outcome.reply.length).toBeLessThanOrEqual(1000);
});
