import type { DocumentNode, GraphQLSchema } from 'graphql';
import { costOf, priceOfValues, type Priced } from './cost.ts';

/** Different variables whose costs are remembered with a document. */
const MOST_KEYS = 8;
/** The longest variables that are remembered, as text. */
const LONGEST_KEY = 500;

/**
 * Returns a function for the cost of an operation that computes it once for the same document with the same
 * variables: clients repeat a few operations. What it remembers goes with the document.
 */
export function knownCosts(): typeof costOf {
  const costs = new WeakMap<DocumentNode, Map<string, number>>();
  return (schema: GraphQLSchema, document, request) => {
    const key = keyOf(request);
    if (key === null) return costOf(schema, document, request);
    const known = costs.get(document) ?? new Map<string, number>();
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    const cost = costOf(schema, document, request);
    if (known.size >= MOST_KEYS) known.clear();
    costs.set(document, known.set(key, cost));
    return cost;
  };
}

/** Returns what the cost of a document depends on; null if that is too much to remember. */
function keyOf({ operationName, variables }: Priced): string | null {
  if (priceOfValues(variables) > 0) return null;
  const key = JSON.stringify([operationName ?? null, variables ?? null]);
  return key.length > LONGEST_KEY ? null : key;
}
