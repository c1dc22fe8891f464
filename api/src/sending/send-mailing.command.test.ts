import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';
import { startSink, type SinkOptions } from '../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';
import type { MailingStatus } from '../mailings/mailing.entity.ts';

const RUN = `query ($id: ID!) { mailing(id: $id) { status runs { nodes { status triggerType scope startedBy { id }
  counts { total sent failed deferred skipped unknown } } } attempts(first: 100) { nodes { serverResponse } } } }`;

/** Runs `send_mailing` in Russian against a server with these replies. */
async function sendMailing(
  args: string[],
  { options = {}, smtpUrl = '' }: { options?: SinkOptions; smtpUrl?: string } = {},
) {
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, SMTP_URL: smtpUrl || sink.url, LANG: 'ru_RU.UTF-8' };
  return { sink, ...(await runPostline(['send_mailing', ...args], env)) };
}

/** A mailing to good, better and bad; the server refuses bad. */
async function mailing(status: MailingStatus = 'CREATED') {
  const owner = await build.user();
  const recipients = [];
  for (const name of ['good', 'better', 'bad'])
    recipients.push(await build.recipient({ owner, email: `${name}.${owner.id}@example.com` }));
  const { id } = await build.mailing({ owner, recipients, values: { status } });
  return {
    id,
    owner,
    emails: recipients.map(({ email }) => email),
    look: async () => (await as(owner).ask(RUN, { id })).mailing,
  };
}

/** What each verbosity prints. Details follow the person that they are about. */
const told = (id: number, [good, better, bad]: string[]) => {
  const sent = [`  ✓ Отправлено: ${good}`, `  ✓ Отправлено: ${better}`];
  const failed = `  ✗ Ошибка для ${bad}: 550 5.7.1 No such thing`;
  const accepted = '    250 2.0.0 queued <…@localhost>';
  const refused = '    550 5.7.1 No such thing <…@localhost>';
  const around = (...people: string[]) => [
    `Начинаю отправку рассылки #${id} для 3 получателей...`,
    ...people.toSorted(),
    '',
    `Рассылка #${id} завершена. Успешно: 2, Ошибки: 1`,
    '',
  ];
  return [
    [''],
    around(failed),
    around(...sent, failed),
    around(...sent.map((line) => `${line}\n${accepted}`), `${failed}\n${refused}`),
  ];
};

/** The lines of an output with people sorted by name, because the server may answer them in any order. */
function linesOf(stdout: string): string[] {
  const lines = stdout
    .replace(/<[^<>@ ]+@localhost>/g, '<…@localhost>')
    .replaceAll('\n    ', '\0    ')
    .split('\n');
  return [...lines.slice(0, 1), ...lines.slice(1, -3).toSorted(), ...lines.slice(1).slice(-3)].map((line) =>
    line.replaceAll('\0', '\n'),
  );
}

test.each([0, 1, 2, 3])('-v %i tells as much as it should, to the letter', async (verbosity) => {
  const { id, emails, look } = await mailing();
  const { code, stdout, stderr } = await sendMailing([String(id), '-v', String(verbosity)], {
    options: { onRecipient: (address) => (address === emails[2] ? '550 5.7.1 No such thing' : undefined) },
  });
  expect(code).toBe(0);
  // Warnings of the preflight go to standard error, apart from the prescribed output.
  expect(stderr).toMatch(
    verbosity === 0 ? /^$/ : /^(?:! .+\n)*! Ссылки для отписки начинаются с http:.*\n(?:! .+\n)*$/,
  );
  expect(linesOf(stdout)).toEqual(told(id, emails)[verbosity]);
  expect(await look()).toMatchObject({
    status: 'COMPLETED',
    runs: {
      nodes: [
        {
          status: 'COMPLETED',
          triggerType: 'COMMAND',
          scope: 'ALL',
          startedBy: null,
          counts: {
            total: 3,
            sent: 2,
            failed: 1,
            deferred: 0,
            skipped: 0,
            unknown: 0,
          },
        },
      ],
    },
  });
});

test('the English words, for who reads no Russian', async () => {
  const { id } = await mailing();
  const { databaseUrl } = await testApp();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const env = { DATABASE_URL: databaseUrl, SMTP_URL: sink.url, LANG: 'ru_RU.UTF-8', POSTLINE_LANG: 'en' };
  const { stdout } = await runPostline(['send_mailing', String(id)], env);
  expect(stdout).toBe(
    `Sending mailing #${id} to 3 recipients...\n\nMailing #${id} completed. Succeeded: 3, Errors: 0\n`,
  );
});

test('a mailing that is not there', async () => {
  for (const id of ['2147483647', 'x']) {
    const { code, stdout, stderr } = await sendMailing([id]);
    expect({ code, stdout, stderr }).toEqual({
      code: 3,
      stdout: '',
      stderr: `Рассылка с ID ${id} не найдена\n`,
    });
  }
});

test.each(['COMPLETED', 'RUNNING'] as const)('a mailing that is %s', async (status) => {
  const { id, look } = await mailing(status);
  const { code, stdout, stderr } = await sendMailing([String(id), '-v', '0']);
  expect({ code, stdout, stderr }).toEqual({ code: 2, stdout: '', stderr: 'Рассылка уже отправлена\n' });
  expect((await look()).runs.nodes).toEqual([]);
});

test('what stands in the way is told, each on a line', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, body: ' ' });
  const { id } = await build.mailing({ owner, message, values: { isActive: false } });
  const { code, stderr } = await sendMailing([String(id)]);
  expect(code).toBe(2);
  expect(stderr).toBe(
    'Пока это сделать нельзя.\n  Рассылка отключена.\n  Получатели не выбраны.\n  Текст пуст.\n',
  );
});

test('a server that refuses connections: everybody has failed, and the mailing is completed', async () => {
  const { id, emails, look } = await mailing();
  const { code, stdout } = await sendMailing([String(id)], { smtpUrl: 'smtp://127.0.0.1:9?tls=never' });
  expect(code).toBe(0);
  for (const email of emails) expect(stdout).toContain(`  ✗ Ошибка для ${email}: `);
  expect(stdout).toContain(`Рассылка #${id} завершена. Успешно: 0, Ошибки: 3`);
  expect(await look()).toMatchObject({
    status: 'COMPLETED',
    runs: {
      nodes: [
        {
          status: 'COMPLETED',
          counts: { failed: 3 },
        },
      ],
    },
    attempts: {
      nodes: Array.from({ length: 3 }, () => ({ serverResponse: expect.stringContaining('ECONNREFUSED') })),
    },
  });
});

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

test('one try for each, and what is refused for now has failed; those who failed are sent to again', async () => {
  const { id, look } = await mailing();
  const later: SinkOptions = {
    onRecipient: (address) => (address.startsWith('bad') ? '451 4.7.1 Later' : undefined),
  };
  const first = await sendMailing([String(id)], { options: later });
  expect(first.stdout).toContain('Успешно: 2, Ошибки: 1');
  const second = await sendMailing([String(id), '--scope', 'FAILED_ONLY', '--verbosity=2']);
  expect(second.sink.caught.map(({ to }) => to)).toEqual([expect.stringMatching(/^bad/)]);
  expect(second.stdout).toContain('Успешно: 1, Ошибки: 0');
  expect((await look()).runs.nodes).toMatchObject([{ scope: 'FAILED_ONLY' }, { scope: 'ALL' }]);
});

test('skipped people and those in doubt are told on lines of their own', async () => {
  const { id, owner } = await mailing();
  await (
    await testApp()
  ).orm.em
    .fork()
    .execute("update recipient set status = 'UNSUBSCRIBED' where owner_id = ? and email like 'better%'", [
      owner.id,
    ]);
  const { stdout } = await sendMailing([String(id)], {
    options: { onMessage: (address) => (address.startsWith('bad') ? 'DROP' : undefined) },
  });
  expect(stdout).toBe(
    `Начинаю отправку рассылки #${id} для 2 получателей...\n\n` +
      `Рассылка #${id} завершена. Успешно: 1, Ошибки: 0\nПропущено: 1\nРезультат неизвестен: 1. Решите, что с ними делать, на странице рассылки.\n`,
  );
});

test('wrong words are refused', async () => {
  const wrong: [string[], string][] = [
    [['1', '-v', '4'], 'Уровень подробности: 0, 1, 2 или 3.\n'],
    [['1', '--scope', 'SOME'], 'Охват: ALL, FAILED_ONLY или NOT_YET_SENT.\n'],
    [[], 'Не хватает аргумента id.'],
    [['1', '--wrong'], '--wrong'],
  ];
  for (const [args, words] of wrong) {
    const { code, stdout, stderr } = await sendMailing(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
  }
});

test('a mailing that may send at certain hours only says until when it waits, and goes on by itself', async () => {
  const { id } = await mailing();
  const em = (await testApp()).orm.em.fork();
  const clock = (hours: number) => {
    const at = new Date(Date.now() + hours * 3_600_000);
    return at.getUTCHours() * 60 + at.getUTCMinutes();
  };
  await em.execute(
    "update mailing set time_zone = 'UTC', allowed_days = '{1,2,3,4,5,6,7}', allowed_from = ?, allowed_until = ? where id = ?",
    [clock(6), clock(12) || 1440, id],
  );
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const env = { DATABASE_URL: (await testApp()).databaseUrl, SMTP_URL: sink.url, POSTLINE_LANG: 'ru' };
  const postline = await startPostline(['send_mailing', String(id)], env);
  await postline.says('Ждём до');
  expect(sink.caught).toHaveLength(0);
  await em.execute('update mailing_run set opens_at = now() where mailing_id = ? and finished_at is null', [
    id,
  ]);
  const { code, stdout } = await postline.finished;
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Ждём до .*\(UTC\)/m);
  expect(stdout).toContain('Успешно: 3, Ошибки: 0');
});
