import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { Budget } from './budget.ts';
import { costOf } from './cost.ts';
import { withHttpStatus } from './refusal.ts';

/** What one operation may cost; the most expensive of the web client costs a third of it. */
const MOST_COST = 20_000;
/** What a request costs whatever it asks: to be read, and to learn who asks. */
export const REQUEST_COST = 10;

/** Refuses an operation that costs too much at once, or more than the actor has left; tells the price of every other. */
export const costLimit = (budget?: Budget): ApolloServerPlugin<Context> => ({
  async requestDidStart() {
    let cost: number | undefined;
    return {
      async didResolveOperation({ schema, document, request, contextValue, response }) {
        cost = costOf(schema, document, request);
        const price = cost > MOST_COST ? 0 : cost;
        const left = await withHttpStatus(async () => budget?.spend(contextValue, price));
        for (const [name, value] of Object.entries(left ?? {})) response.http.headers.set(name, value);
        await withHttpStatus(async () => assertAffordable(cost!));
      },
      async willSendResponse({ response: { body } }) {
        if (cost === undefined || body.kind !== 'single') return;
        body.singleResult.extensions = { ...body.singleResult.extensions, cost };
      },
    };
  },
});

/** Throws COST_EXCEEDED if an operation of this price is not served. */
export function assertAffordable(cost: number): void {
  if (cost <= MOST_COST) return;
  // JSON knows no infinity.
  const told = Math.min(cost, Number.MAX_SAFE_INTEGER);
  const params = { cost: told, limit: MOST_COST };
  throw new DomainError('COST_EXCEEDED', { key: 'COST_EXCEEDED', params }, params);
}
