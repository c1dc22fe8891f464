import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { fault, invalid } from '../errors/domain-error.ts';

export const OrderDirection = apiEnum('OrderDirection', 'The direction of a sorted list.', {
  ASC: 'Ascending.',
  DESC: 'Descending.',
});
export type OrderDirection = keyof typeof OrderDirection;

/** The rows of a page if nothing else is asked for. */
export const USUAL_PAGE = 50;
/** What it costs to count a list, in points. */
export const TOTAL_COUNT_COST = 50;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of things from the start, 1 to 100; 50 by default.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'The number of things from the end, 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

@ObjectType({ description: 'What comes before and after a page.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is a next page.' })
  hasNextPage!: Lazy<boolean>;

  @Field(() => Boolean, { description: 'Whether there is a previous page.' })
  hasPreviousPage!: Lazy<boolean>;

  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' })
  endCursor!: string | null;
}

/** GraphQL calls functions that stand in a field: what is not selected is never computed. */
export type Lazy<T> = T | (() => T | Promise<T | (() => Promise<T>)>);

/** How many rows are wanted, and from which end. Throws INVALID if that is not one of the possible answers. */
export function pageSize({ first, last }: PageArgs): { size: number; backward: boolean } {
  if (first != null && last != null) throw invalid([fault('FIRST_OR_LAST', ['last'])]);
  const size = first ?? last ?? USUAL_PAGE;
  const name = last == null ? 'first' : 'last';
  if (size < 1 || size > 100) throw invalid([fault('OUT_OF_RANGE', [name], { least: 1, most: 100 })]);
  return { size, backward: last != null };
}
