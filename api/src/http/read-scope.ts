import type { ApolloServerPlugin } from '@apollo/server';
import {
  getNamedType,
  isCompositeType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../context/context.ts';
import { scopeMissing } from '../errors/domain-error.ts';
import { withHttpStatus } from './refusal.ts';

/**
 * Limits what an API token without READ gets to the scalars of an operation's result: through relations, a
 * mutation would reveal everything that the token's owner may see.
 */
export const readScope: ApolloServerPlugin<Context> = {
  requestDidStart: async () => ({
    async didResolveOperation({ schema, document, operation, contextValue: { actor } }) {
      if (!operation || actor.scopes === null || actor.scopes.has('READ')) return;
      await withHttpStatus(async () => {
        if (reachesBeyond({ schema, document }, operation)) throw scopeMissing('READ');
      });
    },
  }),
};

interface Asked {
  schema: GraphQLSchema;
  document: DocumentNode;
}

interface Walk extends Asked {
  parent: GraphQLNamedType;
  /** Fragments that were visited: each once, however often it is spread. */
  seen: Set<string>;
}

function reachesBeyond(asked: Asked, { operation, selectionSet }: OperationDefinitionNode): boolean {
  const walkFrom = (parent: GraphQLNamedType): Walk => ({ ...asked, parent, seen: new Set() });
  return fieldsOf(walkFrom(asked.schema.getRootType(operation)!), selectionSet).some(
    ({ type, selection }) =>
      type !== undefined &&
      selection !== undefined &&
      fieldsOf(walkFrom(type), selection).some((field) => field.type !== undefined),
  );
}

interface Field {
  /** Absent for a scalar, and for introspection. */
  type: GraphQLNamedType | undefined;
  selection: SelectionSetNode | undefined;
}

/** The fields of a selection and of the fragments in it. */
function fieldsOf(walk: Walk, { selections }: SelectionSetNode): Field[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return fieldOf(walk.parent, selection);
    if (selection.kind === Kind.INLINE_FRAGMENT) return fieldsOf(walk, selection.selectionSet);
    const name = selection.name.value;
    const fragment = walk.document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (walk.seen.has(name) || fragment?.kind !== Kind.FRAGMENT_DEFINITION) return [];
    walk.seen.add(name);
    return fieldsOf(walk, fragment.selectionSet);
  });
}

function fieldOf(parent: GraphQLNamedType, { name, selectionSet }: FieldNode): Field {
  const field = 'getFields' in parent ? parent.getFields()[name.value] : undefined;
  const type = field && getNamedType(field.type);
  return { type: isCompositeType(type) ? type : undefined, selection: selectionSet };
}
