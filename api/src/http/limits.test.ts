import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { answerOf, post } from '../../test/http.ts';
import { tokenOf } from '../../test/operations.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { createSchema } from '../programs/schema.ts';
import { createBudget } from './budget.ts';
import { costOf } from './cost.ts';
import { networkOf } from './network-of.ts';

const times = (count: number, make: (n: number) => string) =>
  Array.from({ length: count }, (_, n) => make(n)).join(' ');

/** A selection nested this many levels deep, of cheap fields. */
function deep(levels: number): string {
  const round = ['runs(first: 1)', 'nodes', 'mailing'];
  const steps = ['mailings(first: 1)', 'nodes', ...round, ...round, ...round];
  const path = steps.slice(0, levels - 1);
  return `{ ${path.join(' { ')} { __typename ${'} '.repeat(path.length)}}`;
}

const aliases = (count: number) => `{ ${times(count, (n) => `a${n}: overview { sentCount }`)} }`;
const tokens = (count: number) => `mutation { deleteRecipients(ids: [${times(count - 10, () => '1')}]) }`;
const directives = (count: number) =>
  `{ overview ${times(count, () => '@include(if: true)')} { sentCount } }`;
const sized = (bytes: number) =>
  JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(bytes) } });
const rows = '{ mailings(first: 100) { nodes { recipients(first: 100) { nodes { id fullName } } } } }';

describe('what one request may ask is limited', () => {
  test.each<[string, { fits: unknown; not: unknown; status?: number }]>([
    ['depth', { fits: { query: deep(10) }, not: { query: deep(11) } }],
    ['aliases', { fits: { query: aliases(30) }, not: { query: aliases(31) } }],
    ['tokens', { fits: { query: tokens(1000) }, not: { query: tokens(1001) } }],
    ['the size of a body', { fits: sized(200_000), not: sized(300_000), status: 413 }],
    ['batches', { fits: { query: '{ __typename }' }, not: [{ query: '{ __typename }' }] }],
    [
      'repetitions',
      {
        fits: { query: `{ ${times(20, () => '__typename')} }` },
        not: { query: `{ ${times(21, () => '__typename')} }` },
      },
    ],
    ['cost', { fits: { query: rows.replace('fullName', '').replace('100', '90') }, not: { query: rows } }],
  ])('%s', async (_name, { fits, not, status = 400 }) => {
    const { url } = await runningServer();
    const cookie = await sessionOf(await build.superuser());
    expect(await post(url, fits, { cookie })).toMatchObject({ status: 200, data: {} });
    const answer = await post(url, not, { cookie });
    expect(answer.status).toBe(status);
    expect(answer.data).toBeUndefined();
    expect(answer.errors![0]!.extensions.code).toMatch(
      /^(BAD_REQUEST|COST_EXCEEDED|GRAPHQL_(VALIDATION|PARSE)_FAILED)$/,
    );
    expect(answer.text).not.toMatch(/node_modules|\.ts:/);
  });

  test.each([
    ['directives', directives(6)],
    ['directives that there are not', `{ __typename ${times(10, () => '@aa')} }`],
    ['fragments in a circle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }'],
    [
      'depth through fragments',
      `${deep(9).replace('__typename', '...F')} fragment F on Mailing { message { owner { fullName } } }`,
    ],
    ['repeated fragments', `{ ${times(21, () => '...A')} } fragment A on Query { __typename }`],
    ['a subscription that is asked for once', 'subscription { mailingRun(id: 1) { id } }'],
  ])('%s', async (_name, query) => {
    const { url } = await runningServer();
    const answer = await post(url, { query }, { cookie: await sessionOf(await build.superuser()) });
    expect(answer.status).toBe(400);
    expect(answer.errors!.length).toBeLessThan(7);
  });

  test('streams have the same limits', async () => {
    const { url } = await runningServer();
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      cookie: await sessionOf(await build.superuser()),
    };
    const run = (body: string) => `subscription { mailingRun(id: 1) { ${body} } }`;
    const deepRun = times(5, () => 'mailing { runs(first: 1) { nodes {') + ' id ' + '} } }'.repeat(5);
    const dear =
      'deliveries(first: 100) { nodes { attempts { mailing { recipients(first: 100) { nodes { id } } } } } }';
    for (const query of [
      run(deepRun),
      run(times(31, (n) => `a${n}: id`)),
      run(dear),
      run(times(1001, () => 'id')),
    ]) {
      const response = await fetch(`${url}/graphql/stream`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query }),
      });
      expect(await answerOf(response)).toMatchObject({
        status: 400,
        errors: [{ extensions: { code: query === run(dear) ? 'COST_EXCEEDED' : 'BAD_REQUEST' } }],
      });
    }
  });

  test('what costs too much is told with its price, and so is what does not', async () => {
    const { url } = await runningServer();
    const headers = { cookie: await sessionOf(await build.user()), 'accept-language': 'en' };
    const answer = await post(url, { query: rows }, headers);
    expect(answer.errors).toEqual([
      {
        message: expect.stringContaining('30201 points'),
        extensions: { code: 'COST_EXCEEDED', cost: 1 + 100 * (1 + 1 + 100 * 3), limit: 20_000 },
      },
    ]);
    expect(answer.headers.get('ratelimit')).toContain('r=');
    expect(JSON.parse((await post(url, { query: '{ viewer { id } }' }, headers)).text).extensions).toEqual({
      cost: 2,
    });
  });

  test('what the web client asks is far from the limits', async () => {
    const { url } = await runningServer();
    const query = `{ mailings(first: 50) { totalCount pageInfo { hasNextPage } nodes { id name message { subject } owner { fullName }
      lists { name } currentRun { counts { total sent failed } } viewerCan { edit } problems { code message } } } }`;
    const answer = await post(url, { query }, { cookie: await sessionOf(await build.user()) });
    expect(answer).toMatchObject({ status: 200, data: { mailings: { totalCount: 0 } } });
  });
});

describe('what an operation costs', () => {
  const schema = buildSchema(`
    type Query { things(first: Int, last: Int): Things! tags: [Thing!]! thing: Thing viewer: String }
    type Things { nodes: [Thing!]! totalCount: Int! }
    type Thing { id: ID! name: String! things(first: Int, last: Int): Things! }`);
  test.each([
    ['a field', '{ viewer }', 1],
    ['fields of a thing', '{ thing { id name } }', 3],
    ['a list of an unknown length', '{ tags { id } }', 11],
    ['a page as it is where nothing is said', '{ things { nodes { id } } }', 101],
    ['a page', '{ things(first: 3) { nodes { id } totalCount } }', 1 + 3 * (1 + 1) + 1],
    ['a page from the end', '{ things(last: 3) { nodes { id } } }', 7],
    ['pages in pages', '{ things(first: 3) { nodes { things(first: 4) { nodes { id } } } } }', 31],
    [
      'a variable that does not fit, which is refused later',
      'query ($n: Int!, $x: Int!) { things(first: $x) { nodes { id } } }',
      0,
    ],
    ['the schema', '{ __schema { types { name } } }', 2000],
    ['the size in a variable', 'query ($n: Int) { things(first: $n) { nodes { id } } }', 15],
    [
      'the size as a variable has it by default',
      'query ($m: Int = 2) { things(first: $m) { nodes { id } } }',
      5,
    ],
    ['fragments', '{ thing { ...F ...F } ... on Query { viewer } } fragment F on Thing { id name }', 6],
    ['nothing less than one row', '{ things(first: -1000) { nodes { id } } }', 3],
    [
      'a fragment that doubles itself',
      `{ thing { ...F0 } } ${times(30, (n) => `fragment F${n} on Thing { ...F${n + 1} ...F${n + 1} }`)} fragment F30 on Thing { id }`,
      Infinity,
    ],
  ])('%s', (_name, query, cost) => {
    expect(costOf(schema, parse(query), { variables: { n: 7 } })).toBe(cost);
  });

  test.each([
    ['{ message(id: 1) { problems { code } } }', 1 + 200 + 10],
    ['{ overview { sentCount } }', 50 + 1],
    ['{ mailings(first: 10) { nodes { id audienceCount } totalCount } }', 1 + 10 * (1 + 1 + 200) + 50],
    ['{ recipients(filter: { search: "a" }) { totalCount } }', 1 + 100 + 50],
    [
      '{ recipients(filter: { wasSentTo: true, attributeConditions: [{ name: "a", exists: true }, { name: "b", exists: true }] }) { totalCount } }',
      1 + 100 + 2 * 50 + 50,
    ],
    ['{ previewAudience(input: {}) { count } }', 500 + 1],
    ['{ previewStarts(input: { startAt: "2027-03-26T01:30:00Z" }) }', 10],
    ['mutation { launchSend(input: { mailingId: 1 }) { id } }', 200 + 1],
    ['{ message(id: 1) { variables } }', 1 + 200],
    ['{ mailings(first: 50) { nodes { problems { code } } } }', 1 + 50 * (1 + 200 + 10)],
    ['{ previewMessage(input: {}) { size } }', 1000 + 1],
    ['mutation { sendTest(input: { messageId: 1, to: [] }) }', 2000],
  ])('more where templates are parsed or mail is sent: %s', async (query, cost) => {
    const whole = await createSchema();
    expect(validate(whole, parse(query))).toEqual([]);
    expect(costOf(whole, parse(query), {})).toBe(cost);
  });
});

describe('what an actor may ask in a minute is limited', () => {
  const dear = {
    query:
      '{ recipients(first: 100) { nodes { lists { id name description createdAt recipientCount owner { id } } } } }',
  };
  const left = (headers: Headers) =>
    Number(/^"points";r=(\d+);t=\d+$/.exec(headers.get('ratelimit') ?? '')![1]);

  test('each answer says how much is left', async () => {
    const { url } = await runningServer();
    const headers = { cookie: await sessionOf(await build.user()) };
    const [first, second] = [await post(url, dear, headers), await post(url, dear, headers)];
    expect(first.headers.get('ratelimit-policy')).toBe('"points";q=1000000;w=60');
    expect(left(first.headers) - left(second.headers)).toBe(10 + 1 + 100 * (1 + 1 + 10 * 7));
    const nobody = await post(url, { query: '{ __typename }' });
    expect(nobody.headers.get('ratelimit-policy')).toBe('"points";q=200000;w=60');
    expect(left(nobody.headers)).toBe(200_000 - 11);
  });

  test('a long request costs more than a short one, whatever it asks for', async () => {
    const { url } = await runningServer();
    const headers = { cookie: await sessionOf(await build.user()) };
    const leftAfter = async (length: number) =>
      left(
        (await post(url, { query: '{ __typename }', variables: { x: 'x'.repeat(length) } }, headers)).headers,
      );
    const before = await leftAfter(0);
    const cheap = before - (await leftAfter(1000));
    expect(cheap).toBe(11);
    expect(before - cheap - (await leftAfter(200_000))).toBeGreaterThan(1900);
  });

  test('who has nothing left is told when to come back, and nobody else is', async () => {
    const { url } = await runningServer();
    const user = await build.user();
    const headers = { cookie: await sessionOf(user) };
    const statuses = new Set<number>();
    for (let asked = 0; asked < 1_000_000 / 7000 && !statuses.has(429); asked++) {
      statuses.add((await post(url, dear, headers)).status);
    }
    expect([...statuses]).toEqual([200, 429]);
    const answer = await post(url, { query: '{ viewer { id } }' }, { ...headers, 'accept-language': 'en' });
    expect(answer).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(Date.parse(answer.errors![0]!.extensions.retryAt!)).toBeGreaterThan(Date.now());
    const wait = Number(answer.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    const stream = await fetch(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{ "query": "subscription { mailingRun(id: 1) { id } }" }',
    });
    expect(stream.status).toBe(429);
    expect(stream.headers.get('retry-after')).toMatch(/^\d+$/);
    const { secret } = await tokenOf(user, ['READ']);
    for (const other of [
      { authorization: `Bearer ${secret}` },
      { cookie: await sessionOf(await build.user()) },
      {},
    ]) {
      expect((await post(url, { query: '{ viewer { id } }' }, other as never)).status).toBe(200);
    }
  });

  test('who shows wrong tokens pays as the address from which that is done', async () => {
    const { url } = await runningServer();
    await post(url, { query: '{ __typename }' }, { authorization: 'Bearer nonsense' });
    expect(left((await post(url, { query: '{ __typename }' })).headers)).toBe(200_000 - 11 - 10);
  });

  test('all addresses of a network of IPv6 have one budget, and users have their own wherever they are', async () => {
    const budget = createBudget();
    const nobody = { id: null, scopes: null };
    const spend = async (id: number | null, ip: string) =>
      (await budget.spend({ actor: id === null ? nobody : { id, scopes: null }, ip }, 1000)).RateLimit;
    await spend(null, '2001:db8:1:2::1');
    expect(await spend(null, '2001:db8:1:2:ffff::2')).toContain('r=198000;');
    expect(await spend(null, '2001:db8:1:3::1')).toContain('r=199000;');
    await spend(7, '192.0.2.1');
    expect(await spend(7, '198.51.100.1')).toContain('r=998000;');
    expect(await spend(null, '192.0.2.1')).toContain('r=199000;');
  });

  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['2001:db8:0:0:1:2:3:4', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['2001:db8:a:b:c::', '2001:db8:a:b'],
    ['', ''],
  ])('the network of %s', (ip, network) => expect(networkOf(ip)).toBe(network));
});
