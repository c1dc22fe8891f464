import { Field, Int, ObjectType, type ClassType } from 'type-graphql';
import { PageInfo, TOTAL_COUNT_COST, type Lazy } from './page-args.ts';

interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Connection<T> {
  edges: Lazy<Edge<T>[]>;
  nodes: T[];
  pageInfo: Lazy<PageInfo>;
  totalCount: Lazy<number>;
  totalCountIsExact: Lazy<boolean>;
}

const made = new Map<ClassType<object>, ClassType<object>>();

/**
 * Returns the GraphQL types XEdge and XConnection of a node type: always the same class for the same node
 * type.
 */
export function connectionOf<T extends object>(
  node: ClassType<T>,
  name = node.name,
): ClassType<Connection<T>> {
  const known = made.get(node) as ClassType<Connection<T>> | undefined;
  if (known) return known;

  @ObjectType(`${name}Edge`, { description: `An item of a list of ${name}.`, simpleResolvers: true })
  class NodeEdge implements Edge<T> {
    @Field(() => String, { description: 'The cursor of the item, for the arguments `after` and `before`.' })
    cursor!: string;

    @Field(() => node, { description: 'The item.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.`, simpleResolvers: true })
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge], { description: 'The items of this page, each with its cursor.' })
    edges!: Lazy<Edge<T>[]>;

    @Field(() => [node], { description: 'The items of this page.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'The cursors of this page, and whether there are others.' })
    pageInfo!: Lazy<PageInfo>;

    @Field(() => Int, {
      complexity: TOTAL_COUNT_COST,
      description:
        'The number of items in the whole list, counted only if selected. It stops at 10,000 for longer lists, unless the number is known anyway. A search of attempts or deliveries counts to 1,000, and no further than the first 10,000 of them if 100 of those match. See totalCountIsExact.',
    })
    totalCount!: Lazy<number>;

    @Field(() => Boolean, {
      complexity: TOTAL_COUNT_COST,
      description: 'Whether totalCount is exact; false if the list has more items.',
    })
    totalCountIsExact!: Lazy<boolean>;
  }

  made.set(node, NodeConnection);
  return NodeConnection;
}
