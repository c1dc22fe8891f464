import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { runPostline } from '../../test/run-postline.ts';
import { User } from '../accounts/user.entity.ts';

const newAddress = () => `admin-${randomUUID()}@example.com`;

async function create(command: string, args: string[], password?: string) {
  const { databaseUrl } = await testApp();
  return runPostline([command, ...args], { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' }, password);
}

test.each(['createsuperuser', 'csu', 'createsupeuser'])(
  '%s makes a superuser with the password that is piped in',
  async (command) => {
    const email = newAddress();
    const args = ['--email', email, '--full-name', 'Администратор', '--password-stdin'];
    expect(await create(command, args, 'a long enough password\r\nanother line')).toEqual({
      code: 0,
      stderr: '',
      stdout: `Суперпользователь ${email} создан.\n`,
    });
    const input = { email, password: 'a long enough password' };
    const { login } = await as(null).ask(
      'mutation ($input: LoginInput!) { login(input: $input) { fullName isSuperuser locale emailConfirmedAt } }',
      { input },
    );
    expect(login).toMatchObject({
      fullName: 'Администратор',
      isSuperuser: true,
      locale: 'RU',
      emailConfirmedAt: expect.any(String),
    });
  },
);

test('what is wrong is told, and nobody is made', async () => {
  const email = newAddress();
  const refused = async (args: string[], password?: string) => {
    const { code, stdout, stderr } = await create('csu', args, password);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    return stderr;
  };
  expect(await refused(['--email', email, '--password-stdin'], 'short')).toBe(
    'Пока это сделать нельзя.\n  Не менее 10 символов.\n',
  );
  expect(await refused(['--email', 'nobody', '--password-stdin'], 'a long enough password')).toBe(
    'Пока это сделать нельзя.\n  В адресе должен быть знак @.\n',
  );
  expect(await refused(['--email', email])).toBe(
    'Укажите --email и --password-stdin или запустите в терминале.\n',
  );
  const { orm } = await testApp();
  expect(await orm.em.fork().count(User, { email })).toBe(0);
  await create('csu', ['--email', email, '--password-stdin'], 'a long enough password');
  const again = await refused(['--email', email.toUpperCase(), '--password-stdin'], 'a long enough password');
  expect(again).toBe('Пока это сделать нельзя.\n  Пользователь с таким адресом уже есть.\n');
});
