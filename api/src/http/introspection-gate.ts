import type { ApolloServerPlugin } from '@apollo/server';
import { BREAK, GraphQLError, visit, type DocumentNode } from 'graphql';
import { has } from '../context/actor.ts';
import type { Context } from '../context/context.ts';

/** Lets users who oversee others' mailings and programs with a token read the schema, but not the public. */
export const introspectionGate: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ document, contextValue: { actor } }) {
      if (actor.scopes !== null || has(actor, 'can_view_all_mailings') || !readsSchema(document)) return;
      throw new GraphQLError('Introspection is not allowed.', {
        extensions: { code: 'FORBIDDEN', http: { status: 403 } },
      });
    },
  }),
};

/** Clients repeat a few documents, and reading a long one takes longer than answering it. */
const known = new WeakMap<DocumentNode, boolean>();

function readsSchema(document: DocumentNode): boolean {
  let reads = known.get(document);
  if (reads === undefined) {
    reads = false;
    visit(document, {
      Field({ name }) {
        if (name.value !== '__schema' && name.value !== '__type') return;
        reads = true;
        return BREAK;
      },
    });
    known.set(document, reads);
  }
  return reads;
}
