import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';
import { launchSend } from '../../sending/launch/launch-send.ts';
import { dropOldDeliveries } from '../drop-old-deliveries.ts';

const execute = async <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/** Begins a new part, as if the present one were full. */
const cut = () => execute('select cut_ledger(0)');

async function launch(mailing: { id: number }): Promise<number> {
  const app = await testApp();
  return (await launchSend(app.asSystem(), { mailingId: mailing.id })).id;
}

/** Where the rows of runs are: the number of deliveries and of attempts in each part. */
async function placesOf(runIds: number[]) {
  const rows = await execute<{ place: string; run: number; count: number }>(
    `select tableoid::regclass::text as place, run_id as run, count(*)::int as count from delivery
     where run_id = any (?::int[]) group by 1, 2 order by 2`,
    [`{${runIds.join()}}`],
  );
  return rows.map(({ place, run, count }) => [run, place, count]);
}

const partsNow = async () =>
  (await execute<{ part: string }>('select part from parts_of_ledger()')).map(({ part }) => part);

/** A mailing whose list says that it has so many people. */
async function toMany(people: number) {
  const owner = await build.user();
  const list = await build.list({ owner });
  const mailing = await build.mailing({ owner, people, lists: [list] });
  await execute('update recipient_list set recipient_count = 1000000 where id = ?', [list.id]);
  onTestFinished(async () => {
    await execute('update recipient_list set recipient_count = 0 where id = ?', [list.id]);
  });
  return mailing;
}

test('runs after a cut are in the next part, and their numbers go up', async () => {
  const before = await launch(await build.mailing({ people: 2 }));
  await cut();
  const after = await launch(await build.mailing({ people: 3 }));
  expect(after).toBeGreaterThan(before);
  expect(after % 10_000).toBe(0);
  const [[, first], [, second]] = (await placesOf([before, after])) as [[number, string], [number, string]];
  expect(second).toBe(`delivery_${after / 10_000}`);
  expect(first).not.toBe(second);
});

test('a part that has hardly any numbers left is followed by the next one', async () => {
  await cut();
  const first = await launch(await build.mailing({ people: 1 }));
  await execute("select setval('mailing_run_id_seq', ?::int)", [first + 9_100]);
  const next = await launch(await build.mailing({ people: 1 }));
  expect(next).toBe(first + 10_000);
});

test('a run has a part whatever its number is, and however it came into being', async () => {
  const { id } = await build.mailing({ people: 0 });
  const [row] = await execute<{ id: number }>(
    `insert into mailing_run (id, mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from,
       status, finished_at, total, sent)
     select (select coalesce(max(id), 0) + 777777 from mailing_run), id, owner_id, 1, 'MANUAL', 'ALL', 's', 'b', 'TEXT', 'CREATED',
       'COMPLETED', now(), 1, 1
     from mailing where id = ? returning id`,
    [id],
  );
  await execute(
    `insert into delivery (run_id, email, address_hash, state)
     values (?, 'a@example.com', address_hash('a@example.com'), 'SENT')`,
    [row!.id],
  );
  expect(await placesOf([row!.id])).toEqual([[row!.id, `delivery_${Math.floor(row!.id / 10_000)}`, 1]]);
  // Numbers go on behind it.
  expect(await launch(await build.mailing({ people: 1 }))).toBeGreaterThan(row!.id);
});

test('a launch to many people fills a part of its own, and others follow it there', async () => {
  const before = await launch(await build.mailing({ people: 1 }));
  const many = await launch(await toMany(3));
  const after = await launch(await build.mailing({ people: 1 }));
  const place = `delivery_${many / 10_000}`;
  expect(await placesOf([before, many, after])).toEqual([
    [before, expect.not.stringMatching(place), 1],
    [many, place, 3],
    [after, place, 1],
  ]);
  const indexes = await execute<{ name: string }>(
    `select indexname as name from pg_indexes where tablename = ? order by 1`,
    [place],
  );
  expect(indexes.map(({ name }) => name)).toContain(`delivery_run_email_unique_${many / 10_000}`);
  expect(indexes).toHaveLength(7);
  await endRun(many, {});
  expect(await placesOf([many])).toEqual([[many, place, 3]]);
});

test('a mailbox of two owners gets one mail of a launch to many people', async () => {
  const mailing = await toMany(3);
  const { id: ownerId } = await build.user();
  await execute(
    `with stranger as (
       insert into recipient (owner_id, email) select ?::int, email from recipient
       where id = (select min(recipient_id) from mailing_recipient where mailing_id = ?) returning id)
     insert into mailing_recipient (mailing_id, recipient_id) select ?::int, id from stranger`,
    [ownerId, mailing.id, mailing.id],
  );
  const run = await launch(mailing);
  expect(await placesOf([run])).toEqual([[run, `delivery_${run / 10_000}`, 3]]);
  const [counts] = await execute('select total, pending from mailing_run where id = ?', [run]);
  expect(counts).toEqual({ total: 3, pending: 3 });
});

/** A launch to many people that fails when it has filled its part. */
async function abandoned(): Promise<void> {
  const { orm } = await testApp();
  const { id } = await build.mailing({ people: 0 });
  const failing = orm.em.fork().transactional(async (em) => {
    const [row] = await em.execute<{ run: number | null }[]>('select open_large_part() as run');
    if (row!.run === null) throw new Error('given up');
    await em.execute(
      `insert into mailing_run (id, mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from)
       select ?::int, id, owner_id, 1, 'MANUAL', 'ALL', 's', 'b', 'TEXT', 'CREATED' from mailing where id = ?`,
      [row!.run, id],
    );
    await em.execute('select attach_part(?::int)', [row!.run / 10_000]);
    throw new Error('given up');
  });
  await expect(failing).rejects.toThrow('given up');
}

test('a launch to many people that fails leaves no part', async () => {
  const before = await partsNow();
  await abandoned();
  expect(await partsNow()).toEqual(before);
  expect(
    await execute(
      `select from pg_class where relkind = 'r' and relname ~ '^(delivery|attempt)_[0-9]+$' and not relispartition`,
    ),
  ).toEqual([]);
});

test(
  'while borders move and parts are filled, every launch finds its part, once',
  { timeout: 120_000 },
  async () => {
    const few = await Promise.all(Array.from({ length: 12 }, () => build.mailing({ people: 2 })));
    const many = [await toMany(4), await toMany(4)];
    const cutting = (async () => {
      for (let count = 0; count < 6; count++) {
        await cut();
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
    })();
    const launched = Promise.all([...many, ...few].map(launch));
    const failed = Promise.all([abandoned(), abandoned()]);
    const runs = await launched;
    await Promise.all([cutting, failed]);
    expect(new Set(runs).size).toBe(14);
    const places = await placesOf(runs);
    expect(places.map(([, , count]) => count).toSorted()).toEqual([...Array(12).fill(2), 4, 4]);
    const parts = await execute<{ part: string; low: number | null; high: number }>(
      'select * from parts_of_ledger()',
    );
    for (const [run, place] of places as [number, string][]) {
      const { low, high } = parts.find(({ part }) => place === `delivery_${part}`)!;
      expect(run >= (low ?? 0) && run < high, `${run} in ${place}`).toBe(true);
    }
  },
);

test('old parts are dropped as a whole, and nothing else changes', async () => {
  await cut();
  const owner = await build.user();
  const old = [await build.mailing({ owner, people: 2 }), await build.mailing({ owner, people: 3 })];
  const dropped = await launchEnded(old, 13);
  await cut();
  const doubted = await launchEnded([await build.mailing({ owner, people: 2 })], 13, 'UNKNOWN');
  const beside = await launchEnded([await build.mailing({ owner, people: 2 })], 13);
  await cut();
  const recent = await launchEnded([await build.mailing({ owner, people: 1 })], 1);
  const counts = () =>
    execute('select id, total, sent, unknown from mailing_run where owner_id = ? order by id', [owner.id]);
  const sums = () =>
    execute('select * from attempt_count where owner_id = ? order by mailing_id', [owner.id]);
  const before = [await counts(), await sums()];
  expect(await dropOldDeliveries((await testApp()).orm.em.fork(), 12)).toBeGreaterThanOrEqual(3);
  expect(await partsNow()).not.toContain(String(Math.floor(dropped[0]! / 10_000)));
  expect(await placesOf([...dropped, ...doubted, ...beside, ...recent])).toEqual([
    [doubted[0], `delivery_${doubted[0]! / 10_000}`, 2],
    [recent[0], `delivery_${recent[0]! / 10_000}`, 1],
  ]);
  expect([await counts(), await sums()]).toEqual(before);
});

test('a part that a launch may still write to is not dropped', async () => {
  await cut();
  const [run] = await launchEnded([await build.mailing({ people: 1 })], 13);
  const place = `delivery_${run! / 10_000}`;
  const { id } = await build.mailing({ people: 0 });
  const { orm } = await testApp();
  await orm.em.fork().transactional(async (em) => {
    await em.execute(
      `insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from,
         status, finished_at, total, sent)
       select id, owner_id, 1, 'MANUAL', 'ALL', 's', 'b', 'TEXT', 'CREATED', 'COMPLETED', now(), 1, 1 from mailing where id = ?`,
      [id],
    );
    await cut();
    await launch(await build.mailing({ people: 1 }));
    await dropOldDeliveries(orm.em.fork(), 12);
    await em.execute(
      `insert into delivery (run_id, email, address_hash, state)
       select id, 'a@example.com', address_hash('a@example.com'), 'SENT'
       from mailing_run where mailing_id = ?`,
      [id],
    );
  });
  const [late] = await execute<{ id: number }>('select id from mailing_run where mailing_id = ?', [id]);
  expect(await placesOf([late!.id])).toEqual([[late!.id, place, 1]]);
});

/** Runs that ended so many months ago, with an attempt for each delivery. */
async function launchEnded(mailings: { id: number }[], months: number, state: 'SENT' | 'UNKNOWN' = 'SENT') {
  const runs: number[] = [];
  for (const mailing of mailings) {
    const run = await launch(mailing);
    const [first] = await execute<{ id: number }>(
      'select recipient_id as id from delivery where run_id = ? limit 1',
      [run],
    );
    await endRun(run, { [first!.id]: state });
    await execute(
      `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response)
       select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', 250, '250 ok'
       from delivery join mailing_run run on run.id = delivery.run_id where run.id = ?`,
      [run],
    );
    await execute('update mailing_run set finished_at = now() - make_interval(months => ?) where id = ?', [
      months,
      run,
    ]);
    runs.push(run);
  }
  return runs;
}
