import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { removePauseReasons } from '../runs/pause-reasons.ts';
import type { User } from '../accounts/user.entity.ts';
import { getUserToBlock } from './get-user-to-block.ts';

/**
 * Lets a user log in again. Runs that blocking paused stay paused until somebody resumes them; starts that
 * come due from now on happen. Throws FORBIDDEN for a user whom the actor may not block.
 */
export async function unblockUser(ctx: Context, id: string): Promise<User> {
  return ctx.em.transactional(async (em) => {
    const user = await getUserToBlock(ctx, id);
    if (user.isActive) return user;
    em.assign(user, { blockedAt: null, blockReason: null });
    await em.flush();
    await record(ctx, { action: 'USER_UNBLOCKED', ...userSubject(user) });
    await removePauseReasons(ctx, { ownerId: user.id }, { reasons: ['OWNER_BLOCKED'], keepPaused: true });
    return user;
  });
}
