import {
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isCompositeType,
  isListType,
  getNullableType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

/** A list that is not paged is as long as this, for all we know before it is read. */
const USUAL_LENGTH = 10;
/** What it takes to tell the schema, or a type with all that belongs to it, about. */
const INTROSPECTION = 2000;
/** What takes more than to read it: templates are parsed, and mails are sent. */
const DEAR: Record<string, number> = {
  'Message.problems': 200,
  'Message.variables': 200,
  'Mailing.problems': 200,
  'Query.previewMessage': 1000,
  'Mutation.sendTest': 2000,
};
/** What a connection has where nothing else is asked for. */
const USUAL_PAGE = 50;

interface Request {
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/**
 * How much an operation may make us do: one point a field, more for what is dear, times the rows of each page that it stands in. The rows that
 * are asked for count, in variables too, not those that there are.
 */
export function costOf(schema: GraphQLSchema, document: DocumentNode, request: Request): number {
  const operation = getOperationAST(document, request.operationName);
  const root = operation && schema.getRootType(operation.operation);
  if (!root) return 0;
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  // Nothing is executed with variables that do not fit.
  if (!coerced) return 0;
  return costOfSelection(
    { schema, document, variables: coerced, fragments: new Map() },
    root,
    operation.selectionSet,
  );
}

interface Walk {
  schema: GraphQLSchema;
  document: DocumentNode;
  variables: Record<string, unknown>;
  /** What each fragment costs: spread a thousand times it is walked once. */
  fragments: Map<string, number>;
}

function costOfSelection(walk: Walk, type: GraphQLNamedType, { selections }: SelectionSetNode): number {
  let cost = 0;
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) cost += costOfField(walk, type, selection);
    else if (selection.kind === Kind.FRAGMENT_SPREAD) cost += costOfFragment(walk, selection.name.value);
    else {
      const inner = selection.typeCondition && walk.schema.getType(selection.typeCondition.name.value);
      cost += costOfSelection(walk, inner ?? type, selection.selectionSet);
    }
  }
  return cost;
}

function costOfFragment(walk: Walk, name: string): number {
  const known = walk.fragments.get(name);
  if (known !== undefined) return known;
  const fragment = walk.document.definitions.find(
    (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
  );
  if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return 0;
  const type = walk.schema.getType(fragment.typeCondition.name.value)!;
  const cost = costOfSelection(walk, type, fragment.selectionSet);
  walk.fragments.set(name, cost);
  return cost;
}

function costOfField(walk: Walk, type: GraphQLNamedType, node: FieldNode): number {
  const field = 'getFields' in type ? type.getFields()[node.name.value] : undefined;
  if (node.name.value === '__schema' || node.name.value === '__type') return INTROSPECTION;
  const own = DEAR[`${type.name}.${node.name.value}`] ?? 1;
  if (!node.selectionSet || !field || !('args' in field)) return own;
  const inner = getNamedType(field.type);
  if (!isCompositeType(inner)) return own;
  return own + rowsOf(field, node, walk.variables) * costOfSelection(walk, inner, node.selectionSet);
}

function rowsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): number {
  if (field.args.some(({ name }) => name === 'first')) {
    const { first, last } = getArgumentValues(field, node, variables);
    return Math.max(1, Number(first ?? last ?? USUAL_PAGE));
  }
  // The rows of a connection were counted where it was asked for.
  const isOfPage = node.name.value === 'nodes' || node.name.value === 'edges';
  return isListType(getNullableType(field.type)) && !isOfPage ? USUAL_LENGTH : 1;
}
