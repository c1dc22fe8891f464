import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { certificate, privateKey } from '../../../test/localhost-certificate.ts';
import { clientWith, mail, sent, serverWith } from '../../../test/smtp-client.ts';

/** A server that accepts every mail and keeps its bytes. */
async function sink() {
  const bodies: Buffer[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    cert: certificate,
    key: privateKey,
    onData: async (stream, _session, done) => {
      bodies.push(await buffer(stream));
      done();
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise((resolve) => server.close(resolve)));
  const address = server.server.address();
  return { bodies, port: typeof address === 'object' ? address!.port : 0 };
}

const line = fc.oneof(
  fc.constantFrom('', '.', '..', '...', '.x', 'x.', ' .', 'QUIT', 'RSET', 'From me', '=', 'long '.repeat(15)),
  fc.string({ maxLength: 76 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
);
const body = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.constantFrom(1, 1, 1, 400, 4000))
  .map(([lines, times]) => `${[...lines, 'end'].join('\r\n')}\r\n`.repeat(times));

test.each([
  ['in the clear', 'smtp://127.0.0.1:PORT?tls=never'],
  ['over TLS', 'smtp://127.0.0.1:PORT?tls=required&verify=no'],
])('every body arrives as it was, dots at the start of lines included, %s', async (_, url) => {
  const server = await sink();
  const client = clientWith(server, {
    url,
    sendTimeout: 20_000,
    setupTimeout: 10_000,
    greetingTimeout: 10_000,
    silenceTimeout: 10_000,
  });
  await fc.assert(
    fc.asyncProperty(body, async (text) => {
      expect(await client.send({ ...mail, bytes: Buffer.from(text, 'latin1') })).toEqual(sent);
      expect(server.bodies.pop()!.toString('latin1')).toBe(text);
    }),
    { numRuns: 150 },
  );
});

test.each([0, 1, 2, 3, 4, 5, 6])(
  'dots around the border of two pieces arrive as they were, shifted by %i',
  async (shift) => {
    const server = await sink();
    const client = clientWith(server, {
      sendTimeout: 20_000,
      greetingTimeout: 10_000,
      setupTimeout: 10_000,
      url: 'smtp://127.0.0.1:PORT?tls=never',
    });
    // A piece has 256 kB; the pattern puts every part of CRLF-dot somewhere around its end.
    const filler = `${'x'.repeat(62)}\r\n`.repeat(4096).slice(0, 262_120);
    const bytes = Buffer.from(`${filler}${'y'.repeat(shift)}${'.\r\n..\r\n'.repeat(20)}`);
    expect(await client.send({ ...mail, bytes })).toEqual(sent);
    expect(server.bodies[0]!.equals(bytes)).toBe(true);
  },
);

test.each(['\n', '\r', '\n\r', '\r\r\n', '\n\n'])(
  'a dot after the line end %j cannot end the mail early',
  async (end) => {
    const server = await serverWith();
    const client = clientWith(server);
    const bytes = Buffer.from(`Subject: hi\r\n\r\ntext${end}.${end}MAIL FROM:<evil@example.com>${end}.\r\n`);
    expect(await client.send({ ...mail, bytes })).toEqual(sent);
    expect(await client.send(mail)).toEqual(sent);
    expect(server.bodies).toHaveLength(2);
    const onWire = server.bodies[0]!.toString('latin1');
    expect(onWire).not.toMatch(/[\r\n]\.(?!\.)|[^\r]\n|\r[^\n]/);
    expect(onWire.match(/\n\.\./g)).toHaveLength(2);
  },
);

test.each(['', '.', 'no line end', '\r\n', '.\r\n'])('the odd body %j is taken', async (text) => {
  const server = await sink();
  const client = clientWith(server, { url: 'smtp://127.0.0.1:PORT?tls=never' });
  expect(await client.send({ ...mail, bytes: Buffer.from(text) })).toEqual(sent);
  expect(server.bodies[0]!.toString()).toBe(text.endsWith('\r\n') ? text : `${text}\r\n`);
});
