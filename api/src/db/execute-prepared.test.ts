import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { executePrepared } from './execute-prepared.ts';

const KINDS = `select n, case when n > 1 then 'text ' || n end as words, n > 1 as flag, array['a', null] as list,
  '2026-01-02T03:04:05Z'::timestamptz as at, '{"a": 1}'::jsonb as json, $1::text || '!' as given
  from generate_series(1, 3) n`;

async function asker(sql: string) {
  const { orm } = await testApp();
  const name = randomUUID();
  return (...values: (string | null)[]) => executePrepared<object>(orm.em, { name, sql, values });
}

test('the same rows come each time, as from a statement that is not prepared', async () => {
  const { orm } = await testApp();
  const ask = await asker(KINDS);
  const expected = await orm.em.fork().execute<object[]>(KINDS.replace('$1', '?'), ['é']);
  for (let time = 0; time < 3; time++) {
    for (const rows of await Promise.all([ask('é'), ask('é'), ask('é')])) expect(rows).toEqual(expected);
  }
  expect(await ask(null)).toMatchObject([{ given: null }, { given: null }, { given: null }]);
});

test('a statement that fails is told, and the next one is run', async () => {
  const ask = await asker('select 6 / $1::int as share');
  for (let time = 0; time < 3; time++) {
    expect(await ask('3')).toEqual([{ share: 2 }]);
    await expect(ask('0')).rejects.toMatchObject({ code: '22012' });
  }
});

test('rows of a table that has changed are refused, not mistaken', async () => {
  const { orm } = await testApp();
  const table = `"changed ${randomUUID()}"`;
  const em = orm.em.fork();
  await em.execute(`create table ${table} as select 1 as one, 'two' as two`);
  const ask = await asker(`select * from ${table}`);
  // On every connection of the pool.
  for (let time = 0; time < 3; time++) {
    for (const rows of await Promise.all(Array.from({ length: 20 }, () => ask())))
      expect(rows).toEqual([{ one: 1, two: 'two' }]);
  }
  await em.execute(`alter table ${table} drop column one`);
  await expect(ask()).rejects.toThrow('cached plan must not change result type');
  await em.execute(`drop table ${table}`);
});
