import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import type { User } from '../accounts/user.entity.ts';

type Row = { id: string };
type Direction = 'ASC' | 'DESC';

const lists = {
  mailings: { field: 'START_AT', type: 'MailingOrder', column: 'start_at', table: 'mailing' },
  recipients: { field: 'FULL_NAME', type: 'RecipientOrder', column: 'full_name', table: 'recipient' },
} as const;
type ListName = keyof typeof lists;

const pageOf = (
  list: ListName,
) => `query ($first: Int, $after: String, $last: Int, $before: String, $orderBy: ${lists[list].type}) {
  page: ${list}(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
    nodes { id } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;

async function execute<T = unknown>(sql: string, params: unknown[] = []): Promise<T[]> {
  const { orm } = await testApp();
  return orm.em.fork().execute<T[]>(sql, params);
}

/** Rows with few different values to sort by, a fifth of them null. */
async function addRows(list: ListName, owner: User, howMany: number): Promise<void> {
  if (list === 'recipients') {
    await execute(
      `insert into recipient (owner_id, email, full_name, attributes)
       select ?, gen_random_uuid() || '@example.com', (array['', 'Анна', 'anna', 'Anna', 'Zoë', 'Ж'])[1 + n % 6], '{}'
       from generate_series(1, ?) n`,
      [owner.id, howMany],
    );
    return;
  }
  const message = await build.message({ owner });
  await execute(
    `insert into mailing (owner_id, message_id, name, start_at)
     select ?, ?, 'Mailing ' || n, case when n % 5 > 0 then timestamptz '2030-01-01T00:00:00.123Z' + n % 7 * interval '1 day' end
     from generate_series(1, ?) n`,
    [owner.id, message.id, howMany],
  );
}

const inOrder = (list: ListName, owner: User, direction: Direction) =>
  execute<{ id: number }>(
    `select id from ${lists[list].table} where owner_id = ? order by ${lists[list].column} ${direction}, id ${direction}`,
    [owner.id],
  ).then((rows) => rows.map(({ id }) => String(id)));

/** Inserts rows all over the list, and deletes some: the last one seen, and any others. */
async function disturb(list: ListName, owner: User, last: string): Promise<void> {
  const { table } = lists[list];
  await addRows(list, owner, 12);
  await execute(`delete from ${table} where owner_id = ? and (id = ? or id % 89 = ? % 89)`, [
    owner.id,
    last,
    last,
  ]);
}

const sizes = [100, 37, 64, 91];
const fromTheBeginning = { count: 'first', from: 'after', hasMore: 'hasNextPage', cursorAt: 'endCursor' };
const fromTheEnd = { count: 'last', from: 'before', hasMore: 'hasPreviousPage', cursorAt: 'startCursor' };

/** Every id of a list, page after page from its beginning or its end, in the order of the list. */
async function walk(
  {
    list,
    owner,
    direction,
    backward,
  }: { list: ListName; owner: User; direction: Direction; backward: boolean },
  between: (last: string) => Promise<void>,
): Promise<string[]> {
  const orderBy = { field: lists[list].field, direction };
  const seen: string[] = [];
  const { count, from, hasMore, cursorAt } = backward ? fromTheEnd : fromTheBeginning;
  for (let cursor: string | null = null, turn = 0; ; turn++) {
    const args: Data = { [count]: sizes[turn % sizes.length], [from]: cursor };
    const { page } = await as(owner).ask(pageOf(list), { ...args, orderBy });
    const ids = page.nodes.map(({ id }: Row) => id);
    expect(page.edges.map(({ node }: { node: Row }) => node.id)).toEqual(ids);
    expect(page.pageInfo.startCursor).toBe(page.edges[0]?.cursor ?? null);
    expect(page.pageInfo.endCursor).toBe(page.edges.at(-1)?.cursor ?? null);
    if (backward) seen.unshift(...ids);
    else seen.push(...ids);
    if (!page.pageInfo[hasMore]) return seen;
    cursor = page.pageInfo[cursorAt];
    await between(backward ? ids[0] : ids.at(-1));
  }
}

const walks = (['mailings', 'recipients'] as const).flatMap((list) =>
  (['ASC', 'DESC'] as const).flatMap((direction) =>
    [false, true].map((backward) => ({ list, direction, backward })),
  ),
);

test.each(walks)('$list $direction, backward $backward: 2,000 rows, each once', async (given) => {
  const owner = await build.user();
  await addRows(given.list, owner, 2000);
  const seen = await walk({ ...given, owner }, async () => {});
  expect(seen).toEqual(await inOrder(given.list, owner, given.direction));
});

test.each(walks)(
  '$list $direction, backward $backward: what comes and goes meanwhile neither repeats nor hides others',
  async (given) => {
    const owner = await build.user();
    await addRows(given.list, owner, 1000);
    const before = new Set(await inOrder(given.list, owner, given.direction));
    const seen = await walk({ ...given, owner }, (last) => disturb(given.list, owner, last));
    const after = await inOrder(given.list, owner, given.direction);
    expect(new Set(seen).size).toBe(seen.length);
    const lasting = after.filter((id) => before.has(id));
    expect(lasting.length).toBeGreaterThan(500);
    const stayed = new Set(lasting);
    expect(seen.filter((id) => stayed.has(id))).toEqual(lasting);
  },
);

describe('the arguments of a page', () => {
  const PAGE = pageOf('mailings');
  const orderBy = { field: 'START_AT', direction: 'ASC' };

  async function listed(howMany: number) {
    const owner = await build.user();
    await addRows('mailings', owner, howMany);
    const edges = async (args: Data): Promise<{ cursor: string; node: Row }[]> =>
      (await as(owner).ask(PAGE, { orderBy, ...args })).page.edges;
    return { owner, edges };
  }

  test('a window between two cursors, from both ends, and what lies around it', async () => {
    const { owner, edges } = await listed(30);
    const all = await edges({ first: 100 });
    const [after, before] = [all[4]!.cursor, all[25]!.cursor];
    const { page } = await as(owner).ask(PAGE, { orderBy, first: 10, after, before });
    expect(page.nodes).toEqual(all.slice(5, 15).map(({ node }) => node));
    expect(page.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(await edges({ last: 10, after, before })).toEqual(all.slice(15, 25));
    const { page: first } = await as(owner).ask(PAGE, { orderBy, first: 5, before });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const { page: empty } = await as(owner).ask(PAGE, { orderBy, after: all.at(-1)!.cursor });
    expect(empty).toMatchObject({ nodes: [], pageInfo: { hasNextPage: false, startCursor: null } });
    expect(empty.pageInfo.hasPreviousPage).toBe(true);
  });

  test.each([
    [{ first: 0 }, 'first', 'OUT_OF_RANGE'],
    [{ first: 101 }, 'first', 'OUT_OF_RANGE'],
    [{ last: -1 }, 'last', 'OUT_OF_RANGE'],
    [{ last: 101 }, 'last', 'OUT_OF_RANGE'],
    [{ first: 1, last: 1 }, 'last', 'FIRST_OR_LAST'],
    [{ after: '' }, 'after', 'CURSOR_WRONG'],
    [{ before: 'WyJpZCJd' }, 'before', 'CURSOR_WRONG'],
    [{ after: '\0'.repeat(40) }, 'after', 'CURSOR_WRONG'],
  ])('%j is refused', async (args, path, code) => {
    const owner = await build.user();
    const { extensions } = await as(owner).refused(PAGE, { orderBy, ...args });
    expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code, path: [path] }] });
  });

  test('1 and 100 are served, and 50 without a number', async () => {
    const { edges } = await listed(120);
    expect(await edges({ first: 1 })).toHaveLength(1);
    expect(await edges({ last: 100 })).toHaveLength(100);
    expect(await edges({})).toHaveLength(50);
  });

  test('a cursor is refused when a single character of it was changed', async () => {
    const { owner, edges } = await listed(2);
    const [edge] = await edges({ first: 1 });
    const cursor = edge!.cursor;
    for (let at = 0; at < cursor.length; at += 7) {
      const after = cursor.slice(0, at) + (cursor[at] === 'x' ? 'y' : 'x') + cursor.slice(at + 1);
      expect((await as(owner).refused(PAGE, { orderBy, after })).extensions.code).toBe('INVALID');
    }
  });

  test('a cursor belongs to its list and order', async () => {
    const { owner, edges } = await listed(2);
    const [edge] = await edges({ first: 1 });
    const after = edge!.cursor;
    const down = { field: 'START_AT', direction: 'DESC' };
    const byName = { field: 'NAME', direction: 'ASC' };
    for (const other of [down, byName]) {
      expect((await as(owner).refused(PAGE, { orderBy: other, after })).extensions.code).toBe('INVALID');
    }
    const { mailings } = await as(owner).ask('{ mailings(first: 1) { pageInfo { endCursor } } }');
    const OTHER = 'query ($after: String) { messages(after: $after) { nodes { id } } }';
    const refused = await as(owner).refused(OTHER, { after: mailings.pageInfo.endCursor });
    expect(refused.extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'CURSOR_WRONG' }] });
  });
});
