import fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import type { User } from '../accounts/user.entity.ts';

const DAY = "timestamptz '2030-01-01' + floor(random() * 3) * interval '1 day'";
const WORD = "(array['', 'Анна', 'anna', 'Anna', 'Zoë', 'Ж'])[1 + floor(random() * 6)::int]";

/** Every list that can be sorted: its orders by column, and rows with few different values in them. */
const lists = {
  recipients: {
    orders: { EMAIL: 'email', FULL_NAME: 'full_name', CREATED_AT: 'created_at' },
    type: 'RecipientOrder',
    table: 'recipient',
    insert: `insert into recipient (owner_id, email, full_name, attributes, created_at)
      select ?, gen_random_uuid() || '@example.com', ${WORD}, '{}', ${DAY} from generate_series(1, ?)`,
  },
  messages: {
    orders: { SUBJECT: 'subject', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' },
    type: 'MessageOrder',
    table: 'message',
    insert: `insert into message (owner_id, subject, body, format, created_at, updated_at)
      select ?, ${WORD}, '', 'TEXT', ${DAY}, ${DAY} from generate_series(1, ?)`,
  },
  mailings: {
    orders: { NAME: 'name', CREATED_AT: 'created_at', START_AT: 'start_at' },
    type: 'MailingOrder',
    table: 'mailing',
    insert: `with message as (
        insert into message (owner_id, subject, body, format) values (?, '', '', 'TEXT') returning id, owner_id
      )
      insert into mailing (owner_id, message_id, name, created_at, start_at)
      select message.owner_id, message.id, ${WORD}, ${DAY}, case when random() < 0.5 then ${DAY} end
      from message cross join generate_series(1, ?)`,
  },
  recipientLists: {
    orders: { NAME: 'name', CREATED_AT: 'created_at' },
    type: 'RecipientListOrder',
    table: 'recipient_list',
    insert: `insert into recipient_list (owner_id, name, created_at)
      select ?, gen_random_uuid(), ${DAY} from generate_series(1, ?)`,
  },
  segments: {
    orders: { NAME: 'name', CREATED_AT: 'created_at', UPDATED_AT: 'updated_at' },
    type: 'SegmentOrder',
    table: 'segment',
    insert: `insert into segment (owner_id, name, filter, created_at, updated_at)
      select ?, gen_random_uuid(), '{"status":"ACTIVE"}', ${DAY}, ${DAY} from generate_series(1, ?)`,
  },
} as const;

type ListName = keyof typeof lists;

const anyWalk = fc.record({
  order: fc.constantFrom(
    ...Object.entries(lists).flatMap(([list, { orders }]) =>
      Object.entries(orders).map(([field, column]) => ({ list: list as ListName, field, column })),
    ),
  ),
  direction: fc.constantFrom('ASC', 'DESC'),
  backward: fc.boolean(),
  rows: fc.integer({ min: 0, max: 30 }),
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
  /** How many rows are added between two pages. */
  coming: fc.integer({ min: 0, max: 3 }),
});
type Walk = typeof anyWalk extends fc.Arbitrary<infer T> ? T : never;

const execute = async <T>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

const add = (list: ListName, owner: User, howMany: number) =>
  execute(lists[list].insert, [owner.id, howMany]);

async function idsInOrder({ order, direction }: Walk, owner: User): Promise<string[]> {
  const rows = await execute<{ id: number }>(
    `select id from ${lists[order.list].table} where owner_id = ? order by ${order.column} ${direction}, id ${direction}`,
    [owner.id],
  );
  return rows.map(({ id }) => String(id));
}

/** The ids of all pages, in the order of the list. */
async function walked({ order, direction, backward, sizes, coming }: Walk, owner: User): Promise<string[]> {
  const { type } = lists[order.list];
  const PAGE = `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ${type}) {
    page: ${order.list}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
      nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const seen: string[] = [];
  for (let cursor: string | null = null, turn = 0; ; turn++) {
    const size = sizes[turn % sizes.length]!;
    const args: Data = backward ? { last: size, before: cursor } : { first: size, after: cursor };
    const { page } = await as(owner).ask(PAGE, { ...args, orderBy: { field: order.field, direction } });
    const ids = page.nodes.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeLessThanOrEqual(size);
    if (backward) seen.unshift(...ids);
    else seen.push(...ids);
    if (!page.pageInfo[backward ? 'hasPreviousPage' : 'hasNextPage']) return seen;
    expect(ids).toHaveLength(size);
    cursor = page.pageInfo[backward ? 'startCursor' : 'endCursor'];
    await add(order.list, owner, turn < 10 ? coming : 0);
  }
}

test('any walk through any list meets each row once, in order, whatever comes meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(anyWalk, async (walk) => {
      const owner = await build.user();
      await add(walk.order.list, owner, walk.rows);
      const before = await idsInOrder(walk, owner);
      const seen = await walked(walk, owner);
      expect(new Set(seen).size).toBe(seen.length);
      const known = new Set(before);
      expect(seen.filter((id) => known.has(id))).toEqual(before);
      const met = new Set(seen);
      expect((await idsInOrder(walk, owner)).filter((id) => met.has(id))).toEqual(seen);
    }),
    { numRuns: 100 },
  );
});
