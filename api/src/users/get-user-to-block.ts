import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import type { User } from '../accounts/user.entity.ts';
import { canBlock, getUser } from './user.access.ts';
import { isManager } from './user.queries.ts';

/**
 * Returns a user whom the actor may block and unblock, locked until the transaction ends. Throws NOT_FOUND
 * and FORBIDDEN.
 */
export async function getUserToBlock(ctx: Context, id: string): Promise<User> {
  const user = await getUser(ctx, id, { lock: true });
  const { isSuperuser } = user;
  const standing = { id: user.id, isSuperuser, isManager: await isManager(ctx).load(user.id) };
  if (!canBlock(ctx.actor, standing)) throw forbidden();
  return user;
}
