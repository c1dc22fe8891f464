import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../context/context.ts';
import { Group, Permission } from '../../accounts/group.entity.ts';
import { permissionsOfGroup, userCountOfGroup } from './group.queries.ts';
import { permissionEffect, permissionName } from '../../access/permission-name.ts';

@Resolver(() => Group)
export class GroupFieldsResolver {
  @FieldResolver(() => [Permission], { description: 'The permissions of its members.' })
  permissions(@Root() group: Group, @Ctx() ctx: Context) {
    return permissionsOfGroup(ctx).load(group.id);
  }

  @FieldResolver(() => Int, { description: 'The number of its members.' })
  userCount(@Root() group: Group, @Ctx() ctx: Context) {
    return userCountOfGroup(ctx).load(group.id);
  }
}

@Resolver(() => Permission)
export class PermissionResolver {
  @FieldResolver(() => String, { description: "The name of the permission, in the viewer's language." })
  name(@Root() permission: Permission, @Ctx() ctx: Context) {
    return permissionName(ctx.locale, permission.codename);
  }

  @FieldResolver(() => String, {
    description: "A sentence about what the permission allows, in the viewer's language.",
  })
  effect(@Root() permission: Permission, @Ctx() ctx: Context) {
    return permissionEffect(ctx.locale, permission.codename);
  }
}
