import { expect, test } from 'vitest';
import { certificate } from '../../../test/localhost-certificate.ts';
import { type Answer, DROP, FIN, HANG, TRICKLE } from '../../../test/scripted-smtp.ts';
import {
  at,
  clientWith,
  eightMegabytes,
  mail,
  sent,
  serverWith,
  untouched,
} from '../../../test/smtp-client.ts';

test('TLS: STARTTLS is taken where it is offered, with a certificate that is good', async () => {
  const server = await serverWith(undefined, { extensions: ['STARTTLS', 'PIPELINING'] });
  const client = clientWith(server, {
    url: 'smtp://localhost:PORT?name=me',
    tls: { ca: certificate },
  });
  expect(await client.send(mail)).toEqual(sent);
  expect(await client.send(mail)).toEqual(sent);
  expect(server.commands.slice(0, 4)).toEqual(['CONNECT', 'EHLO me', 'STARTTLS', 'EHLO me']);
  expect(server.bodies).toEqual([mail.bytes, mail.bytes]);
});

test.each([
  [
    'an unknown certificate is refused',
    'smtp://localhost:PORT',
    untouched('TLS', { permanent: true, code: null }),
  ],
  ['any certificate is taken with verify=no', 'smtp://localhost:PORT?verify=no', sent],
  ['STARTTLS is not used with tls=never', 'smtp://localhost:PORT?tls=never', sent],
])('TLS: %s', async (_, url, wanted) => {
  const server = await serverWith(undefined, { extensions: ['STARTTLS'] });
  expect(await clientWith(server, { url }).send(mail)).toEqual(wanted);
});

test('TLS: tls=required is refused by a server that has none', async () => {
  const server = await serverWith(at('STARTTLS', '502 5.5.1 what?'), { extensions: [] });
  const outcome = await clientWith(server, { url: 'smtp://127.0.0.1:PORT?tls=required' }).send(mail);
  expect(outcome).toEqual(untouched('TLS', { permanent: true, code: 502 }));
});

test.each([
  ['454 to STARTTLS', '454 4.7.0 not now', untouched('TLS', { code: 454, permanent: false })],
  ['a drop', DROP, untouched('GREETING')],
  ['silence in the handshake', ['220 begin', HANG], untouched('TLS', { reply: 'TLS handshake timed out' })],
  ['an end in the handshake', ['220 begin', FIN], untouched('TLS')],
] as [string, Answer | Answer[], unknown][])(
  "TLS: %s at STARTTLS is nobody's try",
  async (_, answer, wanted) => {
    const server = await serverWith(at('STARTTLS', answer), { extensions: ['STARTTLS'] });
    expect(await clientWith(server, { tls: { ca: certificate } }).send(mail)).toEqual(wanted);
  },
);

test('a server that knows no EHLO is spoken to with HELO', async () => {
  const server = await serverWith(at('EHLO', '502 5.5.1 what?'));
  expect(await clientWith(server).send(mail)).toEqual(sent);
  expect(server.commands.slice(0, 3)).toEqual(['CONNECT', 'EHLO me.example.org', 'HELO me.example.org']);
});

test('TLS from the first byte', async () => {
  const server = await serverWith(undefined, { isImplicitTls: true });
  const url = 'smtps://localhost:PORT';
  expect(await clientWith(server, { url, tls: { ca: certificate } }).send(eightMegabytes)).toEqual(sent);
  expect(server.bodies[0]!.equals(eightMegabytes.bytes)).toBe(true);
  expect(await clientWith(server, { url }).send(mail)).toEqual(untouched('TLS', { permanent: true }));
});

test('TLS from the first byte with a server that does not know it', async () => {
  const server = await serverWith();
  expect(await clientWith(server, { url: 'smtps://localhost:PORT' }).send(mail)).toEqual(untouched('TLS'));
});

const login = { url: 'smtp://us%40er:p%3Aw@127.0.0.1:PORT?name=me' };

test('a login is made once for a connection', async () => {
  const server = await serverWith(undefined, { extensions: ['AUTH PLAIN LOGIN'] });
  const client = clientWith(server, login);
  expect(await client.send(mail)).toEqual(sent);
  expect(await client.send(mail)).toEqual(sent);
  const credentials = Buffer.from('\0us@er\0p:w').toString('base64');
  expect(server.commands.filter((command) => command.startsWith('AUTH'))).toEqual([
    `AUTH PLAIN ${credentials}`,
  ]);
});

test.each([
  ['535', '535 5.7.8 no', { permanent: true, code: 535, reply: '535 5.7.8 no' }],
  ['454', '454 4.7.0 later', { permanent: false, code: 454 }],
  ['421', ['421 busy', FIN], { permanent: false, code: 421 }],
  ['a drop', DROP, { permanent: false, code: null }],
  ['an end', FIN, { permanent: false, code: null }],
  ['silence', HANG, { permanent: false, code: null }],
  ['a reply that never ends', TRICKLE, { permanent: false, code: null }],
] as [string, Answer | Answer[], object][])("%s to a login is nobody's try", async (_, answer, rest) => {
  const server = await serverWith(at('AUTH', answer), { extensions: ['AUTH PLAIN'] });
  expect(await clientWith(server, login).send(mail)).toEqual(untouched('LOGIN', rest));
});

test('a server that offers no login is not sent the password', async () => {
  const server = await serverWith(undefined, { extensions: [] });
  const outcome = await clientWith(server, login).send(mail);
  expect(outcome).toEqual(
    untouched('LOGIN', { permanent: true, reply: 'The server offers no login (AUTH)' }),
  );
  expect(server.commands.filter((command) => command.startsWith('AUTH'))).toEqual([]);
});
