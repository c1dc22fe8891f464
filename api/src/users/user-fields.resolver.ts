import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { assertSeen } from '../accounts/owner-as-seen.ts';
import type { Context } from '../context/context.ts';
import { Group, Permission } from '../accounts/group.entity.ts';
import { groupsOfUser, permissionsOfUser } from './groups/group.queries.ts';
import { User } from '../accounts/user.entity.ts';
import { OwnedCounts, ownedByUser } from './owned-counts.ts';
import { UserAccess, userAccess } from './user-viewer-can.ts';
import { isManager } from './user.queries.ts';

@Resolver(() => User)
export class UserFieldsResolver {
  @FieldResolver(() => [Group], { description: 'The groups that the user is in.' })
  groups(@Root() user: User, @Ctx() ctx: Context) {
    assertSeen(user);
    return groupsOfUser(ctx).load(user.id);
  }

  @FieldResolver(() => [Permission], {
    description: "The user's permissions: those of all groups, or every one for a superuser.",
  })
  permissions(@Root() user: User, @Ctx() ctx: Context) {
    assertSeen(user);
    return permissionsOfUser(ctx).load(user.id);
  }

  @FieldResolver(() => OwnedCounts, {
    description: 'What the user owns, and would be deleted with the user.',
  })
  owned(@Root() user: User, @Ctx() ctx: Context) {
    assertSeen(user);
    return ownedByUser(ctx).load(user.id);
  }

  @FieldResolver(() => UserAccess, { description: 'What the viewer may do with the user.' })
  async viewerCan(@Root() user: User, @Ctx() ctx: Context) {
    assertSeen(user);
    const { id, isSuperuser } = user;
    return userAccess(ctx.actor, { id, isSuperuser, isManager: await isManager(ctx).load(id) });
  }
}
