import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';
import { has, type Actor } from '../context/actor.ts';
import { User } from '../accounts/user.entity.ts';

/** Oneself, and everybody where the permission is given. */
export const visibleUsers = (actor: Actor): FilterQuery<User> =>
  has(actor, 'view_user') ? {} : { id: actor.id ?? 0 };

/** The one way from an id to a user. Throws NOT_FOUND, the same for who does not exist and whom the actor may not see. */
export async function getUser(ctx: Context, id: string | number, { lock = false } = {}): Promise<User> {
  const key = idOf(id) ?? 0;
  // The weaker lock: an import of theirs that goes on keeps the stronger one waiting for its end.
  if (lock) await ctx.em.execute('select from "user" where id = ? for no key update', [key]);
  const user = await ctx.em.findOne(
    User,
    { $and: [{ id: key }, visibleUsers(ctx.actor)] },
    { refresh: lock },
  );
  if (!user) throw notFound();
  return user;
}

/** A user, as far as it matters to who may block them. */
export interface BlockableUser {
  id: number;
  isSuperuser: boolean;
  /** In the group Managers, or with the permission to block others by another group. */
  isManager: boolean;
}

/** Superusers block and unblock everybody else; managers neither superusers nor each other. */
export const canBlock = (actor: Actor, user: BlockableUser) =>
  actor.id !== user.id &&
  (actor.isSuperuser || (has(actor, 'change_user') && !user.isSuperuser && !user.isManager));

/** Nobody deletes themselves. */
export const canDelete = (actor: Actor, user: { id: number }) => actor.isSuperuser && actor.id !== user.id;

/** Accounts, groups and who is in them are written by superusers. Throws FORBIDDEN. */
export function assertMayWriteUsers(actor: Actor): void {
  if (!actor.isSuperuser) throw forbidden();
}
