import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { runPostline } from '../../../test/run-postline.ts';
import type { User } from '../../accounts/user.entity.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'postline-import-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** `import_recipients` in Russian, of a file with these lines. */
async function importFrom(owner: User, lines: string[], args: string[] = []) {
  const file = join(folder(), 'people.csv');
  writeFileSync(file, lines.join('\n'));
  const { databaseUrl } = await testApp();
  const all = ['import_recipients', file, '--owner', owner.email.toUpperCase(), ...args];
  return runPostline(all, { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' });
}

const people = async (owner: User) =>
  (await as(owner).ask('{ recipients { totalCount nodes { email lists { name } } } }')).recipients;

test('people are imported into a list, which is made once, and the numbers are told', async () => {
  const owner = await build.user();
  const lines = ['email,name', 'a@example.com,A', 'b@example.com,B'];
  expect(await importFrom(owner, lines, ['--list', 'Друзья'])).toEqual({
    code: 0,
    stderr: '',
    stdout: 'Прочитано строк: 2. Новых: 2, обновлено: 0, отклонено: 0.\n',
  });
  const again = await importFrom(owner, [...lines, 'c@example.com,C'], ['--list', ' ДРУЗЬЯ ']);
  expect(again.stdout).toBe('Прочитано строк: 3. Новых: 1, обновлено: 2, отклонено: 0.\n');
  const { totalCount, nodes } = await people(owner);
  expect(totalCount).toBe(3);
  for (const { lists } of nodes) expect(lists).toEqual([{ name: 'Друзья' }]);
});

test('rejected rows are told, ten of them unless more is asked for, and kept in a file', async () => {
  const owner = await build.user();
  const lines = [
    'email,name',
    ...Array.from({ length: 12 }, (_, index) => `wrong${index},"A, ""B"""`),
    'a@example.com,A',
  ];
  const rejected = join(folder(), 'rejected.csv');
  const [few, all, none] = [
    await importFrom(owner, lines, ['--rejected', rejected]),
    await importFrom(owner, lines, ['-v', '2']),
    await importFrom(owner, lines, ['-v', '0']),
  ];
  const told = (index: number) =>
    `  строка ${index + 2}: В адресе должен быть знак @. wrong${index},"A, ""B"""`;
  expect(few.stdout.split('\n')).toEqual([
    ...Array.from({ length: 10 }, (_, index) => told(index)),
    '  … и ещё 2; -v 2 покажет все, --rejected <файл> сохранит их.',
    'Прочитано строк: 13. Новых: 1, обновлено: 0, отклонено: 12.',
    '',
  ]);
  expect(all.stdout.split('\n').slice(0, 12)).toEqual(Array.from({ length: 12 }, (_, index) => told(index)));
  expect(none).toEqual({ code: 0, stdout: '', stderr: '' });
  const kept = readFileSync(rejected, 'utf8').split('\n');
  expect(kept).toHaveLength(14);
  expect(kept[0]).toBe('line,reason,row');
  expect(kept[1]).toBe('2,"В адресе должен быть знак @.","wrong0,""A, """"B"""""""');
});

test('what is not there, and what is no list of people, is refused', async () => {
  const owner = await build.user();
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' };
  const refusal = async (...args: string[]) => {
    const { code, stderr } = await runPostline(['import_recipients', ...args], env);
    return [code, stderr];
  };
  expect(await refusal('/no/such.csv', '--owner', owner.email)).toEqual([3, 'Файла /no/such.csv нет.\n']);
  const file = join(folder(), 'people.csv');
  writeFileSync(file, 'name;city\nAnna;Köln\n');
  expect(await refusal(file, '--owner', 'nobody@example.com')).toEqual([
    3,
    'Пользователя nobody@example.com нет.\n',
  ]);
  expect(await refusal(file, '--owner', owner.email)).toEqual([
    2,
    'В первой строке нет столбца с адресом. Столбцы: name, city\n',
  ]);
  expect(await refusal(folder(), '--owner', owner.email)).toEqual([
    3,
    expect.stringMatching(/^Файла .* нет\.\n$/),
  ]);
  expect((await refusal(file))[0]).toBe(2);
  expect((await people(owner)).totalCount).toBe(0);
});
