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
const someIds = { description: 'The ids of the recipients, at most 1,000. Unknown ids are ignored.' };
const anId = { description: 'The id of the recipient.' };

@Resolver(() => Recipient)
export class RecipientResolver {
  @Query(() => Recipient, { nullable: true, description: 'A recipient.' })
  recipient(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getRecipient(ctx, id);
  }

  @Query(() => RecipientConnection, {
    description: 'The recipients that the viewer may see, newest first by default.',
  })
  recipients(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => RecipientFilter, {
      nullable: true,
      description: 'Only recipients that match this filter. Defaults to all.',
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
    return paginate(ctx, Recipient, {
      ...recipientRows(ctx, filter, sort.field),
      sort,
      args,
      count,
      isShown: true,
    });
  }

  @Query(() => [Recipient], {
    nullable: 'items',
    description:
      'The recipients with these addresses, in any spelling of their mailboxes and in the same order; null for addresses without a recipient.',
    complexity: 100,
  })
  recipientsByEmail(
    @Ctx() ctx: Context,
    @Arg('emails', () => [String], { description: 'The addresses, at most 1,000.' }) emails: string[],
    @Arg('ownerId', () => ID, {
      nullable: true,
      description: 'The owner of the recipients. Defaults to the viewer.',
    })
    ownerId?: string,
  ) {
    return recipientsByEmail(ctx, { emails, ownerId });
  }

  @Mutation(() => UpsertedRecipients, {
    description:
      'Creates recipients, or changes your existing ones with the same mailboxes, in one transaction.',
    complexity: 500,
  })
  upsertRecipients(
    @Ctx() ctx: Context,
    @Arg('input', () => [UpsertRecipientInput], { description: 'The rows, at most 1,000.' })
    input: UpsertRecipientInput[],
    @Arg('listIds', () => [ID], {
      nullable: true,
      description: 'The ids of lists of yours to add all of them to.',
    })
    listIds?: string[],
  ) {
    return upsertRecipients(ctx, { input, listIds });
  }

  @Mutation(() => Recipient, { description: 'Creates a recipient.' })
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
    description: 'Deletes a recipient. Deliveries and attempts keep the address. Returns its id.',
  })
  deleteRecipient(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteRecipient(ctx, id);
  }

  @Mutation(() => Int, {
    description:
      'Deletes recipients. Returns the number of recipients deleted. For more than 1,000, or all that match a filter, use changeRecipients, which can be undone.',
  })
  deleteRecipients(@Ctx() ctx: Context, @Arg('ids', () => [ID], someIds) ids: string[]) {
    return deleteRecipients(ctx, ids);
  }

  @FieldResolver(() => Suppression, {
    nullable: true,
    description:
      'Why the recipient gets no mail; null if nothing prevents it, or if the viewer may not see the reason.',
  })
  suppression(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return recipient.status === 'ACTIVE' ? null : suppressionOfRecipient(ctx).load(recipient.id);
  }

  @FieldResolver(() => [RecipientList], { description: 'The lists that the recipient is in, by name.' })
  lists(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return listsOfRecipient(ctx).load(recipient.id);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the recipient. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, recipient.owner);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() recipient: Recipient, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, recipient, 'recipient');
  }
}
