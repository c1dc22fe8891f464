import {
  fieldExtensionsEstimator,
  getComplexity,
  type ComplexityEstimator,
  type ComplexityEstimatorArgs,
} from 'graphql-query-complexity';
import {
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isInputObjectType,
  isObjectType,
  isListType,
  Kind,
  type DocumentNode,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';
import { USUAL_PAGE } from '../paging/page-args.ts';

/** The assumed length of a list that is not paged, before it is read. */
const USUAL_LENGTH = 10;
/** The schema, or a type of it with everything below. */
const INTROSPECTION = 2000;
/** A search reads an index, and also rows that do not match. */
const SEARCH = 100;

/** The parts of a request that its cost depends on, besides the document. */
export interface Priced {
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/**
 * Returns the highest possible cost of an operation, in points: one for each field, or its `complexity` if it
 * reads or works more, times the rows of every page around it. The requested number of rows counts, not the
 * actual one. Infinity if the document spreads too many fragments to count. Many values in variables count as well,
 * and count alone if they do not fit, because nothing is executed then.
 */
export function costOf(schema: GraphQLSchema, query: DocumentNode, request: Priced): number {
  const ofValues = priceOfValues(request.variables);
  if (ofValues === Infinity || !fits(schema, query, request)) return ofValues;
  try {
    return (
      ofValues +
      getComplexity({
        schema,
        query,
        ...(request.operationName != null && { operationName: request.operationName }),
        variables: request.variables ?? {},
        estimators: [introspection, page, list, fieldExtensionsEstimator(), oneField],
      })
    );
  } catch (error) {
    return error instanceof Error && error.message.includes('number of nodes') ? Infinity : ofValues;
  }
}

/** Variables with more values than this are not read. */
const MOST_VALUES = 40_000;
/** So many values are free. */
const FEW_VALUES = 100;

/** Returns the price of reading variables: half a point for each value, and infinity for too many. */
export function priceOfValues(variables: Priced['variables']): number {
  const unread: unknown[] = [variables];
  let count = 0;
  while (unread.length > 0 && count <= MOST_VALUES) {
    const value = unread.pop();
    const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
    count += inner.length;
    // Spread as arguments, very many would exceed the stack.
    for (const one of inner) unread.push(one);
  }
  return count > MOST_VALUES ? Infinity : Math.max(0, Math.floor((count - FEW_VALUES) / 2));
}

/** Whether the variables fit. Stops at the first that does not, while the library would list them all. */
function fits(schema: GraphQLSchema, query: DocumentNode, { operationName, variables }: Priced): boolean {
  const definitions = getOperationAST(query, operationName)?.variableDefinitions ?? [];
  const options = { maxErrors: 0, hideSuggestions: true };
  return !getVariableValues(schema, definitions, variables ?? {}, options).errors;
}

const introspection: ComplexityEstimator = ({ field }) =>
  field.name === '__schema' || field.name === '__type' ? INTROSPECTION : undefined;

const oneField: ComplexityEstimator = ({ childComplexity }) => 1 + childComplexity;

/** A page: fields of its rows are multiplied by their number, fields about the whole list count once. */
const page: ComplexityEstimator = (given) => {
  const { field, args, node, childComplexity } = given;
  if (!field.args.some(({ name }) => name === 'first')) return undefined;
  const rows = Math.max(1, Number(args.first ?? args.last ?? USUAL_PAGE));
  const connection = getNamedType(field.type);
  const selections = isObjectType(connection) ? (node.selectionSet?.selections ?? []) : [];
  const once = selections.reduce(
    (sum, selection) => sum + costOnce(connection as GraphQLObjectType, selection),
    0,
  );
  return ownCost(given) + once + rows * (childComplexity - once);
};

/** The rows of a connection are counted where the connection is requested. */
const list: ComplexityEstimator = (given) => {
  const { field, childComplexity } = given;
  if (field.name === 'nodes' || field.name === 'edges' || !isListType(getNullableType(field.type))) {
    return undefined;
  }
  return ownCost(given) + USUAL_LENGTH * childComplexity;
};

function ownCost({ field, args }: ComplexityEstimatorArgs): number {
  const filter = field.args.find(({ name }) => name === 'filter');
  const ofConditions = filter ? priceOf(filter.type, args.filter) : 0;
  return complexityOf(field) + (args.filter?.search ? SEARCH : 0) + ofConditions;
}

/** The costs declared on the fields of an input, counted as often as they are given. */
function priceOf(type: GraphQLInputType, value: unknown): number {
  const input = getNamedType(type);
  if (value == null || !isInputObjectType(input)) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + priceOf(type, one), 0);
  const given = Object.values(input.getFields()).map(
    (field) => [field, (value as Record<string, unknown>)[field.name]] as const,
  );
  return given.reduce((sum, [field, inner]) => {
    const { price = 0 } = field.extensions as { price?: number };
    const times = inner == null ? 0 : Array.isArray(inner) ? inner.length : 1;
    return sum + price * times + priceOf(field.type, inner);
  }, 0);
}

const complexityOf = ({ extensions }: Pick<GraphQLField<unknown, unknown>, 'extensions'>): number =>
  (extensions as { complexity?: number }).complexity ?? 1;

/** In a fragment it is multiplied by the rows, which overestimates but never underestimates. */
function costOnce(connection: GraphQLObjectType, selection: SelectionNode): number {
  if (selection.kind !== Kind.FIELD) return 0;
  const { value: name } = selection.name;
  const field = connection.getFields()[name];
  if (!field || !['totalCount', 'totalCountIsExact', 'pageInfo'].includes(name)) return 0;
  return complexityOf(field) + (selection.selectionSet?.selections.length ?? 0);
}
