import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';
import { startSink, type SinkOptions } from '../../test/smtp-sink.ts';
import { mailing, sendMailing } from '../../test/send-mailing.ts';

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
