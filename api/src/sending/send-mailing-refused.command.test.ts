import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { mailing, RUN, sendMailing } from '../../test/send-mailing.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';

const countsOf = (look: Data) => look.runs.nodes.map(({ counts }: Data) => counts);

/** A mailing to many, and a server that gives everybody this reply after it has accepted some. */
async function refusedMailing(reply: string, accepted: number) {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 200 });
  const server = { isOpen: false, asked: 0 };
  const sink = await startSink({
    onMessage: () => (server.isOpen || server.asked++ < accepted ? undefined : reply),
  });
  onTestFinished(() => sink.close());
  const look = async () => (await as(owner).ask(RUN, { id })).mailing;
  return { id: String(id), server, smtpUrl: sink.url, look, knocks: () => server.asked - accepted };
}

test.each([
  ['550 5.7.26 Unauthenticated mail is not accepted', 0, 'SPF и DKIM'],
  ['454 Throttling failure: Daily message quota exceeded', 60, 'лимит отправки'],
])(
  'a server that refuses the sender with %s stops it soon; the rest is sent later',
  async (reply, accepted, words) => {
    const { id, server, smtpUrl, look, knocks } = await refusedMailing(reply, accepted);
    const { code, stdout, stderr } = await sendMailing([id, '-v', '0'], { smtpUrl });
    expect({ code, stdout }).toEqual({ code: 75, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).toContain(`Не отправлено: ${200 - accepted} получателей`);
    expect(knocks()).toBeLessThanOrEqual(50);
    expect(countsOf(await look())).toMatchObject([{ sent: accepted, failed: 0, deferred: 0 }]);
    expect((await look()).attempts.nodes).toHaveLength(accepted);

    const again = await sendMailing([id, '--scope', 'NOT_YET_SENT'], { smtpUrl });
    expect(again.code).toBe(75);
    expect(knocks()).toBeLessThanOrEqual(51);

    server.isOpen = true;
    const last = await sendMailing([id, '--scope', 'NOT_YET_SENT'], { smtpUrl });
    expect(last.code).toBe(0);
    expect(last.stdout).toContain('Успешно: 200, Ошибки: 0');
    expect(countsOf(await look())).toMatchObject([{ total: 200, sent: 200, failed: 0 }]);
  },
);

test('what it leaves is sent by a worker that runs, which waits for the server as with any other run', async () => {
  const { id, server, smtpUrl, look } = await refusedMailing('550 5.7.1 Relaying denied', 0);
  expect((await sendMailing([id], { smtpUrl })).code).toBe(75);
  server.isOpen = true;
  const app = await testApp();
  const [run] = await app.orm.em
    .fork()
    .execute<{ id: number }[]>(
      'update mailing_run set resumes_at = now() where mailing_id = ? returning id',
      [id],
    );
  await startWorker(app, smtpUrl);
  await untilFinished(app, run!.id);
  expect(countsOf(await look())).toMatchObject([{ sent: 200, failed: 0 }]);
});

test('a wrong password stops it before the account is locked', async () => {
  const { id } = await mailing();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const smtpUrl = sink.url.replace('smtp://', 'smtp://user:password@');
  const { code, stderr } = await sendMailing([String(id)], { smtpUrl });
  expect(code).toBe(75);
  expect(stderr).toContain('SMTP_URL');
});

test('fewer people than it takes to find out have had their try, and the mailing is completed', async () => {
  const { id, look } = await mailing();
  const { code, stdout } = await sendMailing([String(id)], {
    options: { onRecipient: () => '550 5.7.1 Relaying denied' },
  });
  expect(code).toBe(0);
  expect(stdout).toContain('Успешно: 0, Ошибки: 3');
  expect(await look()).toMatchObject({ status: 'COMPLETED' });
});
