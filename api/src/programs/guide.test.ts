import { Command } from 'commander';
import { expect, test, vi } from 'vitest';
import { built } from '../../test/built.ts';
import { createDatabase } from '../../test/database.ts';
import { runPostline, startPostline } from '../../test/run-postline.ts';
import { CommandLine } from '../command-line/command-line.ts';
import { configInRussian, ruConfig } from '../language/ru-config.ts';
import { ruHelp } from '../language/ru-help.ts';
import { openApp } from './app.ts';
import { addCommands } from './commands.ts';

// Each of these starts many processes, one after the other.
vi.setConfig({ testTimeout: 120_000 });

/** Runs commands as they are typed, on a database of this test's own. */
async function guide(more: Record<string, string> = {}) {
  const env = { DATABASE_URL: await createDatabase(), SMTP_URL: 'smtp://127.0.0.1:9', ...more };
  return (language: string, args: string[], input?: string) =>
    runPostline(args, { ...env, POSTLINE_LANG: language }, input);
}

const done = (stdout: unknown) => ({ code: 0, stdout, stderr: '' });
const refused = (code: number, stderr: string, stdout = '') => ({ code, stdout, stderr });

test('migrations are listed and shown', async () => {
  const postline = await guide();
  expect(await postline('ru', ['showmigrations'])).toEqual(
    done(expect.stringMatching(/^postline\n( \[ \] Migration\d{14}_\w+\n)+$/)),
  );
  await postline('ru', ['migrate']);
  expect(await postline('ru', ['showmigrations'])).toEqual(
    done(expect.stringMatching(/^postline\n( \[X\] Migration\d{14}_\w+\n)+$/)),
  );
  const byNumber = await postline('ru', ['sqlmigrate', 'mailings', '0008']);
  expect(byNumber).toEqual(done(expect.stringMatching(/^-- Migration\d+_sessions\nalter table [^]*;\n$/)));
  expect(await postline('en', ['sqlmigrate', '_sessions'])).toEqual(byNumber);
  expect(await postline('en', ['sqlmigrate', 'x'])).toEqual(refused(3, 'There is no migration x.\n'));
});

test('the configuration is checked, also for the public internet, and whether its parts are there', async () => {
  const postline = await guide();
  expect(await postline('ru', ['check'])).toEqual(done('Всё в порядке.\n'));
  expect(await postline('en', ['check', '--deploy'])).toEqual(
    refused(
      2,
      '',
      expect.stringMatching(
        /^BASE_URL: [^\n]*http[^\n]*\nBASE_URL: only this machine[^]*\nREGISTRATION: [^]*\nProblems: \d+\n$/,
      ) as never,
    ),
  );
  expect(await postline('en', ['check', '--database', 'default'])).toEqual(
    refused(
      75,
      '',
      expect.stringMatching(
        /^ {2}✓ Database: PostgreSQL \d[^\n]*\n {2}✓ Jobs: postgresql\n {2}✓ Cache: memory\n {2}✗ SMTP server cannot be reached: 127\.0\.0\.1:9\nProblems: 1\n$/,
      ) as never,
    ),
  );
  expect(await postline('ru', ['check', '--database', 'other'])).toEqual(
    refused(2, 'Базы данных other нет: есть только одна, default.\n'),
  );
});

test('a configuration that is ready for the public internet passes', async () => {
  const postline = await guide({
    BASE_URL: 'https://mail.example.org',
    TRUST_PROXY: '1',
    NODE_ENV: 'production',
    SECRET_KEY: 'k'.repeat(32),
    SMTP_URL: 'smtps://user:password@smtp.example.org:465',
    MAIL_FROM: 'News <news@example.org>',
    REGISTRATION: 'closed',
    DEMO: '0',
    DNS_SERVERS: '127.0.0.1:1',
  });
  // Neither DNS nor the server can be reached from here, which is reported and is not a fault.
  expect(await postline('en', ['check', '--deploy'])).toEqual(
    done(expect.stringMatching(/^(\? \w+: [^\n]*\n)+Nothing is wrong\.\n$/)),
  );
});

test('the shell runs what the guide types', async () => {
  const postline = await guide();
  await postline('ru', ['create_managers_group']);
  await postline(
    'ru',
    ['csu', '--email', 'manager@example.com', '--password-stdin'],
    'correct horse battery',
  );
  const count = 'from apps.users.models import User; print(User.objects.count())';
  expect(await postline('ru', ['shell', '-c', count])).toEqual(done('1\n'));
  const clear = "from django.core.cache import cache; cache.clear(); print('Cache cleared')";
  expect(await postline('ru', ['shell', '-c', clear])).toEqual(done('Cache cleared\n'));
  const lines = [
    'from django.contrib.auth import get_user_model',
    'from django.contrib.auth.models import Group',
    'User = get_user_model()',
    "user = User.objects.get(email='manager@example.com')",
    "managers_group = Group.objects.get(name='Managers')",
    'user.groups.add(managers_group)',
    'exit()',
  ];
  expect(await postline('ru', ['shell'], `${lines.join('\n')}\n`)).toEqual(done(''));
  expect(await postline('ru', ['add_to_group', 'manager@example.com', 'Managers'])).toEqual(
    done('Пользователь manager@example.com уже в группе "Managers".\n'),
  );
  expect(await postline('en', ['shell'], 'nothing\n1 + 1\nawait em.count(Group)\n')).toEqual(
    done('ReferenceError: nothing is not defined\n2\n1\n'),
  );
});

test('a token is printed once, and works', async () => {
  const postline = await guide();
  await postline('ru', ['csu', '--email', 'a@example.com', '--password-stdin'], 'correct horse battery');
  const { stdout } = await postline('ru', ['create_token', 'A@example.com', '--scopes', 'READ,write']);
  expect(stdout).toMatch(/^postline_pat_[\w-]{43}\n$/);
  expect(await postline('ru', ['create_token', 'b@example.com', '--scopes', 'READ'])).toEqual(
    refused(3, 'Пользователя b@example.com нет.\n'),
  );
});

test('runserver makes the first superuser, and sends', async () => {
  await built('worker');
  const env = {
    DATABASE_URL: await createDatabase(),
    SMTP_URL: 'smtp://127.0.0.1:9',
    POSTLINE_LANG: 'en',
    ADMIN_PASSWORD: 'correct horse battery',
    DEMO: '0',
  };
  const server = await startPostline(['runserver', '0'], env);
  await server.says('Log in with admin@example.com and the password from ADMIN_PASSWORD.\n');
  await server.says('Postline is ready: ');
  await expect
    .poll(
      async () =>
        (await runPostline(['shell', '-c', 'print((await Worker.objects.all()).length)'], env)).stdout,
      { timeout: 20_000, interval: 500 },
    )
    .toBe('1\n');
  server.child.kill('SIGTERM');
  const { code, stdout, stderr } = await server.finished;
  expect(code).toBe(0);
  expect(stdout + stderr).not.toContain(env.ADMIN_PASSWORD);
});

test.each([
  [['wrong'], 'en', 2, 'There is no command wrong. --help shows what is possible.\n'],
  [['wrong'], 'ru', 2, 'Команды wrong нет. Что можно, покажет --help.\n'],
  [['migrat'], 'en', 2, 'There is no command migrat. Did you mean migrate? --help shows what is possible.\n'],
  [['migrate', '--chek'], 'ru', 2, 'Параметра --chek нет. Может быть, --check? Что можно, покажет --help.\n'],
  [['send_mailing'], 'ru', 2, 'Не хватает аргумента id. Что можно, покажет --help.\n'],
  [['send_mailing'], 'en', 2, 'The argument id is missing. --help shows what is possible.\n'],
  [['send_mailing', '1', '2'], 'ru', 2, 'Слишком много аргументов. Что можно, покажет --help.\n'],
  [['set_limits', '--rate'], 'ru', 2, 'Параметру --rate нужно значение. Что можно, покажет --help.\n'],
  [['create_token', 'a@example.com'], 'ru', 2, 'Не хватает параметра --scopes. Что можно, покажет --help.\n'],
])('%j in %s ends with %i: %s', async (args, language, code, stderr) => {
  expect(await runPostline(args, { POSTLINE_LANG: language })).toEqual(refused(code, stderr));
});

test('help is shown in Russian, and --lang wins over the environment', async () => {
  const env = { POSTLINE_LANG: 'en' };
  expect(await runPostline(['migrate', '--help', '--lang', 'ru'], env)).toEqual(
    done(`Использование: postline migrate [параметры]

Применяет миграции к базе данных.

Параметры:
  -v, --verbosity <level>  подробность вывода, от 0 до 3 (по умолчанию: "1")
  --check                  только проверить, актуальна ли она: код 2, если нет
  -h, --help               показать эту справку
`),
  );
  expect(await runPostline(['migrate'], { POSTLINE_LANG: 'ru', WORKERS: 'many' })).toEqual(
    refused(2, 'Ошибка в настройках:\nWORKERS должно быть целым числом; сейчас "many".\n'),
  );
});

test('every help text has a Russian one', () => {
  const program = new Command('postline').description('Email mailings, from the command line.');
  addCommands(new CommandLine(program, openApp));
  const commands = [program, ...program.commands];
  const options = commands.flatMap((command) => command.options);
  const texts = [
    ...commands.map((command) => command.description()),
    ...options.map((option) => option.description),
  ];
  expect(texts.filter((text) => !(text in ruHelp))).toEqual([]);
});

test('what is wrong with a key is told in Russian', () => {
  expect(configInRussian('must be at least 5')).toBe('должно быть не меньше 5');
  expect(configInRussian('something new')).toBe('something new');
  expect(ruConfig.every(([english]) => english.source.startsWith('^'))).toBe(true);
});
