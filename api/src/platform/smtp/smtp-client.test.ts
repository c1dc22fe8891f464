import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Answer, DROP, FIN, HANG } from '../../../test/scripted-smtp.ts';
import { at, clientWith, mail, sent, serverWith, unknown, untouched } from '../../../test/smtp-client.ts';

test('one connection carries many mails; a refused one is followed by RSET', async () => {
  const server = await serverWith(({ command, mail: n }) =>
    command.startsWith('RCPT') && n === 2 ? '550 5.1.1 nobody' : undefined,
  );
  const client = clientWith(server);
  const states = [];
  for (let n = 0; n < 4; n++) states.push((await client.send(mail)).state);
  expect(states).toEqual(['SENT', 'FAILED', 'SENT', 'SENT']);
  expect(server.commands.filter((command) => /^(?:CONNECT|RSET)/.test(command))).toEqual(['CONNECT', 'RSET']);
});

test.each([
  // The reply to RSET never comes: the end of the connection must be noticed instead.
  ['a drop', DROP, 60_000],
  ['silence', HANG, 500],
  ['a refusal', '500 what is RSET?', 60_000],
  ['421', '421 bye', 60_000],
] as [string, Answer, number][])(
  '%s at RSET costs nothing: the next mail goes over a new connection',
  async (_, answer, farewellTimeout) => {
    const server = await serverWith(({ command, connection }) => {
      if (connection > 1) return undefined;
      if (command === 'RSET') return answer;
      return command.startsWith('RCPT') ? '450 4.2.1 later' : undefined;
    });
    const client = clientWith(server, { farewellTimeout });
    expect((await client.send(mail)).state).toBe('DEFERRED');
    expect(await client.send(mail)).toEqual(sent);
    expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(2);
  },
);

test.each([
  ['ended', FIN],
  ['dropped', DROP],
  ['said 421 and ended', ['421 4.4.2 idle', FIN]],
] as [string, Answer | Answer[]][])(
  'a server that %s at the second MAIL gets that mail over a new connection',
  async (_, answer) => {
    const server = await serverWith(({ command, connection, mail: n }) =>
      command.startsWith('MAIL') && connection === 1 && n === 2 ? answer : undefined,
    );
    const client = clientWith(server);
    expect(await client.send(mail)).toEqual(sent);
    expect(await client.send(mail)).toEqual(sent);
    expect(server.bodies).toHaveLength(2);
  },
);

test.each(['MAIL', 'RCPT', 'DATA', 'DOT'])(
  'a server that says 421 at %s after a few mails gets the mail over a new connection',
  async (command) => {
    const server = await serverWith((moment) =>
      moment.command.startsWith(command) && moment.mail === 3 ? ['421 4.7.0 enough', FIN] : undefined,
    );
    const client = clientWith(server);
    for (let n = 0; n < 8; n++) expect(await client.send(mail)).toEqual(sent);
    const connections = server.commands.filter((each) => each === 'CONNECT');
    expect(connections).toHaveLength(4);
  },
);

test('the SMTP URL says how many mails a connection carries', async () => {
  const server = await serverWith();
  const client = clientWith(server, { url: 'smtp://127.0.0.1:PORT?tls=never&mails=2' });
  for (let n = 0; n < 6; n++) expect(await client.send(mail)).toEqual(sent);
  expect(server.commands.filter((each) => each === 'CONNECT')).toHaveLength(3);
});

test('a new connection that is lost at its first MAIL is not tried again', async () => {
  const server = await serverWith(at('MAIL', DROP));
  expect(await clientWith(server).send(mail)).toEqual(untouched('LOST'));
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(1);
});

test('a server that falls silent at the second MAIL is not stale: that mail has waited enough', async () => {
  const server = await serverWith(({ command, mail: n }) =>
    command.startsWith('MAIL') && n === 2 ? HANG : undefined,
  );
  const client = clientWith(server);
  await client.send(mail);
  expect(await client.send(mail)).toEqual(untouched('LOST', { reply: 'Timeout' }));
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(1);
});

test('a server that lost the thread is left: the next mail goes over a new connection', async () => {
  const server = await serverWith(({ command, connection }) =>
    command === 'DOT' && connection === 1 ? 'what?' : undefined,
  );
  const client = clientWith(server);
  expect(await client.send(mail)).toEqual(unknown('what?'));
  expect(await client.send(mail)).toEqual(sent);
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(2);
});

test('a new connection waits until the old one has ended', async () => {
  const server = await serverWith(({ command, connection }) =>
    command === 'QUIT' && connection === 1 ? HANG : undefined,
  );
  const client = clientWith(server, { maxMessages: 1, farewellTimeout: 10_000 });
  await client.send(mail);
  const second = client.send(mail);
  await expect.poll(() => server.commands).toContain('QUIT');
  await sleep(50);
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(1);
  for (const socket of server.open) socket.end('221 bye\r\n');
  expect(await second).toEqual(sent);
});

test('a server that closed the idle connection is met again without a word', async () => {
  const server = await serverWith();
  const client = clientWith(server);
  await client.send(mail);
  for (const socket of server.open) socket.end();
  await expect.poll(() => server.open.size).toBe(0);
  expect(await client.send(mail)).toEqual(sent);
});

test('a second connection that fails too is not tried a third time', async () => {
  const server = await serverWith(({ command, connection, mail: n }) =>
    command.startsWith('MAIL') && connection + n > 2 ? DROP : undefined,
  );
  const client = clientWith(server);
  await client.send(mail);
  expect(await client.send(mail)).toEqual(untouched('LOST'));
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(2);
});

test('an idle connection is left with QUIT', async () => {
  const server = await serverWith();
  const client = clientWith(server, { idleTimeout: 20 });
  await client.send(mail);
  await expect.poll(() => server.commands.at(-1)).toBe('QUIT');
  await expect.poll(() => server.open.size).toBe(0);
  expect(await client.send(mail)).toEqual(sent);
});

test('a connection is replaced after so many mails, the old one ends before the new one begins', async () => {
  const server = await serverWith();
  const client = clientWith(server, { maxMessages: 2 });
  for (let n = 0; n < 5; n++) expect(await client.send(mail)).toEqual(sent);
  await client.close();
  const seen = server.commands.filter((command) => /^(?:CONNECT|QUIT)/.test(command));
  expect(seen).toEqual(['CONNECT', 'QUIT', 'CONNECT', 'QUIT', 'CONNECT', 'QUIT']);
});

test('closing says QUIT, waits only so long for an answer, and ends the connection', async () => {
  const server = await serverWith(at('QUIT', HANG));
  const client = clientWith(server);
  await client.send(mail);
  await client.close();
  expect(server.commands.at(-1)).toBe('QUIT');
  await expect.poll(() => server.open.size).toBe(0);
  expect(await client.send(mail)).toEqual(untouched('LOST', { reply: 'The connection was closed' }));
});

test.each([
  ['before DATA', 'RCPT', expect.objectContaining({ state: 'DEFERRED' })],
  ['after the dot', 'DOT', unknown('The connection was closed')],
  ['while connecting', 'EHLO', untouched('GREETING', { reply: 'The connection was closed' })],
])('closing %s cuts the mail off and settles it', async (_, command, wanted) => {
  const server = await serverWith(at(command, HANG));
  const client = clientWith(server, {
    silenceTimeout: 60_000,
    setupTimeout: 60_000,
    sendTimeout: 60_000,
  });
  const sending = client.send(mail);
  await expect.poll(() => server.commands.some((each) => each.startsWith(command))).toBe(true);
  await client.close();
  expect(await sending).toEqual(wanted);
});

test('a second mail at the same time is a bug of the caller', async () => {
  const client = clientWith(await serverWith());
  const first = client.send(mail);
  await expect(client.send(mail)).rejects.toThrow('one mail at a time');
  expect(await first).toEqual(sent);
});
