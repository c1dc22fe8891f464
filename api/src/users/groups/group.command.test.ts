import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { createDatabase, testApp } from '../../../test/database.ts';
import { runPostline } from '../../../test/run-postline.ts';
import { managerPermissions } from '../../accounts/permission.list.ts';

const RUSSIAN = 'ru_RU.UTF-8';

async function run(args: string[], { url, language = RUSSIAN }: { url?: string; language?: string } = {}) {
  const env = { DATABASE_URL: url ?? (await testApp()).databaseUrl, LANG: language };
  return runPostline(args, env);
}

const done = (...lines: string[]) => ({
  code: 0,
  stderr: '',
  stdout: lines.map((line) => `${line}\n`).join(''),
});
const list = [
  'Добавлены следующие permissions:',
  '  - view_user (Can view Пользователь)',
  '  - view_recipient (Can view Получатель)',
  '  - view_message (Can view Сообщение)',
  '  - view_mailing (Can view Рассылка)',
  '  - can_view_all_recipients (Может просматривать всех получателей)',
  '  - can_view_all_messages (Может просматривать все сообщения)',
  '  - can_view_all_mailings (Может просматривать все рассылки)',
  '  - change_user (Can change Пользователь)',
  '  - can_disable_mailing (Может отключать рассылки)',
];
const made = 'Группа "Managers" успешно создана.';
const exists = 'Группа "Managers" уже существует.';
const ready = 'Группа "Managers" настроена. Назначено 9 permissions.';

test('create_managers_group makes the group, and says the second time that it is there', async () => {
  const url = await createDatabase();
  expect(await run(['create_managers_group', '--verbosity=2'], { url })).toEqual(
    done(made, '', ...list, '', ready),
  );
  expect(await run(['create_managers_group'], { url })).toEqual(done(exists, ready));
  expect(await run(['create_managers_group', '-v', '0'], { url })).toEqual(done());
});

test('creategroup manager makes the same group with the same words, in English elsewhere', async () => {
  const url = await createDatabase();
  expect(await run(['creategroup', 'manager'], { url })).toEqual(done(made, ready));
  const english = await run(['creategroup', 'manager', '-v', '3'], { url, language: 'en_GB.UTF-8' });
  expect(english.stdout.split('\n').slice(0, 4)).toEqual([
    'The group "Managers" already exists.',
    '',
    'These permissions were added:',
    '  - view_user (Can view user)',
  ]);
  expect(await run(['creategroup', 'pilots'], { url })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Можно создать группу manager, а не pilots.\n',
  });
});

test('it gives the group exactly its permissions again, and its members stay', async () => {
  const manager = await build.manager();
  const em = (await testApp()).orm.em.fork();
  await em.execute(`delete from group_permission where codename = 'change_user'`);
  await em.execute(
    `insert into group_permission (group_id, codename) select id, 'delete_blogpost' from "group" where name = 'Managers'`,
  );
  expect(await run(['create_managers_group'])).toEqual(done(exists, ready));
  const { viewer } = await as(manager).ask('{ viewer { groups { name } permissions { codename } } }');
  expect(viewer.groups).toEqual([{ name: 'Managers' }]);
  expect(viewer.permissions.map(({ codename }: Data) => codename)).toEqual(managerPermissions.toSorted());
});

test('add_to_group puts a user into a group by name, once', async () => {
  const [user, group] = [await build.user(), await build.group()];
  const args = ['add_to_group', user.email.toUpperCase(), group.name];
  expect(await run(args)).toEqual(done(`Пользователь ${args[1]} добавлен в группу "${group.name}".`));
  expect(await run(args)).toEqual(done(`Пользователь ${args[1]} уже в группе "${group.name}".`));
  const { viewer } = await as(user).ask('{ viewer { groups { name } } }');
  expect(viewer.groups).toEqual([{ name: group.name }]);
});

test('add_to_group tells who or what is not there, with exit code 3', async () => {
  const [user, group] = [await build.user(), await build.group()];
  const nobody = `${randomUUID()}@example.com`;
  const failed = (line: string) => ({ code: 3, stdout: '', stderr: `${line}\n` });
  expect(await run(['add_to_group', nobody, group.name])).toEqual(failed(`Пользователя ${nobody} нет.`));
  expect(await run(['add_to_group', user.email, 'Pilots'])).toEqual(failed('Группы "Pilots" нет.'));
  expect((await run(['add_to_group', user.email])).code).toBe(2);
});

test.each(['create_manager', 'createmanager'])('%s makes a user in the group Managers', async (command) => {
  const email = `manager-${randomUUID()}@example.com`;
  const { databaseUrl } = await testApp();
  const args = [command, '--email', email, '--full-name', 'Менеджер', '--password-stdin'];
  const env = { DATABASE_URL: databaseUrl, LANG: RUSSIAN };
  expect(await runPostline(args, env, 'a long enough password\n')).toEqual(done(`Менеджер ${email} создан.`));
  const { login } = await as(null).ask(
    `mutation ($input: LoginInput!) { login(input: $input) {
       fullName locale isSuperuser emailConfirmedAt groups { name } permissions { codename } } }`,
    { input: { email, password: 'a long enough password' } },
  );
  expect(login).toMatchObject({
    fullName: 'Менеджер',
    locale: 'RU',
    isSuperuser: false,
    emailConfirmedAt: expect.any(String),
    groups: [{ name: 'Managers' }],
  });
  expect(login.permissions).toHaveLength(9);
});
