import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import type { User } from '../accounts/user.entity.ts';
import { getUserToBlock } from './get-user-to-block.ts';

/**
 * Lets a user log in whose account was registered while accounts are approved, and mails that. Nothing happens to one that
 * is approved already. Throws FORBIDDEN for anybody who could not block the user either.
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
