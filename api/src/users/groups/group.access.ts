import { LockMode } from '@mikro-orm/core';
import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { assertMayWriteUsers } from '../user.access.ts';
import { Group } from '../../accounts/group.entity.ts';

/**
 * Returns a group for a superuser to change, locked until the transaction ends. Throws FORBIDDEN or
 * NOT_FOUND.
 */
export async function getGroupToWrite(ctx: Context, id: string): Promise<Group> {
  assertMayWriteUsers(ctx.actor);
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const group = await ctx.em.findOne(Group, { id: idOf(id) ?? 0 }, lock);
  if (!group) throw notFound();
  return group;
}
