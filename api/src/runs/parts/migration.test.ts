import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { openOrm } from '../../db/orm.ts';
import { entities } from '../../programs/entities.ts';

const BEFORE = 'Migration20261130013000_failure_words';
const PARTS = 'Migration20261130040000_ledger_parts';

const RUN = `insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, status, subject, body, format,
  launched_from, finished_at, total, sent)
  select 1, 1, ?, 'MANUAL', 'ALL', 'COMPLETED', 's', 'b', 'TEXT', 'CREATED', now(), 3, 3 returning id`;

/** A database as a version without parts has left it, with a run of three. */
async function older() {
  const orm = await openOrm(await createDatabase(), entities);
  onTestFinished(() => orm.close());
  await orm.migrator.up({ to: BEFORE });
  const em = orm.em.fork();
  await em.execute(`insert into "user" (email, full_name) values ('owner@example.com', 'Owner');
    insert into message (owner_id, subject, body, format) values (1, 's', 'b', 'TEXT');
    insert into mailing (owner_id, message_id, name) values (1, 1, 'm')`);
  const send = async (number: number) => {
    const [run] = await em.execute<{ id: number }[]>(RUN, [number]);
    await em.execute(
      `with made as (
         insert into delivery (run_id, recipient_id, email, address_hash, state, tries, sent_at)
         select ?, n, n || '@example.com', sha256(n::text::bytea), 'SENT', 1, now() from generate_series(1, 3) n returning id, run_id
       ) select from made`,
      [run!.id],
    );
    await em.execute(
      `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response)
       select id, run_id, 1, 1, 'SUCCESS', 250, '250 ok' from delivery where run_id = ?`,
      [run!.id],
    );
    return run!.id;
  };
  /** The tables as they are made, and all of their rows. */
  const shape = () =>
    em.execute(`select relname, relkind, reloptions,
        (select json_agg(pg_get_indexdef(indexrelid) order by indexrelid::regclass::text) from pg_index where indrelid = pg_class.oid) as indexes,
        (select json_agg(pg_get_triggerdef(oid) order by tgname) from pg_trigger where tgrelid = pg_class.oid and not tgisinternal) as triggers,
        (select json_agg(pg_get_constraintdef(oid) order by conname) from pg_constraint where conrelid = pg_class.oid and contype <> 'n') as rules,
        pg_get_serial_sequence(relname, 'id') as numbers
      from pg_class where relname in ('delivery', 'attempt') order by 1`);
  const rows = async () => ({
    deliveries: await em.execute('select * from delivery order by id'),
    attempts: await em.execute('select * from attempt order by id'),
    counted: await em.execute('select sum(succeeded)::int as attempts from attempt_count'),
    domains: await em.execute('select sum(succeeded)::int as attempts from domain_count'),
  });
  return { orm, em, send, shape, rows };
}

test('what was there is the first part, and numbers go on', async () => {
  const { orm, em, send, rows } = await older();
  const first = await send(1);
  const before = await rows();
  await orm.migrator.up({ to: PARTS });
  expect(await rows()).toEqual(before);
  const second = await send(2);
  await em.execute('select cut_ledger(0)');
  const third = await send(3);
  expect([first, second, third]).toEqual([1, 2, 10_000]);
  const { deliveries, attempts, counted, domains } = await rows();
  expect(deliveries.map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(attempts.map(({ id }) => Number(id))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect([counted, domains]).toEqual([[{ attempts: 9 }], [{ attempts: 9 }]]);
});

test('deleting runs deletes their rows in all parts', async () => {
  const { orm, em, send, rows } = await older();
  const runs = [await send(1)];
  await orm.migrator.up({ to: PARTS });
  await em.execute('select cut_ledger(0)');
  runs.push(await send(2), await send(3));
  await em.execute('delete from mailing_run where id in (?, ?)', [runs[0], runs[1]]);
  const { deliveries, attempts } = await rows();
  expect(deliveries.map((row) => row.run_id)).toEqual([runs[2], runs[2], runs[2]]);
  expect(attempts).toHaveLength(3);
});

test('the way back leaves the tables as they were, with all rows', async () => {
  const { orm, em, send, shape, rows } = await older();
  await send(1);
  const before = await shape();
  await orm.migrator.up({ to: PARTS });
  for (const number of [2, 3]) {
    await em.execute('select cut_ledger(0)');
    await send(number);
  }
  const kept = await rows();
  expect(kept.deliveries).toHaveLength(9);
  await orm.migrator.down();
  expect(await shape()).toEqual(before);
  expect(await rows()).toEqual(kept);
  await send(4);
  await orm.migrator.up({ to: PARTS });
  expect((await rows()).deliveries).toHaveLength(12);
});
