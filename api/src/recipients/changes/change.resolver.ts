import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { GraphQLJSON } from 'graphql-scalars';
import { canChange } from '../../access/owned-things.ts';
import { ownerAsSeen } from '../../accounts/owner-as-seen.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { connectionOf } from '../../paging/connection.ts';
import { PageArgs } from '../../paging/page-args.ts';
import { paginate } from '../../paging/paginate.ts';
import { RecipientStatus } from '../recipient.entity.ts';
import { cancelChange } from './cancel-change.ts';
import { changeRecipients } from './change-recipients.ts';
import { getChange, visibleChanges } from './change.access.ts';
import { ChangeRecipientsInput } from './change.inputs.ts';
import { RecipientChange } from './recipient-change.entity.ts';
import { canBeUndone, undoChange } from './undo-change.ts';

const RecipientChangeConnection = connectionOf(RecipientChange);
const anId = { description: 'The id of the change.' };

@Resolver(() => RecipientChange)
export class ChangeResolver {
  @Query(() => RecipientChange, { nullable: true, description: 'A change of many recipients.' })
  recipientChange(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return getChange(ctx, id);
  }

  @Query(() => RecipientChangeConnection, {
    description: 'The changes of many recipients that the viewer may see, newest first.',
  })
  recipientChanges(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    const sort = { field: 'id', direction: 'DESC' } as const;
    return paginate(ctx, RecipientChange, { where: visibleChanges(ctx.actor), sort, args });
  }

  @Mutation(() => RecipientChange, {
    complexity: 500,
    description:
      "Changes many recipients in the background; query recipientChange for its progress. Changes only your own recipients, or anybody's for superusers.",
  })
  changeRecipients(
    @Ctx() ctx: Context,
    @Arg('input', () => ChangeRecipientsInput, { description: 'The change, and the recipients.' })
    input: ChangeRecipientsInput,
  ) {
    return changeRecipients(ctx, input);
  }

  @Mutation(() => RecipientChange, {
    description:
      'Ends a change of many recipients. Recipients changed so far stay changed until it is undone.',
  })
  cancelRecipientChange(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return cancelChange(ctx, id);
  }

  @Mutation(() => RecipientChange, {
    description:
      'Undoes a change of many recipients within a day of its end. Recipients that were changed since then stay as they are.',
  })
  undoRecipientChange(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return undoChange(ctx, id);
  }

  @FieldResolver(() => User, {
    description:
      'The user who requested the change. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() change: RecipientChange, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, change.owner);
  }

  @FieldResolver(() => RecipientStatus, { nullable: true, description: 'The new status.' })
  newStatus(@Root() { settings }: RecipientChange) {
    return settings.status ?? null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The name of the list at the time of the request.',
  })
  listName(@Root() { settings }: RecipientChange) {
    return settings.listName ?? null;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The name of the attribute.' })
  attributeName(@Root() { settings }: RecipientChange) {
    return settings.attributeName ?? null;
  }

  @FieldResolver(() => GraphQLJSON, { nullable: true, description: 'The value that is set.' })
  attributeValue(@Root() { settings }: RecipientChange) {
    return settings.attributeValue ?? null;
  }

  @FieldResolver(() => Boolean, { description: 'Whether the viewer can undo it now.' })
  isUndoable(@Root() change: RecipientChange, @Ctx() ctx: Context) {
    return canChange(ctx.actor, change) && canBeUndone(change, ctx.clock.now());
  }
}
