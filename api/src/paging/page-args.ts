import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { apiEnum } from '../closed-set.ts';
import { fault, invalid } from '../errors/domain-error.ts';

export const OrderDirection = apiEnum('OrderDirection', 'The direction of a sorted list.', {
  ASC: 'Ascending.',
  DESC: 'Descending.',
});
export type OrderDirection = keyof typeof OrderDirection;

/** The default size of a page, in rows. */
export const USUAL_PAGE = 50;
/** The cost of counting a list, in points. */
export const TOTAL_COUNT_COST = 50;

@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The number of items from the start, 1 to 100. Defaults to 50.',
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items after this cursor.' })
  after?: string | null;

  @Field(() => Int, { nullable: true, description: 'The number of items from the end, 1 to 100.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only items before this cursor.' })
  before?: string | null;
}

@ObjectType({ description: 'The cursors of a page, and whether there are others.', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether there is a next page.' })
  hasNextPage!: Lazy<boolean>;

  @Field(() => Boolean, { description: 'Whether there is a previous page.' })
  hasPreviousPage!: Lazy<boolean>;

  @Field(() => String, { nullable: true, description: 'The cursor of the first edge.' })
  startCursor!: Lazy<string | null>;

  @Field(() => String, { nullable: true, description: 'The cursor of the last edge.' })
  endCursor!: Lazy<string | null>;
}

/** A value, or a function that GraphQL only calls if the field is selected. */
export type Lazy<T> = T | (() => T | Promise<T | (() => Promise<T>)>);

/**
 * Returns how many rows are requested, and from which end. Throws INVALID for a number out of range, or both
 * `first` and `last`.
 */
export function pageSize({ first, last }: PageArgs): { size: number; backward: boolean } {
  if (first != null && last != null) throw invalid([fault('FIRST_OR_LAST', ['last'])]);
  const size = first ?? last ?? USUAL_PAGE;
  const name = last == null ? 'first' : 'last';
  if (size < 1 || size > 100) throw invalid([fault('OUT_OF_RANGE', [name], { least: 1, most: 100 })]);
  return { size, backward: last != null };
}
