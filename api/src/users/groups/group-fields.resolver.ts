import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { Group, Permission } from '../../accounts/group.entity.ts';
import { permissionsOfGroup, userCountOfGroup } from './group.queries.ts';
import { permissionEffect, permissionName } from '../../accounts/permission-name.ts';

@Resolver(() => Group)
export class GroupFieldsResolver {
  @FieldResolver(() => [Permission], { description: 'The permissions that members get.' })
  permissions(@Root() group: Group, @Ctx() ctx: Context) {
    return permissionsOfGroup(ctx).load(group.id);
  }

  @FieldResolver(() => Int, { description: 'How many users are in it.' })
  userCount(@Root() group: Group, @Ctx() ctx: Context) {
    return userCountOfGroup(ctx).load(group.id);
  }
}

@Resolver(() => Permission)
export class PermissionResolver {
  @FieldResolver(() => String, { description: "What the permission allows, in the viewer's language." })
  name(@Root() permission: Permission, @Ctx() ctx: Context) {
    return permissionName(ctx.locale, permission.codename);
  }

  @FieldResolver(() => String, {
    description: "A sentence about its effect, in the viewer's language.",
  })
  effect(@Root() permission: Permission, @Ctx() ctx: Context) {
    return permissionEffect(ctx.locale, permission.codename);
  }
}
