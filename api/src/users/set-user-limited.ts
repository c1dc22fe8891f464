import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import type { User } from '../accounts/user.entity.ts';
import { getUserToBlock } from './get-user-to-block.ts';

/**
 * Sets whether the quotas for new accounts apply to a user. Throws FORBIDDEN for an actor who may not block
 * the user either.
 */
export async function setUserLimited(
  ctx: Context,
  { id, isLimited }: { id: string; isLimited: boolean },
): Promise<User> {
  return ctx.em.transactional(async (em) => {
    const user = await getUserToBlock(ctx, id);
    em.assign(user, { isLimited });
    await record(ctx, { action: 'QUOTA_CHANGED', ...userSubject(user), details: { isLimited } });
    return user;
  });
}
