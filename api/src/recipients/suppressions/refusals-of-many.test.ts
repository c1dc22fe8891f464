import type { EntityManager } from '@mikro-orm/postgresql';
import { expect, onTestFinished, test } from 'vitest';
import { createDatabase, testApp } from '../../../test/database.ts';
import { openApp } from '../../programs/app.ts';
import { suppress } from './suppress.ts';

/** How often this connection has read recipients in its transaction, by whatever way. */
async function readsOf(em: EntityManager): Promise<number> {
  const [row] = await em.execute<{ count: string }[]>(
    `select seq_scan + coalesce(idx_scan, 0) as count from pg_stat_xact_user_tables where relname = 'recipient'`,
  );
  return Number(row?.count ?? 0);
}

test('adding many people reads none of those who are there, and refuses whoever said no', async () => {
  const { config, log } = await testApp();
  // False statistics would stay for other tests.
  const { orm, close } = await openApp(config, log, { databaseUrl: await createDatabase() });
  onTestFinished(close);
  const em = orm.em.fork();
  await em.execute(`insert into "user" (email, full_name) values ('owner@example.com', 'Owner')`);
  await suppress(em, {
    ownerId: 1,
    emails: ['person7@example.com'],
    reason: 'UNSUBSCRIBED',
    source: 'BY_HAND',
    addedById: 1,
  });
  const add = (from: number, to: number) => `insert into recipient (owner_id, email)
    select 1, 'person' || n || '@example.com' from generate_series(${from}, ${to}) n`;
  const reads = await em.transactional(async (tx) => {
    // As if everybody had been deleted: plans expect nobody in the table.
    await tx.execute(
      `select pg_restore_relation_stats('schemaname', current_schema()::text, 'relname', 'recipient', 'relpages', 1000, 'reltuples', 0::real)`,
    );
    const before = await readsOf(tx);
    await tx.execute(add(1000, 11_000));
    return (await readsOf(tx)) - before;
  });
  expect(reads).toBe(0);
  await em.execute(add(1, 20));
  expect(await em.execute(`select email, status from recipient where status <> 'ACTIVE'`)).toEqual([
    { email: 'person7@example.com', status: 'UNSUBSCRIBED' },
  ]);
});
