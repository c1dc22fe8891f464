import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
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
import { duplicateRecipientList } from './duplicate-recipient-list.ts';
import { getRecipientList } from '../recipient.access.ts';
import { RecipientList } from './recipient-list.entity.ts';
import {
  CreateRecipientListInput,
  RecipientListFilter,
  RecipientListOrder,
  type RecipientListOrderField,
  UpdateRecipientListInput,
} from '../recipient.inputs.ts';
import { listsWhere } from '../recipient.queries.ts';
import { changeOfList } from '../changes/change.queries.ts';
import { RecipientChange } from '../changes/recipient-change.entity.ts';
import { ChangedList } from './changed-list.ts';
import { removeRecipientsFromList } from './remove-recipients-from-list.ts';
import { restoreRecipientList } from './restore-recipient-list.ts';
import { updateRecipientList } from './update-recipient-list.ts';

const RecipientListConnection = connectionOf(RecipientList);
const sortField = {
  NAME: 'name',
  CREATED_AT: 'createdAt',
} as const satisfies Record<RecipientListOrderField, keyof RecipientList>;
const anId = { description: 'The id of the list.' };
const someIds = { description: 'The ids of the recipients, at most 1,000. Unknown ids are ignored.' };

@Resolver(() => RecipientList)
export class RecipientListResolver {
  @Query(() => RecipientList, { nullable: true, description: 'A list.' })
  recipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRecipientList(ctx, id);
  }

  @Query(() => RecipientListConnection, {
    description: 'The lists that the viewer may see, by name by default.',
  })
  recipientLists(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RecipientListFilter, {
      nullable: true,
      description: 'Only lists that match this filter. Defaults to all.',
    })
    filter?: RecipientListFilter,
    @Arg('orderBy', () => RecipientListOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: RecipientListOrder,
  ) {
    const sort = { field: sortField[orderBy?.field ?? 'NAME'], direction: orderBy?.direction ?? 'ASC' };
    return paginate(ctx, RecipientList, { where: listsWhere(ctx, filter), sort, args });
  }

  @Mutation(() => RecipientList, { description: 'Creates a list.' })
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

  @Mutation(() => RecipientList, {
    description: 'Creates a list of the same owner with the recipients of another one, named after it.',
  })
  duplicateRecipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return duplicateRecipientList(ctx, id);
  }

  @Mutation(() => ID, {
    description: 'Deletes a list but not its recipients. It can be restored for a day. Returns its id.',
  })
  deleteRecipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteRecipientList(ctx, id);
  }

  @Mutation(() => RecipientList, {
    description:
      'Restores a list that was deleted within a day, with the recipients on it and in the mailings that still exist. More than 20,000 recipients are put back in the background, and then into the mailings: see `change` of the list. Fails with INVALID if its name is taken by now.',
  })
  restoreRecipientList(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return restoreRecipientList(ctx, id);
  }

  @Mutation(() => ChangedList, {
    description:
      'Adds recipients to a list. For more of them, or all that match a filter, use changeRecipients.',
  })
  addRecipientsToList(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID, { description: 'The id of the list.' }) listId: string,
    @Arg('ids', () => [ID], someIds) ids: string[],
  ) {
    return addRecipientsToList(ctx, { listId, ids });
  }

  @Mutation(() => ChangedList, {
    description:
      'Removes recipients from a list. For more of them, or all that match a filter, use changeRecipients.',
  })
  removeRecipientsFromList(
    @Ctx() ctx: Context,
    @Arg('listId', () => ID, { description: 'The id of the list.' }) listId: string,
    @Arg('ids', () => [ID], someIds) ids: string[],
  ) {
    return removeRecipientsFromList(ctx, { listId, ids });
  }

  @FieldResolver(() => RecipientChange, {
    nullable: true,
    complexity: 5,
    description:
      'The change that is adding recipients to it or removing them now; null if there is none that the viewer may see.',
  })
  change(@Root() list: RecipientList, @Ctx() ctx: Context) {
    return changeOfList(ctx).load(list.id);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the list. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() list: RecipientList, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, list.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() list: RecipientList, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, list, 'recipient');
  }
}
