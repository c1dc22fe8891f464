import { INFO, PAGE, SEARCH, type Call, type Found } from './call.ts';

const PERSON = 'id email fullName status createdAt lists { id name } owner { id fullName }';
const ARGUMENTS =
  '$first: Int, $after: String, $last: Int, $before: String, $filter: RecipientFilter, $orderBy: RecipientOrder';
export const RECIPIENTS = `query (${ARGUMENTS}) { recipients(first: $first, after: $after, last: $last, before: $before,
  filter: $filter, orderBy: $orderBy) { nodes { ${PERSON} } ${INFO} } }`;
const COUNTED = RECIPIENTS.replace(INFO, `${INFO} totalCount`);

/** Every order of the list. */
export const orders = ['EMAIL', 'FULL_NAME', 'CREATED_AT', 'UPDATED_AT'].flatMap((field) =>
  ['ASC', 'DESC'].map((direction) => ({ field, direction })),
);

/**
 * Prefixes of 1 to 10 letters of existing names in both scripts; middles; something rare; and something that
 * does not occur.
 */
const needles = [
  beginnings('Иванов Юр'),
  beginnings('Quentin Sm'),
  ['ванов', 'mith', 'щукарь', 'щ', 'щу', 'ж', 'xyqx', 'qx', 'gmail.com', 'ова 1', '0@g', '小明', '小'],
  ['%', '_', '\\', '@', 'щ@', 'zq', 'ъъ', 'nobody-has-this'],
].flat();

function beginnings(word: string): string[] {
  return Array.from({ length: Math.min(10, word.length) }, (_, at) => word.slice(0, at + 1));
}

const page = (name: string, variables: Call['variables'], goal = PAGE): Call => {
  return { name, query: RECIPIENTS, variables, goal };
};

/** Pages in every order, searches, filters and counts of recipients. */
export const peopleCalls = (found: Found): Call[] =>
  [pages(found), searches(), filters(found), counts(found)].flat();

function pages({ middle }: Found): Call[] {
  const sorted = orders.flatMap((orderBy) => {
    const name = `${orderBy.field} ${orderBy.direction}`;
    return [
      page(`${name}, first`, { orderBy }),
      page(`${name}, middle`, { orderBy, after: middle(orderBy) }),
      page(`${name}, last`, { orderBy, last: 50 }),
    ];
  });
  return [
    page('first page', {}),
    page('100 rows', { first: 100 }),
    page('last page', { last: 50 }),
    sorted,
  ].flat();
}

function searches(): Call[] {
  const byName = { field: 'FULL_NAME', direction: 'ASC' };
  return [
    needles.map((search) => page(`search ${search}`, { filter: { search } }, SEARCH)),
    ['ян', 'xu', 'щукарь', 'zz'].map((search) =>
      page(`search ${search}, by name`, { filter: { search }, orderBy: byName }, SEARCH),
    ),
  ].flat();
}

const filters = ({ everybody, small }: Found): Call[] =>
  [
    ...['ACTIVE', 'UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED'].map((status) => ({ status })),
    { listId: everybody },
    { listId: small },
    { attributes: { row: 77 } },
    { createdAfter: '2040-01-01T00:00:00Z' },
    { createdBefore: '2025-01-01T01:00:00Z' },
    { search: 'gmail.com', status: 'BOUNCED' },
  ].map((filter) => page(`filter ${JSON.stringify(filter)}`, { filter }));

const counts = ({ everybody }: Found): Call[] =>
  [
    {},
    { status: 'BOUNCED' },
    { search: 'gmail.com' },
    { search: 'ив' },
    { search: 'qx' },
    { listId: everybody },
  ].map((filter) => {
    const goal = 'search' in filter ? SEARCH : PAGE;
    return { name: `totalCount ${JSON.stringify(filter)}`, query: COUNTED, variables: { filter }, goal };
  });
