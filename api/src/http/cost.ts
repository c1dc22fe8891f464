import {
  fieldExtensionsEstimator,
  getComplexity,
  type ComplexityEstimator,
  type ComplexityEstimatorArgs,
} from 'graphql-query-complexity';
import {
  getNamedType,
  getNullableType,
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

/** A list that is not paged is as long as this, for all we know before it is read. */
const USUAL_LENGTH = 10;
/** The schema, or a type of it with all that belongs to it. */
const INTROSPECTION = 2000;
/** A search reads an index, and then rows that do not match. */
const SEARCH = 100;

interface Request {
  operationName?: string | null | undefined;
  variables?: Record<string, unknown> | null | undefined;
}

/**
 * Returns what an operation may cost, in points: one for a field, what its `complexity` says for one that reads or works
 * more, times the rows of each page that it stands in. The rows that are asked for count, not those that there are.
 * Infinity if the document spreads fragments until nobody can count it; 0 if its variables do not fit, since then nothing
 * is executed.
 */
export function costOf(schema: GraphQLSchema, query: DocumentNode, request: Request): number {
  try {
    return getComplexity({
      schema,
      query,
      ...(request.operationName != null && { operationName: request.operationName }),
      variables: request.variables ?? {},
      estimators: [introspection, page, list, fieldExtensionsEstimator(), oneField],
    });
  } catch (error) {
    return error instanceof Error && error.message.includes('number of nodes') ? Infinity : 0;
  }
}

const introspection: ComplexityEstimator = ({ field }) =>
  field.name === '__schema' || field.name === '__type' ? INTROSPECTION : undefined;

const oneField: ComplexityEstimator = ({ childComplexity }) => 1 + childComplexity;

/** A page: its rows are priced by their number, what tells about the whole list once. */
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

/** The rows of a connection were counted where it was asked for. */
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

/** What the fields of an input say that they cost, each as often as it is given. */
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

/** In a fragment it is priced by the rows, which is too much and never too little. */
function costOnce(connection: GraphQLObjectType, selection: SelectionNode): number {
  if (selection.kind !== Kind.FIELD) return 0;
  const { value: name } = selection.name;
  const field = connection.getFields()[name];
  if (!field || !['totalCount', 'totalCountIsExact', 'pageInfo'].includes(name)) return 0;
  return complexityOf(field) + (selection.selectionSet?.selections.length ?? 0);
}
