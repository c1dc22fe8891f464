import { expect, onTestFinished, test } from 'vitest';
import type { App } from '../../context/app.ts';
import { build } from '../../../test/build.ts';
import { deliveriesOf, launchTo, rounds } from '../../../test/chaos.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink, type SinkOptions } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';

const RUN = `query ($id: ID!) { mailingRun(id: $id) { status pauseReasons pauseMessage
  counts { total pending sending sent deferred failed unknown } mailing { attempts { totalCount } } } }`;

async function sink(options: SinkOptions) {
  const started = await startSink(options);
  onTestFinished(() => started.close());
  return started;
}

const look = async (id: number) => (await as(await build.superuser()).ask(RUN, { id })).mailingRun;

const untilPaused = (id: number) =>
  until(async () => {
    const now = await look(id);
    return now.status === 'PAUSED' && now.counts.sending === 0 ? now : null;
  });

const emailsOf = async (app: App, runId: number) =>
  new Set((await deliveriesOf(app, runId)).map(({ email }) => email));

const resume = (app: App, runId: number) =>
  app.orm.em.fork().execute('update mailing_run set resumes_at = now() where id = ?', [runId]);

// The command that is refused, the server's reply, and what the operator reads.
const refusals: ['onRecipient' | 'onMessage', string, string][] = [
  ['onMessage', '550-5.7.26 Your email has been blocked\r\n550 5.7.26 unauthenticated', 'SPF and DKIM'],
  ['onMessage', '550 5.7.515 Access denied, sending domain e.org', 'SPF and DKIM'],
  ['onMessage', '550-5.7.25 no PTR record\r\n550 5.7.25 see below', 'reverse DNS'],
  ['onMessage', '550 5.7.27 SPF did not pass', 'SPF record'],
  ['onMessage', '550 5.7.29 not sent over TLS', 'tls=required'],
  ['onMessage', '550 5.7.30 DKIM did not pass', 'DKIM key'],
  ['onMessage', '421 4.7.31 no DMARC record', 'DMARC record'],
  ['onMessage', '550 5.7.32 From is not aligned', 'alignment'],
  ['onRecipient', '550 5.7.1 Relaying denied', 'log-in in SMTP_URL'],
  ['onRecipient', '554 5.7.1 Client host [192.0.2.1] blocked using zen.spamhaus.org', 'blocklist'],
  ['onMessage', '554 Message rejected: Email address is not verified.', 'MAIL_FROM'],
  ['onRecipient', '454 Throttling failure: Daily message quota exceeded', 'quota'],
  ['onRecipient', '451 4.7.1 Greylisting in action', 'greylisting'],
  ['onRecipient', '421 4.7.28 unusual rate', 'slows us down'],
  ['onMessage', '552 5.3.4 Message size exceeds fixed limit', 'too large'],
  ['onMessage', '554 5.7.1 Spam message rejected', 'spam'],
  ['onRecipient', '550 5.1.1 unknown user', 'none of the last recipients'],
  ['onRecipient', 'DROP', 'drops the connection'],
  ['onMessage', '550 Nothing that anybody knows', 'refuses mail to nearly every recipient'],
];

/** How many people a server refuses with each of these replies. */
const people = rounds({ short: 300, full: 10_000 });

test.each(refusals)(
  '%s %j pauses that run alone, is nobody’s try, and is explained',
  async (place, reply, words) => {
    const app = await testApp();
    const run = await launchTo(app, people);
    const other = await launchTo(app, 60);
    const refused = await emailsOf(app, run.id);
    let knocks = 0;
    const { url, caught } = await sink({
      [place]: (address: string) => {
        if (!refused.has(address)) return undefined;
        knocks++;
        return reply;
      },
    });
    await startWorker(app, url);
    await untilFinished(app, other.id);
    const paused = await untilPaused(run.id);
    expect(paused).toMatchObject({
      pauseReasons: ['SMTP_REFUSED'],
      counts: { pending: people, failed: 0, deferred: 0 },
      mailing: { attempts: { totalCount: 0 } },
    });
    expect(paused.pauseMessage).toContain(words);
    expect(knocks).toBeLessThanOrEqual(50);
    expect((await deliveriesOf(app, run.id)).every(({ tries }) => tries === 0)).toBe(true);
    expect((await look(other.id)).counts).toMatchObject({ sent: 60 });
    expect(caught.length).toBe(60);
  },
);

test.each([
  ['553 5.7.1 Sender address rejected: not owned by user', 'sender address'],
  ['421 4.7.0 Too many mails from this sender', 'slows us down'],
  ['552 5.3.4 Message size exceeds fixed limit', 'too large'],
])('a sender whom the server answers %j stops nobody else’s run', async (reply, words) => {
  const app = await testApp();
  const run = await launchTo(app, 100);
  const other = await launchTo(app, 60);
  await app.orm.em
    .fork()
    .execute("update mailing_run set from_address = 'wrong@example.org' where id = ?", [run.id]);
  const isRefused = (line: string) => line.includes('wrong@example.org');
  const { url, caught } = await sink({ onSender: (line) => (isRefused(line) ? reply : undefined) });
  await startWorker(app, url);
  await untilFinished(app, other.id);
  const paused = await untilPaused(run.id);
  expect(paused).toMatchObject({ pauseReasons: ['SMTP_REFUSED'], counts: { pending: 100, failed: 0 } });
  expect(paused.pauseMessage).toContain(words);
  expect((await deliveriesOf(app, run.id)).every(({ tries }) => tries === 0)).toBe(true);
  expect((await look(other.id)).counts).toMatchObject({ sent: 60 });
  expect(caught).toHaveLength(60);
});

test('one mail tries whether the refusal still stands, and the rest follows when it does not', async () => {
  const app = await testApp();
  const run = await launchTo(app, 120);
  let knocks = 0;
  let isOpen = false;
  const { url } = await sink({
    onRecipient: () => {
      knocks++;
      return isOpen ? undefined : '550 5.7.1 Relaying denied';
    },
  });
  await startWorker(app, url);
  await untilPaused(run.id);
  const atFirst = knocks;
  await resume(app, run.id);
  await until(async () => knocks > atFirst);
  await untilPaused(run.id);
  expect(knocks - atFirst).toBe(1);
  isOpen = true;
  await resume(app, run.id);
  await untilFinished(app, run.id);
  expect(await look(run.id)).toMatchObject({ status: 'COMPLETED', counts: { sent: 120, failed: 0 } });
  expect((await deliveriesOf(app, run.id)).every(({ tries }) => tries === 1)).toBe(true);
});

test('a quota that is used up in the middle stops the run soon, and nobody loses a try', async () => {
  const app = await testApp();
  const run = await launchTo(app, 400);
  let taken = 0;
  let knocks = 0;
  const { url } = await sink({
    onRecipient: () => {
      if (taken++ < 200) return undefined;
      knocks++;
      return '452 4.5.3 Daily sending quota exceeded';
    },
  });
  await startWorker(app, url);
  const paused = await untilPaused(run.id);
  expect(paused.counts).toMatchObject({ sent: 200, pending: 200, deferred: 0, failed: 0 });
  expect(knocks).toBeLessThanOrEqual(70);
});

test.each(['DROP', 'what is this?'])(
  'a server that takes every mail and answers with %s pauses the run before many are in doubt',
  async (reply) => {
    const app = await testApp();
    const run = await launchTo(app, 300);
    let isWell = false;
    const server = await sink({ onMessage: () => (isWell ? undefined : reply) });
    await startWorker(app, server.url);
    const paused = await untilPaused(run.id);
    expect(paused).toMatchObject({ pauseReasons: ['SMTP_REFUSED'], counts: { sent: 0, failed: 0 } });
    expect(paused.pauseMessage).toContain('in doubt');
    expect(paused.counts.unknown).toBeGreaterThanOrEqual(10);
    expect(paused.counts.unknown).toBeLessThanOrEqual(30);
    // One more mail is risked to find out whether it is well again.
    await resume(app, run.id);
    await until(async () => (await look(run.id)).counts.unknown > paused.counts.unknown);
    const again = await untilPaused(run.id);
    expect(again.counts.unknown).toBe(paused.counts.unknown + 1);
    isWell = true;
    await resume(app, run.id);
    await untilFinished(app, run.id);
    const { unknown } = again.counts;
    expect((await look(run.id)).counts).toMatchObject({ unknown, sent: 300 - unknown });
  },
);

test('a server that restarts in the middle leaves some in doubt and does not pause the run', async () => {
  const app = await testApp();
  const run = await launchTo(app, 600);
  let taken = 0;
  const server = await sink({
    delay: 3,
    onMessage: () => (taken++ > 100 && taken < 115 ? 'DROP' : undefined),
  });
  await startWorker(app, server.url);
  await untilFinished(app, run.id);
  const { counts } = await look(run.id);
  expect(counts.unknown).toBeGreaterThan(0);
  expect(counts.sent + counts.unknown).toBe(600);
  const paused = await app.orm.em
    .fork()
    .execute("select 1 from audit_entry where run_id = ? and action = 'RUN_PAUSED'", [run.id]);
  expect(paused).toEqual([]);
});

test('single refusals among acceptances are failures of their own, policy or not', async () => {
  const app = await testApp();
  const run = await launchTo(app, 90);
  const emails = [...(await emailsOf(app, run.id))];
  const { url } = await sink({
    onRecipient: (address) => (emails.indexOf(address) % 3 === 1 ? '550 5.7.1 Not welcome here' : undefined),
  });
  await startWorker(app, url);
  await untilFinished(app, run.id);
  expect((await look(run.id)).counts).toMatchObject({ sent: 60, failed: 30 });
});

/** A server that defers so many of every ten people, and the number that it has deferred. */
async function deferring(share: number) {
  const knocks = { all: 0, deferred: 0 };
  const { url, caught } = await sink({
    onRecipient: () => {
      // Spread over the ten, as three is prime to them.
      if ((knocks.all++ * 3) % 10 >= share) return undefined;
      knocks.deferred++;
      return '451 4.3.2 Try again later';
    },
  });
  return { knocks, url, caught };
}

test('a server that defers four of five pauses the run soon, although it accepts some, and it is nobody’s try', async () => {
  const app = await testApp();
  const run = await launchTo(app, 1000);
  const { knocks, url, caught } = await deferring(8);
  await startWorker(app, url);
  const paused = await untilPaused(run.id);
  expect(paused).toMatchObject({ pauseReasons: ['SMTP_REFUSED'], counts: { failed: 0, deferred: 0 } });
  expect(paused.pauseMessage).toContain('too busy');
  expect(knocks.deferred).toBeGreaterThanOrEqual(30);
  expect(knocks.deferred).toBeLessThanOrEqual(50);
  expect(paused.mailing.attempts.totalCount).toBe(paused.counts.sent);
  const tried = (await deliveriesOf(app, run.id)).filter(({ tries }) => tries > 0);
  expect(tried.map(({ state }) => state)).toEqual(tried.map(() => 'SENT'));
  expect(caught).toHaveLength(paused.counts.sent);
});

test.each([3, 6])('one that defers %i of ten pauses nothing: they are tried again', async (share) => {
  const app = await testApp();
  const run = await launchTo(app, 200);
  const { url } = await deferring(share);
  await startWorker(app, url);
  await untilFinished(app, run.id);
  const { counts } = await look(run.id);
  expect(counts.sent + counts.failed).toBe(200);
  const pauses = await app.orm.em
    .fork()
    .execute("select 1 from audit_entry where run_id = ? and action = 'RUN_PAUSED'", [run.id]);
  expect(pauses).toEqual([]);
});

test('people whom the server puts off for good use up their tries, and the run ends', async () => {
  const app = await testApp();
  const run = await launchTo(app, 120);
  const emails = [...(await emailsOf(app, run.id))];
  const { url } = await sink({
    onRecipient: (address) => (emails.indexOf(address) % 3 === 1 ? '451 4.3.0 Not now' : undefined),
  });
  await startWorker(app, url);
  await untilFinished(app, run.id);
  expect(await look(run.id)).toMatchObject({ status: 'COMPLETED', counts: { sent: 80, failed: 40 } });
  const stubborn = (await deliveriesOf(app, run.id)).filter(({ state }) => state === 'FAILED');
  expect(new Set(stubborn.map(({ tries }) => tries))).toEqual(new Set([8]));
});

test('a few people whom nobody else can prove wrong get their results at the end', async () => {
  const app = await testApp();
  const run = await launchTo(app, 5);
  const { url } = await sink({ onRecipient: () => '550 5.1.1 unknown user' });
  await startWorker(app, url);
  await untilFinished(app, run.id);
  expect((await look(run.id)).counts).toMatchObject({ failed: 5 });
});

test('a run whose mails cannot be made pauses with the reason, and the run behind it goes on', async () => {
  const app = await testApp();
  const run = await launchTo(app, 3);
  const next = await launchTo(app, 3);
  await app.orm.em.fork().execute("update mailing_run set body = '{% if %}' where id = ?", [run.id]);
  const { url } = await sink({});
  await startWorker(app, url);
  await untilFinished(app, next.id);
  const paused = await untilPaused(run.id);
  expect(paused).toMatchObject({ pauseReasons: ['UNPREPARABLE'], counts: { pending: 3 } });
  expect(paused.pauseMessage).toContain('cannot be rendered');
});
