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

/** The GraphQL types XEdge and XConnection of a node type; asked twice, it answers the same class. */
export function connectionOf<T extends object>(
  node: ClassType<T>,
  name = node.name,
): ClassType<Connection<T>> {
  const known = made.get(node) as ClassType<Connection<T>> | undefined;
  if (known) return known;

  @ObjectType(`${name}Edge`, { description: `A ${name} in a list.`, simpleResolvers: true })
  class NodeEdge implements Edge<T> {
    @Field(() => String, { description: 'Its place in the list, for `after` and `before`.' })
    cursor!: string;

    @Field(() => node, { description: 'The things on this page.' })
    node!: T;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${name}.`, simpleResolvers: true })
  class NodeConnection implements Connection<T> {
    @Field(() => [NodeEdge], { description: 'The things on this page, each with its cursor.' })
    edges!: Lazy<Edge<T>[]>;

    @Field(() => [node], { description: 'The things on this page.' })
    nodes!: T[];

    @Field(() => PageInfo, { description: 'What comes before and after this page.' })
    pageInfo!: Lazy<PageInfo>;

    @Field(() => Int, {
      complexity: TOTAL_COUNT_COST,
      description:
        'The length of the whole list; counted only if it is selected. 10,000 for a longer one whose length is not known: see totalCountIsExact.',
    })
    totalCount!: Lazy<number>;

    @Field(() => Boolean, {
      complexity: TOTAL_COUNT_COST,
      description: 'Whether totalCount is the length of the list; false if there are more than 10,000.',
    })
    totalCountIsExact!: Lazy<boolean>;
  }

  made.set(node, NodeConnection);
  return NodeConnection;
}
