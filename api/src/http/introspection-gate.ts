import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, visit } from 'graphql';
import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';

/** Lets users who oversee others' mailings and programs with a token read the schema, but not the public. */
export const introspectionGate: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, contextValue: { actor } }) {
      if (actor.scopes !== null || has(actor, 'can_view_all_mailings')) return;
      visit(document, {
        Field({ name }) {
          if (name.value !== '__schema' && name.value !== '__type') return;
          throw new GraphQLError('Introspection is not allowed.', {
            extensions: { code: 'FORBIDDEN', http: { status: 403 } },
          });
        },
      });
    },
  }),
};
