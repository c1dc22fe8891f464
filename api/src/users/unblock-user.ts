import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { removePauseReasons } from '../runs/pause-reasons.ts';
import type { User } from '../accounts/user.entity.ts';
import { canBlock, getUser } from './user.access.ts';
import { isManager } from './user.queries.ts';

/**
 * Lets a user log in again. Runs that blocking paused stay paused until somebody
 * resumes them; starts that come due from now on are made. Throws FORBIDDEN for whom the actor may not block.
 */
export async function unblockUser(ctx: Context, id: string): Promise<User> {
  return ctx.em.transactional(async (em) => {
    const user = await getUser(ctx, id, { lock: true });
    const standing = {
      id: user.id,
      isSuperuser: user.isSuperuser,
      isManager: await isManager(ctx).load(user.id),
    };
    if (!canBlock(ctx.actor, standing)) throw forbidden();
    if (user.isActive) return user;
    em.assign(user, { blockedAt: null, blockReason: null });
    await em.flush();
    await removePauseReasons(ctx, { ownerId: user.id }, { reasons: ['OWNER_BLOCKED'], keepPaused: true });
    return user;
  });
}
