import { parse, print } from 'graphql';
import { expect, test } from 'vitest';
import { post } from '../../test/http.ts';
import { runningServer } from '../../test/server.ts';
import { isTooSlow, timesControl } from '../../test/text-growth.ts';
import { createSchema } from '../programs/schema.ts';
import { costOf } from './cost.ts';

test('of many values that do not fit only the first are told', async () => {
  const whole = await createSchema();
  const query = parse('query ($filter: RecipientFilter) { recipients(filter: $filter) { totalCount } }');
  const statuses = Array.from({ length: 60_000 }, () => 'NONE');
  const wrong = Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`key${n}`, n]));
  for (const filter of [{ statuses }, wrong]) {
    expect(isTooSlow(await timesControl(() => costOf(whole, query, { variables: { filter } })))).toBe(false);
  }
  const { url } = await runningServer();
  const variables = { filter: { statuses: statuses.slice(0, 20_000) } };
  const answer = await post(url, { query: print(query), variables });
  expect(answer.errors!.length).toBeLessThan(60);
});

test('many values cost more than few, and too many are not read', async () => {
  const whole = await createSchema();
  const query = parse(
    'mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) { createdCount } }',
  );
  const costOfRows = (count: number) => {
    const input = Array.from({ length: count }, (_, n) => ({ email: `a${n}@example.com`, fullName: 'A' }));
    return costOf(whole, query, { variables: { input } });
  };
  expect(costOfRows(1000) - costOfRows(10)).toBeGreaterThan(1000);
  expect(costOfRows(1000)).toBeLessThan(20_000);
  expect(costOfRows(20_000)).toBe(Infinity);
});
