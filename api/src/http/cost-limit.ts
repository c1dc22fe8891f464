import type { ApolloServerPlugin } from '@apollo/server';
import { parse } from 'graphql';
import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Budget } from './budget.ts';
import { knownCosts } from './known-costs.ts';
import { withHttpStatus } from './refusal.ts';

/** The highest cost of one operation; the web client's most expensive one costs a third of it. */
const MOST_COST = 20_000;
/** The cost of any request, for finding its actor. */
const REQUEST_COST = 10;
/** A body up to this length is part of that price. */
const SHORT_BODY = 4096;
const BYTES_PER_POINT = 50;

/** Returns the cost of a request before it is known what it asks for: a long body takes longer to parse. */
export const requestCost = (bytes: number, base = REQUEST_COST): number =>
  base + Math.floor(Math.max(0, bytes - SHORT_BODY) / BYTES_PER_POINT);

/**
 * Refuses an operation that costs too much, or more than the actor has left; adds the price to the response
 * of every other.
 */
export function costLimit(budget?: Budget): ApolloServerPlugin<Context> {
  const costOf = knownCosts();
  return {
    async serverWillStart({ schema }) {
      // Types of another copy are not recognized: everything would be free.
      if (costOf(schema, parse('{ __typename }'), {}) === 0)
        throw new Error('Operations have no price: two copies of the package graphql are installed.');
    },
    async requestDidStart() {
      let cost: number | undefined;
      return {
        didResolveOperation: ({ schema, document, request, contextValue, response }) =>
          withHttpStatus(async () => {
            cost = costOf(schema, document, request);
            const left = await budget?.spend(contextValue, cost > MOST_COST ? 0 : cost);
            for (const name in left) response.http.headers.set(name, left[name]!);
            assertAffordable(cost);
          }),
        async willSendResponse({ response: { body } }) {
          if (cost === undefined || body.kind !== 'single') return;
          body.singleResult.extensions = { ...body.singleResult.extensions, cost };
        },
      };
    },
  };
}

/** Throws COST_EXCEEDED if an operation at this price is not served. */
export function assertAffordable(cost: number): void {
  if (cost <= MOST_COST) return;
  // JSON has no infinity.
  const told = Math.min(cost, Number.MAX_SAFE_INTEGER);
  const params = { cost: told, limit: MOST_COST };
  throw new DomainError('COST_EXCEEDED', { key: 'COST_EXCEEDED', params }, params);
}
