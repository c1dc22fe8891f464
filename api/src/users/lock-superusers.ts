import type { Context } from '../context/context.ts';
import { conflict, forbidden } from '../errors/domain-error.ts';

/**
 * Call it before taking away somebody's rights or access. Locks every active superuser until the transaction
 * ends, so that of two who demote each other the second finds no other one left. Returns their numbers.
 */
export async function lockSuperusers(ctx: Context): Promise<number[]> {
  const rows = await ctx.em.execute<{ id: number }[]>(
    'select id from "user" where is_superuser and blocked_at is null order by id for no key update',
  );
  const ids = rows.map(({ id }) => id);
  const { id, isSuperuser } = ctx.actor;
  if (isSuperuser && id !== null && !ids.includes(id)) throw forbidden();
  return ids;
}

/**
 * Throws CONFLICT if superusers would do it to themselves, or nobody would be left to manage the
 * installation.
 */
export function assertSuperuserStays(ctx: Context, user: { id: number }, superusers: number[]): void {
  if (ctx.actor.isSuperuser && ctx.actor.id === user.id) throw conflict('OWN_ACCOUNT');
  if (superusers.length === 1 && superusers[0] === user.id) throw conflict('LAST_SUPERUSER');
}
