import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '../../test/database.ts';
import { runPostline, type Finished } from '../../test/run-postline.ts';

/** Runs commands in Russian on a database of this test's own. */
async function commandsOver(databaseUrl?: string) {
  const url = databaseUrl ?? (await createDatabase());
  return (...args: string[]): Promise<Finished> =>
    runPostline(args, { DATABASE_URL: url, LANG: 'ru_RU.UTF-8' });
}

const done = (stdout: string) => ({ code: 0, stdout, stderr: '' });

test('a database is brought up to date once, and can be asked whether it is', async () => {
  const postline = await commandsOver();
  expect(await postline('migrate', '--check')).toEqual({
    code: 2,
    stderr: '',
    stdout: expect.stringMatching(
      /^В базе данных не хватает миграций: Migration\d{14}_\w+(, Migration\d{14}_\w+)*\n$/,
    ),
  });
  expect(await postline('migrate')).toEqual(done(expect.stringMatching(/^Применено миграций: [1-9]\d*\n$/)));
  expect(await postline('migrate')).toEqual(done('База данных актуальна.\n'));
  expect(await postline('migrate', '--check')).toEqual(done('База данных актуальна.\n'));
  expect(await postline('migrate', '-v', '0')).toEqual(done(''));
});

test('two that migrate at once do it once', async () => {
  const postline = await commandsOver();
  const both = await Promise.all([postline('migrate'), postline('migrate')]);
  expect(both.map(({ code, stderr }) => ({ code, stderr }))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ]);
  expect(await postline('migrate', '--check')).toMatchObject({ code: 0 });
});

test('the entities are what the migrations make', async () => {
  const postline = await commandsOver();
  await postline('migrate');
  expect(await postline('makemigrations', '--check')).toEqual(done('Изменений нет.\n'));
});

test('init makes what an installation begins with, and is safe to repeat', async () => {
  const postline = await commandsOver();
  for (let time = 0; time < 2; time++) {
    expect(await postline('init')).toEqual(done('Готово. 2 группы, 4 интервала, 4 статьи в блоге.\n'));
    expect(await postline('createintervals')).toEqual(done('Интервалов: 4\n'));
  }
});

test.each(['migrate', 'init'])('%s tells that the database is away, without a stack', async (command) => {
  const postline = await commandsOver('postgresql://somebody:s3cr3t@127.0.0.1:9/postline');
  expect(await postline(command)).toEqual({
    code: 75,
    stdout: '',
    stderr: 'База данных недоступна: connect ECONNREFUSED 127.0.0.1:9\n',
  });
});

test('a password that the database refuses is told, but not which', async () => {
  const url = new URL(await createDatabase());
  url.password = 's3cr3t';
  const postline = await commandsOver(url.href);
  const { code, stderr } = await postline('migrate');
  expect(code).toBe(75);
  expect(stderr).toMatch(/^База данных недоступна: .*password authentication failed/);
  expect(stderr).not.toContain('s3cr3t');
});

test.each(['migrate', 'init', 'createintervals'])(
  '%s refuses a database that a newer version has migrated',
  async (command) => {
    const url = await createDatabase();
    const postline = await commandsOver(url);
    await postline('migrate');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(
      "insert into mikro_orm_migrations (name, executed_at) values ('Migration29990101000000_later', now())",
    );
    await client.end();
    const { code, stderr } = await postline(command);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: expect.stringContaining('Migration29990101000000_later'),
    });
  },
);
