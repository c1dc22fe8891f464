import { Field, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { RecipientList } from './recipient-list.entity.ts';

@ObjectType({ description: 'The result of changing the members of a list.', simpleResolvers: true })
export class ChangedList {
  @Field(() => Int, { description: 'The number of recipients that were added or removed.' })
  count!: number;

  @Field(() => RecipientList, { description: 'The list after the change.' })
  list!: RecipientList;
}

/** At most 1,000 recipients, and a list for them. */
export interface ChosenForList {
  listId: string;
  ids: string[];
}

/** The list with its counter as the database has it after the change. */
export async function changedList(ctx: Context, { list, count }: ChangedList): Promise<ChangedList> {
  return { count, list: await ctx.em.refreshOrFail(list) };
}
