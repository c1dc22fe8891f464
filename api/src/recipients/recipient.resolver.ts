import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { ownerAsSeen } from '../accounts/owner-as-seen.ts';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { accessOf, EntityAccess } from '../access/viewer-can.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { countOfRecipients } from './counts/count-recipients.ts';
import { createRecipient } from './create-recipient.ts';
import { deleteRecipient } from './delete-recipient.ts';
import { deleteRecipients } from './delete-recipients.ts';
import { getRecipient } from './recipient.access.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { Recipient } from './recipient.entity.ts';
import {
  CreateRecipientInput,
  RecipientFilter,
  RecipientOrder,
  UpdateRecipientInput,
  type RecipientOrderField,
} from './recipient.inputs.ts';
import { upsertRecipients } from './upsert-recipients.ts';
import { UpsertedRecipients, UpsertRecipientInput } from './upsert-recipients.inputs.ts';
import { listsOfRecipient, recipientRows, recipientsByEmail } from './recipient.queries.ts';
import { Suppression } from './suppressions/suppression.entity.ts';
import { suppressionOfRecipient } from './suppressions/suppression.queries.ts';
import { updateRecipient } from './update-recipient.ts';

const RecipientConnection = connectionOf(Recipient);
const sortField = {
  EMAIL: 'email',
  FULL_NAME: 'fullName',
  CREATED_AT: 'createdAt',
  UPDATED_AT: 'updatedAt',
} as const satisfies Record<RecipientOrderField, keyof Recipient>;
const anId = { description: 'Its id.' };

@Resolver(() => Recipient)
export class RecipientResolver {
  @Query(() => Recipient, { nullable: true, description: 'One recipient.' })
  recipient(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRecipient(ctx, id);
  }

  @Query(() => RecipientConnection, {
    description: 'The recipients that you may see, newest first by default.',
  })
  recipients(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RecipientFilter, {
      nullable: true,
      description: 'Only those that match; all unless given.',
    })
    filter?: RecipientFilter,
    @Arg('orderBy', () => RecipientOrder, { nullable: true, description: 'The order of the list.' })
    orderBy?: RecipientOrder,
  ) {
    const sort = {
      field: sortField[orderBy?.field ?? 'CREATED_AT'],
      direction: orderBy?.direction ?? 'DESC',
    };
    const count = countOfRecipients(ctx, filter);
    return paginate(ctx, Recipient, { ...recipientRows(ctx, filter, sort.field), sort, args, count });
  }

  @Query(() => [Recipient], {
    nullable: 'items',
    description:
      'The recipients with these addresses, in any spelling of their mailboxes, each in its place; null for those that are not there.',
    complexity: 100,
  })
  recipientsByEmail(
    @Ctx() ctx: Context,
    @Arg('emails', () => [String], { description: 'The addresses, at most 1,000.' }) emails: string[],
    @Arg('ownerId', () => ID, { nullable: true, description: 'Of this owner; your own unless given.' })
    ownerId?: string,
  ) {
    return recipientsByEmail(ctx, { emails, ownerId });
  }

  @Mutation(() => UpsertedRecipients, {
    description:
      'Adds recipients to your own, or changes those whose mailbox is there already, in one transaction. Tokens need WRITE.',
    complexity: 500,
  })
  upsertRecipients(
    @Ctx() ctx: Context,
    @Arg('input', () => [UpsertRecipientInput], { description: 'The rows, at most 1,000.' })
    input: UpsertRecipientInput[],
    @Arg('listIds', () => [ID], {
      nullable: true,
      description: 'Lists of yours that all of them are put into.',
    })
    listIds?: string[],
  ) {
    return upsertRecipients(ctx, { input, listIds });
  }

  @Mutation(() => Recipient, { description: 'Adds a recipient to your own.' })
  createRecipient(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateRecipientInput, { description: 'The recipient.' }) input: CreateRecipientInput,
  ) {
    return createRecipient(ctx, input);
  }

  @Mutation(() => Recipient, { description: 'Changes a recipient.' })
  updateRecipient(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateRecipientInput, { description: 'The changes.' }) input: UpdateRecipientInput,
  ) {
    return updateRecipient(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description: 'Deletes a recipient; what was sent to them keeps the address as text. Answers the id.',
  })
  deleteRecipient(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteRecipient(ctx, id);
  }

  @Mutation(() => Int, {
    description: 'Deletes recipients, either by ids or by a filter; returns how many.',
  })
  deleteRecipients(
    @Ctx() ctx: Context,
    @Arg('ids', () => [ID], { nullable: true, description: 'Their ids, instead of a filter.' })
    ids?: string[],
    @Arg('filter', () => RecipientFilter, {
      nullable: true,
      description: 'All that match, instead of ids; an empty filter is refused.',
    })
    filter?: RecipientFilter,
  ) {
    return deleteRecipients(ctx, { ids, filter });
  }

  @FieldResolver(() => Suppression, {
    nullable: true,
    description:
      'Why mail does not reach the recipient; null if it does, or if the person said no to another sender of this installation.',
  })
  suppression(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return recipient.status === 'ACTIVE' ? null : suppressionOfRecipient(ctx).load(recipient.id);
  }

  @FieldResolver(() => [RecipientList], { description: 'The lists that the recipient is in, by name.' })
  lists(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return listsOfRecipient(ctx).load(recipient.id);
  }

  @FieldResolver(() => User, {
    description: 'Whose recipient it is; without the permission to see users only id and fullName.',
  })
  owner(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, recipient.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What you may do with it.' })
  viewerCan(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, recipient, 'recipient');
  }
}
