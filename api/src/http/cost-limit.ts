import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError } from 'graphql';
import type { Context } from '../context/context.ts';
import type { Budget } from './budget.ts';
import { costOf } from './cost.ts';
import { atTheDoor } from './refusal.ts';

/** What one operation may cost; the dearest of the web client costs a third of it. */
export const MOST_COST = 20_000;
/** What a request costs whatever it asks: to be read, and to learn who asks. */
export const REQUEST_COST = 10;

/** Refuses what costs too much at once, or more than the actor has left. */
export const costLimit = (budget?: Budget): ApolloServerPlugin<Context> => ({
  requestDidStart: async () => ({
    async didResolveOperation({ schema, document, request, contextValue, response }) {
      const cost = costOf(schema, document, request);
      if (cost > MOST_COST) throw tooDear();
      if (!budget) return;
      const headers = await atTheDoor(() => budget.spend(contextValue, cost));
      for (const [name, value] of Object.entries(headers)) response.http.headers.set(name, value);
    },
  }),
});

export const tooDear = () =>
  new GraphQLError(`This would cost more than ${MOST_COST} points: ask for fewer fields or smaller pages.`, {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
