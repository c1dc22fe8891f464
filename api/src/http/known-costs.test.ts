import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { createSchema } from '../programs/schema.ts';
import { costOf } from './cost.ts';
import { knownCosts } from './known-costs.ts';

const document = parse(`query One($first: Int) { recipients(first: $first) { nodes { id } } }
  query Two($first: Int) { recipients(first: $first) { nodes { id email } } }`);

test('a remembered cost is that of the same operation with the same variables', async () => {
  const schema = await createSchema();
  const known = knownCosts();
  const requests = ['One', 'Two', 'Three'].flatMap((operationName) =>
    [{}, { first: 1 }, { first: 50 }, { first: 100 }, { first: 'many' }, undefined].map((variables) => ({
      operationName,
      variables,
    })),
  );
  // A name that looks like another operation with its variables.
  const forged = { operationName: JSON.stringify(['One', { first: 100 }]) };
  for (const request of [forged, ...requests, ...requests.toReversed(), ...requests]) {
    expect([request, known(schema, document, request)]).toEqual([request, costOf(schema, document, request)]);
  }
  const other = parse('{ recipients { nodes { id } } }');
  expect(known(schema, other, {})).toBe(costOf(schema, other, {}));
});
