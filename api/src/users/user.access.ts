import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';
import { has, type Actor } from '../context/actor.ts';
import { User } from '../accounts/user.entity.ts';

/** The actor's own account, and all others with the permission. */
export const visibleUsers = (actor: Actor): FilterQuery<User> =>
  has(actor, 'view_user') ? {} : { id: actor.id ?? 0 };

/**
 * The one way from an id to a user. Throws NOT_FOUND if the user does not exist or the actor may not see
 * them, without a difference.
 */
export async function getUser(ctx: Context, id: string | number, { lock = false } = {}): Promise<User> {
  const key = idOf(id) ?? 0;
  // The weaker lock: the stronger one would wait for the end of an import of theirs.
  if (lock) await ctx.em.execute('select from "user" where id = ? for no key update', [key]);
  const user = await ctx.em.findOne(
    User,
    { $and: [{ id: key }, visibleUsers(ctx.actor)] },
    { refresh: lock },
  );
  if (!user) throw notFound();
  return user;
}

/** The properties of a user that determine who may block them. */
export interface BlockableUser {
  id: number;
  isSuperuser: boolean;
  /** In the group Managers, or permitted to block others by another group. */
  isManager: boolean;
}

/** Superusers block and unblock everybody else; managers neither superusers nor each other. */
export const canBlock = (actor: Actor, user: BlockableUser) =>
  actor.id !== user.id &&
  (actor.isSuperuser || (has(actor, 'change_user') && !user.isSuperuser && !user.isManager));

/** Nobody may delete themselves. */
export const canDelete = (actor: Actor, user: { id: number }) => actor.isSuperuser && actor.id !== user.id;

/** Only superusers may change accounts, groups and memberships. Throws FORBIDDEN for others. */
export function assertMayWriteUsers(actor: Actor): void {
  if (!actor.isSuperuser) throw forbidden();
}
