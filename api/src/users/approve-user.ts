import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import type { User } from '../accounts/user.entity.ts';
import { getUserToBlock } from './get-user-to-block.ts';

/**
 * Approves a registered account so that its user can log in, and notifies the user by mail. Does nothing if
 * it is approved already. Throws FORBIDDEN for an actor who may not block the user either.
 */
export async function approveUser(ctx: Context, id: string): Promise<User> {
  const user = await ctx.em.transactional(async (em) => {
    const user = await getUserToBlock(ctx, id);
    if (!user.awaitsApproval) return user;
    em.assign(user, { awaitsApproval: false });
    await em.flush();
    await record(ctx, { action: 'USER_APPROVED', ...userSubject(user) });
    await em.execute(
      `insert into account_mail (user_id, kind)
       select id, 'ACCOUNT_APPROVED' from "user" where id = ? and email_confirmed_at is not null`,
      [user.id],
    );
    return user;
  });
  await ctx.wakeups.wakeWorkers();
  return user;
}
