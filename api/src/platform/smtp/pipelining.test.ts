import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Answer, DROP, FIN, HANG, type Script, scriptedSmtp } from '../../../test/scripted-smtp.ts';
import { clientWith, serverWith } from '../../../test/smtp-client.ts';
import type { OutgoingMail } from './mail-commands.ts';
import type { SmtpClient } from './smtp-client.ts';
import type { SmtpOutcome } from './smtp-outcome.ts';

const mailTo = (n: number): OutgoingMail => ({
  from: 'news@example.org',
  to: `${n}@example.com`,
  bytes: Buffer.from(`Subject: ${n}\r\n\r\nText for ${n}\r\n`),
});
const mails = (count: number) => Array.from({ length: count }, (_, n) => mailTo(n));

/** Sends mails one after the other, each announced while the one before is under way. */
async function sendAll(client: SmtpClient, toSend: OutgoingMail[]): Promise<SmtpOutcome[]> {
  const outcomes: SmtpOutcome[] = [];
  for (const [n, mail] of toSend.entries()) {
    const sending = client.send(mail);
    const next = toSend[n + 1];
    // A mail may be announced before or after the content of the one before has left.
    if (n % 2 === 0) await new Promise(setImmediate);
    if (next) client.begin(next);
    outcomes.push(await sending);
  }
  return outcomes;
}
const statesOf = (outcomes: SmtpOutcome[]) => outcomes.map(({ state }) => state);

test('the commands of the next mail go out behind the content of the one before', async () => {
  const server = await serverWith(({ command, mail }) => (command === 'DOT' || mail > 1 ? '' : undefined));
  const client = clientWith(server);
  const sending = client.send(mailTo(1));
  client.begin(mailTo(2));
  await expect.poll(() => server.commands).toContain('RCPT TO:<2@example.com>');
  expect(server.bodies).toEqual([mailTo(1).bytes]);
  await client.close();
  expect((await sending).state).toBe('UNKNOWN');
});

test('a mail that is named beforehand is announced in the same write as the content of the one before', async () => {
  const server = await serverWith();
  const client = clientWith(server);
  await client.send(mailTo(1));
  const pieces: string[] = [];
  for (const socket of server.open) socket.on('data', (piece) => pieces.push(piece.toString()));
  const toSend = mails(10);
  for (const [n, mail] of toSend.entries())
    expect((await client.send(mail, toSend[n + 1])).state).toBe('SENT');
  const together = pieces.filter((piece) => /\r\n\.\r\nMAIL FROM.*\r\nRCPT TO.*\r\nDATA\r\n$/.test(piece));
  expect(together).toHaveLength(9);
});

test('every mail arrives at its own recipient over one connection', async () => {
  const server = await serverWith();
  expect(statesOf(await sendAll(clientWith(server), mails(30)))).toEqual(mails(30).map(() => 'SENT'));
  expect(server.bodies).toEqual(mails(30).map(({ bytes }) => bytes));
  expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(1);
});

test('a server without PIPELINING hears one command at a time', async () => {
  const seen: string[] = [];
  const server = await serverWith(
    ({ command }) => {
      if (command !== 'BODY') seen.push(command.slice(0, 4));
      return undefined;
    },
    { extensions: [] },
  );
  await sendAll(clientWith(server), mails(3));
  const each = ['MAIL', 'RCPT', 'DATA', 'DOT'];
  expect(seen.slice(2)).toEqual([...each, ...each, ...each]);
});

/** Refuses commands that arrive together with the dot of the mail before. */
function nestedMail(): Script {
  let isBehindDot = false;
  return ({ command }) => {
    if (command === 'DOT') {
      isBehindDot = true;
      setImmediate(() => (isBehindDot = false));
    }
    return isBehindDot && command.startsWith('MAIL') ? '503 5.5.1 nested MAIL' : undefined;
  };
}

test.each([
  ['forgets what came behind a dot', undefined, true],
  ['understands no command behind a dot', nestedMail(), false],
] as [string, Script | undefined, boolean][])(
  'a server that %s gets every mail, and soon nothing behind a dot',
  async (_, script, forgetsBehindDot) => {
    let isSpared = false;
    const server = await serverWith((moment) => (isSpared ? undefined : script?.(moment)), {
      forgetsBehindDot,
    });
    const client = clientWith(server, { aheadTimeout: 30 });
    expect(statesOf(await sendAll(client, mails(8)))).toEqual(mails(8).map(() => 'SENT'));
    isSpared = true;
    const before = server.commands.filter((command) => command === 'CONNECT').length;
    expect(before).toBe(4);
    expect(statesOf(await sendAll(client, mails(8)))).toEqual(mails(8).map(() => 'SENT'));
    expect(server.commands.filter((command) => command === 'CONNECT')).toHaveLength(before);
  },
);

test('a mail that was announced and is not sent leaves no trace', async () => {
  const server = await serverWith();
  const client = clientWith(server);
  const sending = client.send(mailTo(1));
  client.begin(mailTo(2));
  await sending;
  client.forget();
  expect((await client.send(mailTo(3))).state).toBe('SENT');
  expect(server.bodies).toEqual([mailTo(1).bytes, mailTo(3).bytes]);
});

test.each([
  ['550 to RCPT', 'RCPT', '550 5.1.1 nobody', 'FAILED'],
  ['450 to MAIL', 'MAIL', '450 4.7.1 later', 'UNTOUCHED'],
  ['554 to DATA', 'DATA', '554 5.5.1 never', 'FAILED'],
  ['550 after the dot', 'DOT', '550 5.7.1 spam', 'FAILED'],
  ['421 at MAIL', 'MAIL', '421 4.4.2 enough', 'SENT'],
  ['421 after the dot', 'DOT', '421 4.4.2 enough', 'SENT'],
  ['a drop at RCPT', 'RCPT', DROP, 'SENT'],
  ['an end at MAIL', 'MAIL', FIN, 'SENT'],
] as [string, string, Answer, string][])(
  '%s in the middle of others is that mail alone',
  async (_, command, answer, state) => {
    const hasErred = new Set<number>();
    let current = '';
    const server = await serverWith((moment) => {
      if (moment.command.startsWith('MAIL')) current = '';
      if (moment.command.startsWith('RCPT')) current = moment.command;
      const isThird = moment.connection === 1 && moment.mail === 3;
      if (!isThird || !moment.command.startsWith(command) || hasErred.has(3)) return undefined;
      hasErred.add(3);
      return answer;
    });
    const outcomes = await sendAll(clientWith(server), mails(6));
    expect(current).toBe('RCPT TO:<5@example.com>');
    const wanted = mails(6).map((__, n) => (n === 2 ? state : 'SENT'));
    expect(statesOf(outcomes)).toEqual(wanted);
  },
);

const troubles: Record<string, (Answer | Answer[])[]> = {
  MAIL: ['450 4.7.1 later', '550 5.7.1 not you', '421 bye', 'what?', DROP, FIN, HANG, ['250 one', '250 two']],
  RCPT: ['450 4.2.2 full', '550 5.1.1 nobody', '421 bye', 'what?', DROP, FIN, ['250 one', '250 two']],
  DATA: ['451 later', '554 never', '250 what', '421 bye', DROP, FIN],
  DOT: ['452 full', '550 spam', '421 bye', 'what?', '354 more', DROP, FIN, HANG, ['250 one', '250 two']],
  RSET: ['500 what', '421 bye', DROP, ['250 one', '250 two']],
};

test('whatever a server does: one outcome for each mail, SENT only if taken, taken once, nothing to another', async () => {
  const extensions = fc.constantFrom<string[]>(['PIPELINING'], ['PIPELINING'], []);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(40), { minLength: 40, maxLength: 80 }),
      extensions,
      async (tape, offered) => {
        const taken: { to: string; body: string }[] = [];
        const recipients = new Map<number, string>();
        let at = 0;
        const server = await scriptedSmtp(
          ({ command, connection }) => {
            const verb = command.split(/[\s:]/, 1)[0]!;
            const choice = tape[at++ % tape.length]!;
            const answer = (troubles[verb] ?? [])[choice];
            if (verb === 'RCPT') recipients.set(connection, command.slice(9, -1));
            const isTaken =
              verb === 'DOT' &&
              (answer === undefined || [answer].flat().some((each) => /^250|^\S*$/.test(String(each))));
            // A mail may have been accepted even if the connection was dropped or the reply never came.
            if (verb === 'DOT' && (isTaken || typeof answer === 'symbol'))
              taken.push({ to: recipients.get(connection)!, body: server.bodies.at(-1)!.toString() });
            return answer;
          },
          { extensions: offered },
        );
        const client = clientWith(server, {
          silenceTimeout: 60,
          sendTimeout: 120,
          farewellTimeout: 40,
          aheadTimeout: 40,
        });
        const toSend = mails(12);
        const outcomes = await sendAll(client, toSend);
        await client.close();
        await server.close();
        expect(outcomes).toHaveLength(12);
        for (const [n, { to, bytes }] of toSend.entries()) {
          const copies = taken.filter((each) => each.to === to && each.body !== '');
          const { state } = outcomes[n]!;
          const allowed = state === 'UNKNOWN' ? [0, 1] : [state === 'SENT' ? 1 : 0];
          expect(allowed).toContain(copies.length);
          for (const copy of copies) expect(copy.body).toBe(bytes.toString());
        }
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);
