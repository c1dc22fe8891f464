import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ownerAsSeen } from '../../accounts/owner-as-seen.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { accessOf, EntityAccess } from '../../access/viewer-can.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { addRecipientsToList } from './add-recipients-to-list.ts';
import { createRecipientList } from './create-recipient-list.ts';
import { deleteRecipientList } from './delete-recipient-list.ts';
import { getRecipientList } from '../recipient.access.ts';
import { RecipientList } from './recipient-list.entity.ts';
import {
  CreateRecipientListInput,
  RecipientFilter,
  RecipientListFilter,
  UpdateRecipientListInput,
} from '../recipient.inputs.ts';
import { listsWhere } from '../recipient.queries.ts';
import { removeRecipientsFromList } from './remove-recipients-from-list.ts';
import { updateRecipientList } from './update-recipient-list.ts';

const RecipientListConnection = connectionOf(RecipientList);
const anId = { description: 'Its id.' };
const someIds = { nullable: true, description: 'Their ids, instead of a filter.' };
const someFilter = {
  nullable: true,
  description: 'All that match, instead of ids; an empty filter is refused.',
};

@Resolver(() => RecipientList)
export class RecipientListResolver {
  @Query(() => RecipientList, { nullable: true, description: 'One list.' })
  recipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRecipientList(ctx, id);
  }

  @Query(() => RecipientListConnection, { description: 'The lists that you may see, by name.' })
  recipientLists(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RecipientListFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: RecipientListFilter,
  ) {
    const sort = { field: 'name', direction: 'ASC' } as const;
    return paginate(ctx, RecipientList, { where: listsWhere(ctx, filter), sort, args });
  }

  @Mutation(() => RecipientList, { description: 'Makes a list of your own.' })
  createRecipientList(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateRecipientListInput, { description: 'The list.' })
    input: CreateRecipientListInput,
  ) {
    return createRecipientList(ctx, input);
  }

  @Mutation(() => RecipientList, { description: 'Changes a list.' })
  updateRecipientList(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateRecipientListInput, { description: 'The changes.' })
    input: UpdateRecipientListInput,
  ) {
    return updateRecipientList(ctx, { id, input });
  }

  @Mutation(() => ID, { description: 'Deletes a list; the recipients in it stay. Answers the id.' })
  deleteRecipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteRecipientList(ctx, id);
  }

  @Mutation(() => Int, {
    description: 'Adds recipients to a list, by ids or by a filter. Returns how many were added.',
  })
  addRecipientsToList(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID, { description: 'The list.' }) listId: string,
    @Arg('ids', () => [ID], someIds) ids?: string[],
    @Arg('filter', () => RecipientFilter, someFilter) filter?: RecipientFilter,
  ) {
    return addRecipientsToList(ctx, { listId, ids, filter });
  }

  @Mutation(() => Int, {
    description: 'Removes recipients from a list, by ids or by a filter. Returns how many were removed.',
  })
  removeRecipientsFromList(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID, { description: 'The list.' }) listId: string,
    @Arg('ids', () => [ID], someIds) ids?: string[],
    @Arg('filter', () => RecipientFilter, someFilter) filter?: RecipientFilter,
  ) {
    return removeRecipientsFromList(ctx, { listId, ids, filter });
  }

  @FieldResolver(() => User, {
    description: 'Whose list it is; without the permission to see users only id and fullName.',
  })
  owner(@Root() list: RecipientList, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, list.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What you may do with it.' })
  viewerCan(@Root() list: RecipientList, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, list, 'recipient');
  }
}
