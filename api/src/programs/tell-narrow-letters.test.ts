import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../test/database.ts';
import { openOrm } from '../db/orm.ts';
import { entities } from './entities.ts';
import { tellNarrowLetters } from './tell-narrow-letters.ts';

test.each([
  ['C', ['CLI_NARROW_LETTERS']],
  ['C.UTF-8', []],
])('a database of the operator with LC_CTYPE %s', async (type, expected) => {
  const url = new URL(await createDatabase());
  await run(url, `create database "${url.pathname.slice(1)}_${type}" template template0 lc_ctype '${type}'`);
  url.pathname += `_${type}`;
  await run(url, 'create extension pg_trgm');
  const app = await testApp();
  const orm = await openOrm(url.href, entities);
  onTestFinished(() => orm.close());
  const told: string[] = [];
  const config = { ...app.config, databaseUrl: url.href };
  await tellNarrowLetters({ ...app, orm, config }, (key) => void told.push(key));
  expect(told).toEqual(expected);
});

async function run({ href }: URL, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: href });
  await client.connect();
  await client.query(sql);
  await client.end();
}
