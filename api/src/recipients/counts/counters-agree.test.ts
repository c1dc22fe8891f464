import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { importText } from '../../../test/import-text.ts';
import type { User } from '../../accounts/user.entity.ts';
import { claimChange } from '../changes/running/claim-change.ts';
import { runChange } from '../changes/running/run-change.ts';
import { claimImport } from '../import/running/claim-import.ts';
import { runImport } from '../import/running/run-import.ts';
import { settleStatuses } from '../suppressions/settle-statuses.ts';
import { sumUp } from './sum-up.ts';

const leaseSeconds = 20;
const ADDRESSES = 30;
const STATUSES = ['ACTIVE', 'UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED'];

interface World {
  owner: User;
  lists: string[];
  imports: number[];
  changes: string[];
  random: () => number;
}

const execute = async <T>(sql: string, params: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const one = <T>({ random }: World, values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
const some = (world: World, most: number) =>
  Array.from({ length: 1 + Math.floor(world.random() * most) }, () => addressOf(world));
const addressOf = (world: World) => `p${Math.floor(world.random() * ADDRESSES)}@example.com`;

async function idsOf(world: World): Promise<string[]> {
  const emails = some(world, 8);
  const rows = await execute<{ id: number }>(
    'select id from recipient where owner_id = ? and email in (select json_array_elements_text(?::json))',
    [world.owner.id, JSON.stringify(emails)],
  );
  return rows.map(({ id }) => String(id));
}

async function work(kind: 'change' | 'import', id: number | string): Promise<void> {
  const { orm } = await testApp();
  const signal = new AbortController().signal;
  if (kind === 'change') {
    const claimed = await claimChange(orm.em.fork(), { leaseSeconds, changeId: Number(id) });
    if (claimed) await runChange(claimed, { orm, leaseSeconds, signal });
    return;
  }
  const claimed = await claimImport(orm.em.fork(), { leaseSeconds, importId: Number(id) });
  if (claimed) await runImport(claimed, { orm, log: (await testApp()).log, leaseSeconds, signal });
}

const ask = ({ owner }: World, document: string, variables: object = {}) =>
  as(owner).ask(document, { ...variables });

/** Everything that changes people or lists; what is refused has changed nothing. */
const steps: Record<string, (world: World) => Promise<unknown>> = {
  create: (world) =>
    ask(world, 'mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { id } }', {
      input: { email: addressOf(world), listIds: [one(world, world.lists)] },
    }),
  upsert: (world) =>
    ask(
      world,
      'mutation ($input: [UpsertRecipientInput!]!, $lists: [ID!]) { upsertRecipients(input: $input, listIds: $lists) { createdCount } }',
      { input: some(world, 5).map((email) => ({ email })), lists: [one(world, world.lists)] },
    ),
  rename: async (world) =>
    ask(
      world,
      'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }',
      { id: (await idsOf(world))[0] ?? '0', input: { email: addressOf(world) } },
    ),
  setStatus: async (world) =>
    ask(
      world,
      'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }',
      {
        id: (await idsOf(world))[0] ?? '0',
        input: { status: one(world, STATUSES), listIds: [one(world, world.lists)] },
      },
    ),
  async import(world) {
    const rows = some(world, 12).map((email) => `${email},${one(world, ['', 'unsubscribed', 'bounced'])}`);
    const { id } = await importText(world.owner, `email,status\n${rows.join('\n')}\n`, {
      listIds: [one(world, world.lists)],
    });
    world.imports.push(id);
  },
  async undoImport(world) {
    const id = one(world, world.imports);
    await ask(world, 'mutation ($id: ID!) { undoRecipientImport(id: $id) { id } }', { id: id ?? '0' });
    await work('import', id);
  },
  async change(world) {
    const kind = one(world, ['SET_STATUS', 'ADD_TO_LIST', 'REMOVE_FROM_LIST', 'DELETE']);
    const selection = one(world, [
      { filter: { status: one(world, STATUSES) } },
      { filter: { listId: one(world, world.lists) } },
      { ids: await idsOf(world) },
    ]);
    const { changeRecipients } = await ask(
      world,
      'mutation ($input: ChangeRecipientsInput!) { changeRecipients(input: $input) { id } }',
      {
        input: {
          kind,
          selection,
          ...(kind === 'SET_STATUS' && { status: one(world, STATUSES) }),
          ...(kind.includes('LIST') && { listId: one(world, world.lists) }),
        },
      },
    );
    world.changes.push(changeRecipients.id);
    await work('change', changeRecipients.id);
  },
  async undoChange(world) {
    const id = one(world, world.changes);
    await ask(world, 'mutation ($id: ID!) { undoRecipientChange(id: $id) { id } }', { id: id ?? '0' });
    await work('change', id);
  },
  delete: async (world) =>
    ask(world, 'mutation ($ids: [ID!]!) { deleteRecipients(ids: $ids) }', { ids: await idsOf(world) }),
  async move(world) {
    const ids = await idsOf(world);
    const [from, to] = [one(world, world.lists), one(world, world.lists)];
    await ask(
      world,
      `mutation ($ids: [ID!]!, $from: ID!, $to: ID!) {
        removeRecipientsFromList(listId: $from, ids: $ids) { count } addRecipientsToList(listId: $to, ids: $ids) { count } }`,
      { ids, from, to },
    );
  },
  async replaceList(world) {
    const [gone] = world.lists.splice(Math.floor(world.random() * world.lists.length), 1);
    world.lists.push(String((await build.list({ owner: world.owner })).id));
    await ask(world, 'mutation ($id: ID!) { deleteRecipientList(id: $id) }', { id: gone });
  },
  suppress: (world) =>
    ask(
      world,
      'mutation ($emails: [String!]!, $reason: SuppressionReason) { addSuppressions(input: { emails: $emails, reason: $reason }) { addedCount } }',
      { emails: some(world, 5), reason: one(world, STATUSES.slice(1)) },
    ),
  async lift(world) {
    const { suppressions } = await ask(
      world,
      '{ suppressions(filter: { isLifted: false }) { nodes { id } } }',
    );
    const id = one(world, suppressions.nodes as { id: string }[])?.id ?? '0';
    await ask(world, 'mutation ($id: ID!) { liftSuppression(id: $id, reason: "x") { id } }', { id });
  },
  sumUp: async () => sumUp((await testApp()).orm.em.fork()),
};

const REFUSALS = /"code": ?"(?:CONFLICT|NOT_FOUND|INVALID)"/;

async function tryStep(name: string, world: World): Promise<void> {
  try {
    await steps[name]!(world);
  } catch (error) {
    const refusal = error as { message: string; code?: string };
    if (REFUSALS.test(refusal.message) || ['CONFLICT', 'NOT_FOUND', 'INVALID'].includes(refusal.code ?? ''))
      return;
    throw error;
  }
}

/** The number of the home page that counters give. */
async function overviewOf(world: World): Promise<number> {
  await (await testApp()).services.cache.clear();
  return (await ask(world, '{ overview { uniqueRecipientCount } }')).overview.uniqueRecipientCount;
}

/** Counters that are not what the rows say; statuses that are not what the suppressions say. */
const wrongIn = async ({ owner }: World) => ({
  lists: await execute(
    `select id, recipient_count from recipient_list where owner_id = ? and recipient_count <>
       (select count(*) from recipient_list_member where list_id = recipient_list.id)`,
    [owner.id],
  ),
  statuses: await execute(
    `select status, counted.count as counted, rows.count from
       (select status, sum(count)::int as count from recipient_count where owner_id = ? group by 1) counted
     full join (select status, count(*)::int as count from recipient where owner_id = ? group by 1) rows using (status)
     where coalesce(counted.count, 0) <> coalesce(rows.count, 0)`,
    [owner.id, owner.id],
  ),
  people: await execute(
    `select email, status, refusal_of(owner_id, address_hash) from recipient where owner_id = ?
       and status <> coalesce(refusal_of(owner_id, address_hash), 'ACTIVE')`,
    [owner.id],
  ),
});
const nothing = { lists: [], statuses: [], people: [] };

test.each(Array.from({ length: 6 }, () => Math.floor(Math.random() * 2 ** 31)))(
  'counters say what the rows say, whatever happens in whatever order, two at once too: %i',
  async (seed) => {
    const owner = await build.user();
    const lists = [await build.list({ owner }), await build.list({ owner })].map(({ id }) => String(id));
    const world: World = { owner, lists, imports: [], changes: [], random: randomOf(seed) };
    const done: string[] = [];
    for (let round = 0; round < 25; round++) {
      const names = world.random() < 0.4 ? 2 : 1;
      const chosen = Array.from({ length: names }, () => one(world, Object.keys(steps)));
      done.push(chosen.join(' + '));
      await Promise.all(chosen.map((name) => tryStep(name, world)));
      // As the sweep does; two transactions do not see each other's rows.
      if (names === 2) await settleStatuses((await testApp()).orm.em.fork());
      expect({ done, ...(await wrongIn(world)) }).toEqual({ done, ...nothing });
    }
    const [rows] = await execute<{ count: number }>(
      'select count(*)::int as count from recipient where owner_id = ?',
      [owner.id],
    );
    expect((await ask(world, '{ recipients { totalCount } }')).recipients.totalCount).toBe(rows!.count);
    expect(await overviewOf(world)).toBe(rows!.count);
  },
  120_000,
);
