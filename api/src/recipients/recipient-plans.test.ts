import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { forgetOthers } from '../../test/forget-others.ts';
import { mostRowsOf } from '../../test/most-rows.ts';
import type { User } from '../accounts/user.entity.ts';

const PAGE = `query ($filter: RecipientFilter, $orderBy: RecipientOrder, $last: Int, $after: String) {
  recipients(filter: $filter, orderBy: $orderBy, last: $last, after: $after) { nodes { id } pageInfo { endCursor } } }`;
const ROWS = 12_000;
/** A page scans this many rows in order before it searches for all matches. */
const NEAR = 4000;

let owner: User;
let superuser: User;
/** A database without the right LC_CTYPE has no Cyrillic in its trigrams. */
let hasCyrillic: boolean;

beforeAll(async () => {
  // A superuser sees everybody's people, also those whom other tests leave behind.
  await forgetOthers();
  [owner, superuser] = [await build.user(), await build.superuser()];
  const { orm } = await testApp();
  const em = orm.em.fork();
  for (const { id } of [owner, await build.user()]) {
    await em.execute(
      `insert into recipient (owner_id, email, full_name, attributes, status, created_at, updated_at)
       select ?, 'p' || n || '@example.com', case when n = 77 then 'Щукарь Qxyz' else 'Анна Smith ' || n end, jsonb_build_object('row', n % 5000),
         case when n % 3000 = 5 then 'BOUNCED' else 'ACTIVE' end, now() + interval '9 days' - n * interval '1 minute', now() - n % 777 * interval '1 minute'
       from generate_series(1, ?) n`,
      [id, ROWS],
    );
  }
  await em.execute('analyze recipient');
  const [row] = await em.execute<{ known: boolean }[]>("select show_trgm('щ') <> '{}' as known");
  hasCyrillic = row!.known;
}, 60_000);

const orders = ['EMAIL', 'FULL_NAME', 'CREATED_AT', 'UPDATED_AT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => ({ field, direction })),
);
const askers = [
  ['its owner', () => owner],
  ['a superuser', () => superuser],
] as const;

test.each(askers)(
  'pages in every order, from both ends and the middle, read a page for %s',
  async (_name, who) => {
    for (const orderBy of orders) {
      const middle = await as(who()).ask(PAGE, { orderBy, filter: { attributes: { row: 2500 } } });
      const after = middle.recipients.pageInfo.endCursor;
      for (const variables of [{ orderBy }, { orderBy, last: 50 }, { orderBy, after }]) {
        expect(await mostRowsOf('recipient', () => as(who()).ask(PAGE, variables))).toBeLessThan(60);
      }
    }
  },
);

test.each(askers)(
  'what is rare, or nowhere, is found without a look at everybody for %s',
  async (_name, who) => {
    const filters = [
      ...['qxyz', 'qx', 'q', 'zz', 'nobody-has-this', '%', '小'].map((search) => ({ search })),
      ...(hasCyrillic ? ['щукарь', 'щ'] : []).map((search) => ({ search })),
      { status: 'BOUNCED' },
      { status: 'COMPLAINED' },
      { attributes: { row: 4999 } },
      { createdAfter: '2040-01-01T00:00:00Z' },
    ];
    for (const filter of filters) {
      for (const orderBy of [undefined, { field: 'FULL_NAME', direction: 'ASC' }]) {
        const rows = await mostRowsOf('recipient', () => as(who()).ask(PAGE, { filter, orderBy }));
        expect([filter, rows <= NEAR]).toEqual([filter, true]);
      }
    }
  },
);

test.each(askers)('what many have is met on the way for %s', async (_name, who) => {
  for (const filter of [{ search: 'smith' }, { search: 'ан' }, { status: 'ACTIVE' }]) {
    const rows = await mostRowsOf('recipient', () => as(who()).ask(PAGE, { filter }));
    expect([filter, rows <= NEAR]).toEqual([filter, true]);
  }
});
