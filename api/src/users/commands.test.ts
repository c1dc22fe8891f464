import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { runPostline } from '../../test/run-postline.ts';
import { sessionOf } from '../../test/server.ts';

const LOGIN =
  'mutation ($input: LoginInput!) { login(input: $input) { fullName isSuperuser groups { name } } }';
const password = 'a long enough password';

async function run(args: string[], input?: string) {
  const { databaseUrl } = await testApp();
  return runPostline(args, { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' }, input);
}

test('create_user makes a user in the group Users, who can log in', async () => {
  const email = `user-${randomUUID()}@example.com`;
  const args = ['create_user', '--email', email, '--full-name', 'Ольга', '--password-stdin'];
  expect(await run(args, `${password}\n`)).toEqual({
    code: 0,
    stderr: '',
    stdout: `Пользователь ${email} создан.\n`,
  });
  expect((await as(null).ask(LOGIN, { input: { email, password } })).login).toEqual({
    fullName: 'Ольга',
    isSuperuser: false,
    groups: [{ name: 'Users' }],
  });
  expect(await run([...args.slice(0, 3), '--password-stdin'], 'password123')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Пока это сделать нельзя.\n  Это слишком распространённый пароль.\n',
  });
});

test('changepassword gives another password, ends the sessions and tells by mail', async () => {
  const user = await build.user();
  await sessionOf(user);
  const args = ['changepassword', user.email.toUpperCase(), '--password-stdin'];
  expect(await run(args, password)).toEqual({
    code: 0,
    stderr: '',
    stdout: `Пароль пользователя ${user.email.toUpperCase()} изменён; все сеансы завершены, токены API отозваны.\n`,
  });
  const { orm } = await testApp();
  const em = orm.em.fork();
  expect(await em.execute('select kind from account_mail where user_id = ?', [user.id])).toEqual([
    { kind: 'PASSWORD_CHANGED' },
  ]);
  expect(await em.execute('select from session where user_id = ?', [user.id])).toEqual([]);
  await as(null).ask(LOGIN, { input: { email: user.email, password } });
});

test.each([
  [['changepassword', 'nobody@example.com', '--password-stdin'], 3, 'Пользователя nobody@example.com нет.\n'],
  [['changepassword', 'nobody@example.com'], 2, 'Укажите --password-stdin или запустите в терминале.\n'],
])('%j is refused with %i', async (args, code, stderr) => {
  expect(await run(args, password)).toEqual({ code, stdout: '', stderr });
});
