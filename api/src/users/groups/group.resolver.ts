import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { createGroup } from './create-group.ts';
import { deleteGroup } from './delete-group.ts';
import { Group, Permission } from '../../accounts/group.entity.ts';
import { CreateGroupInput, UpdateGroupInput } from './group.inputs.ts';
import { allPermissions } from '../../accounts/permission.list.ts';
import { updateGroup } from './update-group.ts';

const anId = { description: 'The id of the group.' };

@Resolver(() => Group)
export class GroupResolver {
  @Query(() => [Group], { description: 'All groups, by name.' })
  groups(@Ctx() ctx: Context) {
    return ctx.em.findAll(Group, { orderBy: { name: 'asc' } });
  }

  @Query(() => [Permission], {
    description: 'All permissions that a group can have.',
  })
  permissions(@Ctx() ctx: Context) {
    return allPermissions.map((codename) => ctx.em.map(Permission, { codename }));
  }

  @Mutation(() => Group, { description: 'Creates a group.' })
  createGroup(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateGroupInput, { description: 'The group.' }) input: CreateGroupInput,
  ) {
    return createGroup(ctx, input);
  }

  @Mutation(() => Group, {
    description: 'Changes a group. Its members have the new permissions at once.',
  })
  updateGroup(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateGroupInput, { description: 'The changes.' }) input: UpdateGroupInput,
  ) {
    return updateGroup(ctx, { id, input });
  }

  @Mutation(() => ID, {
    description:
      'Deletes a group; its members lose its permissions. Fails with CONFLICT for Users and Managers. Returns its id.',
  })
  deleteGroup(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteGroup(ctx, id);
  }
}
