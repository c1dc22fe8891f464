import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { peopleOf } from '../../../test/import-text.ts';
import { runPostline } from '../../../test/run-postline.ts';
import type { User } from '../../accounts/user.entity.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'postline-import-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

/** Runs `import_recipients` in Russian on a file with these lines. */
async function importFrom(owner: User, lines: string[], args: string[] = []) {
  const file = join(folder(), 'people.csv');
  writeFileSync(file, lines.join('\n'));
  const { databaseUrl } = await testApp();
  const all = ['import_recipients', file, '--owner', owner.email.toUpperCase(), ...args];
  return runPostline(all, { DATABASE_URL: databaseUrl, LANG: 'ru_RU.UTF-8' });
}

const told = (counts: Record<string, number>) => {
  const all = {
    rows: 0,
    created: 0,
    updated: 0,
    unchanged: 0,
    skipped: 0,
    suppressed: 0,
    repeated: 0,
    rejected: 0,
    ...counts,
  };
  return `Строк: ${all.rows}. Новых: ${all.created}, обновлено: ${all.updated}, без изменений: ${all.unchanged}, пропущено: ${all.skipped}, не получают писем: ${all.suppressed}, повторов: ${all.repeated}, отклонено: ${all.rejected}.\n`;
};

test('people are imported into lists, which are made once, and the numbers are told', async () => {
  const owner = await build.user();
  const lines = ['email,name', 'a@example.com,A', 'b@example.com,B'];
  expect(await importFrom(owner, lines, ['--list', 'Друзья'])).toEqual({
    code: 0,
    stderr: '',
    stdout: told({
      rows: 2,
      created: 2,
    }),
  });
  const again = await importFrom(
    owner,
    [...lines, 'c@example.com,C'],
    ['--list', ' ДРУЗЬЯ ', '--list', 'Все'],
  );
  expect(again.stdout).toBe(told({ rows: 3, created: 1, updated: 2 }));
  const people = await peopleOf(owner);
  expect(people).toHaveLength(3);
  for (const { lists } of people) expect(lists).toEqual([{ name: 'Все' }, { name: 'Друзья' }]);
});

test('columns, rules and a dry run by options', async () => {
  const owner = await build.user();
  await build.recipient({ owner, email: 'a@example.com', fullName: 'Anna' });
  const lines = ['Login=Id;Work;Private;Mobile', 'A=1;x@example.org;a@example.com;7', 'B=2;;b@example.com;8'];
  const columns = [
    '--email-column',
    'private',
    '--map',
    'Login=Id=name',
    '--map',
    'Mobile=attribute:phone',
    '--map',
    'Work=ignore',
  ];
  const rules = ['--on-existing', 'skip', '--blanks', 'replace'];
  const dry = await importFrom(owner, lines, [...columns, ...rules, '--dry-run']);
  expect(dry.stdout).toBe(`${told({ rows: 2, created: 1, skipped: 1 })}Это проверка, ничего не сохранено.\n`);
  expect(await peopleOf(owner)).toHaveLength(1);
  const { stdout } = await importFrom(owner, lines, [...columns, ...rules, '-v', '2']);
  expect(stdout).toContain('Login=Id → FULL_NAME, Work → IGNORE, Private → EMAIL, Mobile → ATTRIBUTE');
  expect(await peopleOf(owner)).toMatchObject([
    { email: 'a@example.com', fullName: 'Anna', attributes: {} },
    { email: 'b@example.com', fullName: 'B=2', attributes: { phone: '8' } },
  ]);
});

test('rejected rows are told, ten of them unless more is asked for, and kept in a file', async () => {
  const owner = await build.user();
  const lines = [
    'email,name',
    ...Array.from({ length: 12 }, (_, index) => `wrong${index},"A, ""B"""`),
    'a@example.com,A',
  ];
  const rejected = join(folder(), 'rejected.csv');
  const few = await importFrom(owner, lines, ['--rejected', rejected]);
  const none = await importFrom(owner, lines, ['-v', '0']);
  const line = (index: number) =>
    `  строка ${index + 2}: email: В адресе должен быть знак @. wrong${index},"A, ""B"""`;
  expect(few.stdout.split('\n')).toEqual([
    ...Array.from({ length: 10 }, (_, index) => line(index)),
    '  … и ещё 2; -v 2 покажет все, --rejected <файл> сохранит их.',
    ...told({ rows: 13, created: 1, rejected: 12 }).split('\n'),
  ]);
  expect(none).toEqual({ code: 0, stdout: '', stderr: '' });
  const kept = readFileSync(rejected, 'utf8').split('\r\n');
  expect(kept).toHaveLength(14);
  expect(kept[0]).toBe('\uFEFF"Строка","Столбец","Итог","Причина","Данные"');
  expect(kept[1]).toBe('"2","email","отклонена","В адресе должен быть знак @.","wrong0,""A, """"B"""""""');
});

test('what is not there, and what is no list of people, is refused, and leaves no list', async () => {
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
  expect(await refusal(file, '--owner', owner.email, '--list', 'Друзья')).toEqual([
    2,
    expect.stringContaining('Ни в одном столбце нет адресов почты. Столбцы: name, city.'),
  ]);
  writeFileSync(file, 'email\n');
  expect(await refusal(file, '--owner', owner.email, '--list', 'Друзья')).toEqual([
    2,
    'В файле нет строк с данными.\n',
  ]);
  expect((await refusal(file, '--owner', owner.email, '--map', 'email'))[0]).toBe(2);
  expect((await refusal(file, '--owner', owner.email, '--on-existing', 'merge'))[0]).toBe(2);
  expect((await refusal(file))[0]).toBe(2);
  const { recipients, recipientLists } = await as(owner).ask(
    '{ recipients { totalCount } recipientLists { totalCount } }',
  );
  expect([recipients.totalCount, recipientLists.totalCount]).toEqual([0, 0]);
});
