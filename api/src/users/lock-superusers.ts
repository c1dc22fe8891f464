import type { Context } from '../context/context.ts';
import { conflict, forbidden } from '../errors/domain-error.ts';

/**
 * Before somebody's rights or access are taken away. Locks every active superuser until the transaction ends, so that two
 * who take each other's rights come one after the other, and the second has none left. Returns who they are.
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

/** Throws CONFLICT if a superuser would do it to themselves, or nobody would be left to manage the installation. */
export function assertSuperuserStays(ctx: Context, user: { id: number }, superusers: number[]): void {
  if (ctx.actor.isSuperuser && ctx.actor.id === user.id) throw conflict('OWN_ACCOUNT');
  if (superusers.length === 1 && superusers[0] === user.id) throw conflict('LAST_SUPERUSER');
}
