import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { build } from '../../../../test/build.ts';
import { rounds } from '../../../../test/chaos.ts';
import { as } from '../../../../test/client.ts';
import { testApp } from '../../../../test/database.ts';
import { spawnWorker } from '../../../../test/spawn-worker.ts';
import { until } from '../../../../test/worker.ts';
import { RecipientChange } from '../recipient-change.entity.ts';

const MINUTES = 60_000;
const PEOPLE = rounds({ short: 20_000, full: 300_000 });
const KILLS = rounds({ short: 3, full: 30 });
const CHANGE =
  'mutation ($input: ChangeRecipientsInput!) { changeRecipients(input: $input) { id totalCount } }';
const UNDO = 'mutation ($id: ID!) { undoRecipientChange(id: $id) { status } }';

const find = async (id: string) => (await testApp()).orm.em.fork().findOneOrFail(RecipientChange, Number(id));
const execute = async <T>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/**
 * Lets worker processes work on a change until it has ended. Each worker but the last is killed in the
 * middle.
 */
async function workWithKills(id: string): Promise<void> {
  const app = await testApp();
  const env = { databaseUrl: app.databaseUrl, smtpUrl: 'smtp://127.0.0.1:9' };
  const mark = async () => {
    const { status, batchCount } = await find(id);
    return `${status}/${batchCount}`;
  };
  const isBusy = async () => ['QUEUED', 'RUNNING', 'UNDOING'].includes((await find(id)).status);
  for (let kill = 0; kill < KILLS; kill++) {
    const worker = await spawnWorker(env);
    const before = await mark();
    await until(async () => (await mark()) !== before || !(await isBusy()), 60);
    await sleep(Math.random() * 200);
    await worker.kill();
  }
  const last = await spawnWorker(env);
  await until(async () => !(await isBusy()), 600);
  await last.stop();
}

test(
  'killed again and again, workers delete everybody once, and bring everybody back once',
  { timeout: 30 * MINUTES },
  async () => {
    const owner = await build.user();
    const list = await build.list({ owner });
    await execute(
      `with made as (
         insert into recipient (owner_id, email, attributes)
         select ?, 'p' || i || '-${owner.id}@example.com', jsonb_build_object('n', i) from generate_series(1, ?) i returning id
       ) insert into recipient_list_member select ?, id from made`,
      [owner.id, PEOPLE, list.id],
    );
    const state = async () =>
      execute(
        `select (select md5(string_agg(recipient::text, ',' order by id)) from recipient where owner_id = ?) as people,
           (select recipient_count from recipient_list where id = ?) as listed,
           (select count(*)::int from recipient_list_member where list_id = ?) as members`,
        [owner.id, list.id, list.id],
      );
    const before = await state();
    const input = { kind: 'DELETE', selection: { filter: { listId: String(list.id) } } };
    const { id, totalCount } = (await as(owner).ask(CHANGE, { input })).changeRecipients;
    expect(totalCount).toBe(PEOPLE);
    await workWithKills(id);
    expect(await find(id)).toMatchObject({ status: 'COMPLETED', doneCount: PEOPLE, changedCount: PEOPLE });
    expect(await state()).toEqual([{ people: null, listed: 0, members: 0 }]);
    await as(owner).ask(UNDO, { id });
    await workWithKills(id);
    expect(await find(id)).toMatchObject({ status: 'UNDONE', restoredCount: PEOPLE, leftAloneCount: 0 });
    expect(await state()).toEqual(before);
  },
);
