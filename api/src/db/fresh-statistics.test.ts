import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { freshenStatistics } from './fresh-statistics.ts';

async function filledTable() {
  const em = (await testApp()).orm.em.fork();
  await em.execute('create table filled (n int) with (autovacuum_enabled = false)');
  onTestFinished(() => em.execute('drop table filled').then(() => {}));
  const add = (rows: number) => em.execute('insert into filled select generate_series(1, ?::int)', [rows]);
  const known = async () => {
    const [row] = await em.execute<{ rows: number }[]>(
      `select reltuples::int as rows from pg_class where relname = 'filled'`,
    );
    return row!.rows;
  };
  return { em, add, known };
}

test('a table that was filled at once is looked at again before the next bulk statement', async () => {
  const { em, add, known } = await filledTable();
  await add(50_000);
  expect(await known()).toBe(-1);
  await freshenStatistics(em);
  expect(await known()).toBe(50_000);
});

test('a table that grew by little is left alone', async () => {
  const { em, add, known } = await filledTable();
  await add(50_000);
  await freshenStatistics(em);
  await add(5_000);
  await freshenStatistics(em);
  expect(await known()).toBe(50_000);
  await add(50_000);
  await freshenStatistics(em);
  expect(await known()).toBe(105_000);
});

test('a table in parts is looked at as a whole, after its parts', async () => {
  const em = (await testApp()).orm.em.fork();
  await em.execute(`create table split (n int) partition by range (n);
    create table split_0 partition of split for values from (0) to (100000) with (autovacuum_enabled = false)`);
  onTestFinished(() => em.execute('drop table split').then(() => {}));
  await em.execute('insert into split select generate_series(1, 50000)');
  await freshenStatistics(em);
  await freshenStatistics(em);
  const [row] = await em.execute<{ rows: number }[]>(
    `select reltuples::int as rows from pg_class where relname = 'split'`,
  );
  expect(row).toEqual({ rows: 50_000 });
});
