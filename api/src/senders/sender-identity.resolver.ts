import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { accessOf, EntityAccess } from '../access/viewer-can.ts';
import { ownerAsSeen } from '../accounts/owner-as-seen.ts';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { createSenderIdentity } from './create-sender-identity.ts';
import { deleteSenderIdentity } from './delete-sender-identity.ts';
import { visibleSenders } from './sender.access.ts';
import { SenderIdentity } from './sender-identity.entity.ts';
import { CreateSenderIdentityInput, SenderFilter, UpdateSenderIdentityInput } from './sender.inputs.ts';
import { isVerified, ownedWhere } from './sender.queries.ts';
import { updateSenderIdentity } from './update-sender-identity.ts';

const SenderIdentityConnection = connectionOf(SenderIdentity);
const anId = { description: 'The id of the sender.' };
const someFilter = { nullable: true, description: 'Only senders that match this filter. Defaults to all.' };

@Resolver(() => SenderIdentity)
export class SenderIdentityResolver {
  @Query(() => SenderIdentityConnection, { description: 'The senders that the viewer may see, by name.' })
  senderIdentities(
    @Ctx() ctx: Context,
    @Args(() => PageArgs) args: PageArgs,
    @Arg('filter', () => SenderFilter, someFilter) filter?: SenderFilter,
  ) {
    const where = ownedWhere<SenderIdentity>(visibleSenders(ctx.actor), filter);
    return paginate(ctx, SenderIdentity, { where, sort: { field: 'name', direction: 'ASC' }, args });
  }

  @Mutation(() => SenderIdentity, {
    description: 'Creates a sender. It can be used once its domain is verified.',
  })
  createSenderIdentity(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateSenderIdentityInput, { description: 'The sender.' })
    input: CreateSenderIdentityInput,
  ) {
    return createSenderIdentity(ctx, input);
  }

  @Mutation(() => SenderIdentity, {
    description: 'Changes a sender. Runs that were launched before keep the old values.',
  })
  updateSenderIdentity(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateSenderIdentityInput, { description: 'The changes.' })
    input: UpdateSenderIdentityInput,
  ) {
    return updateSenderIdentity(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description: 'Deletes a sender. Mailings that used it come from the default sender. Returns its id.',
  })
  deleteSenderIdentity(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteSenderIdentity(ctx, id);
  }

  @FieldResolver(() => User, {
    description:
      'The owner of the sender. Without the permission to see users, only id and fullName are available.',
  })
  owner(@Root() sender: SenderIdentity, @Ctx() ctx: Context) {
    return ownerAsSeen(ctx, sender.owner);
  }

  @FieldResolver(() => Boolean, {
    description:
      "Whether mails may come from its address: it is the installation's, or on a verified domain of its owner.",
  })
  isVerified(@Root() sender: SenderIdentity, @Ctx() ctx: Context) {
    return isVerified(ctx).load(sender);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Root() sender: SenderIdentity, @Ctx() ctx: Context) {
    return accessOf(ctx.actor, sender);
  }
}
