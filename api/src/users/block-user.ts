import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { addPauseReason } from '../runs/pause-reasons.ts';
import { validated } from '../input/validation.ts';
import { endAccess } from '../accounts/sessions/end-access.ts';
import type { User } from '../accounts/user.entity.ts';
import { assertSuperuserStays, lockSuperusers } from './lock-superusers.ts';
import { canBlock, getUser } from './user.access.ts';
import { isManager } from './user.queries.ts';
import { blockReason } from './user.rules.ts';

/**
 * Blocks a user at once: their sessions and API tokens end, their event streams close, and their runs pause;
 * no mail of theirs goes on the wire once it is committed. If the user is blocked already, the first reason
 * stays. Throws FORBIDDEN for a user whom the actor may not block, CONFLICT for a superuser's own account and
 * the last superuser.
 */
export async function blockUser(
  ctx: Context,
  { id, reason }: { id: string; reason?: string | null | undefined },
): Promise<User> {
  const why = validated(blockReason, reason);
  return ctx.em.transactional(async (em) => {
    const superusers = await lockSuperusers(ctx);
    const user = await getUser(ctx, id, { lock: true });
    const standing = {
      id: user.id,
      isSuperuser: user.isSuperuser,
      isManager: await isManager(ctx).load(user.id),
    };
    // Superusers may not block themselves either, but get a reason.
    if (user.id !== ctx.actor.id && !canBlock(ctx.actor, standing)) throw forbidden();
    assertSuperuserStays(ctx, user, superusers);
    if (!canBlock(ctx.actor, standing)) throw forbidden();
    if (!user.isActive) return user;
    em.assign(user, { blockedAt: ctx.clock.now(), blockReason: why });
    await em.flush();
    await endAccess(em, user.id);
    await addPauseReason(ctx, { ownerId: user.id }, 'OWNER_BLOCKED');
    await record(ctx, { action: 'USER_BLOCKED', ...userSubject(user), details: { reason: why || null } });
    return user;
  });
}
