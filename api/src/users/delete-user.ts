import { record, userSubject } from '../audit/record.ts';
import { LockMode } from '@mikro-orm/core';
import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { assertSuperuserStays, lockSuperusers } from './lock-superusers.ts';
import { assertMayWriteUsers, getUser } from './user.access.ts';

/**
 * Deletes a user with everything that they own. For superusers only. Things of others stay, without the
 * user's name where the user started or disabled them. Throws CONFLICT while a run of the user is unfinished,
 * and for oneself. Returns the id.
 */
export async function deleteUser(ctx: Context, id: string): Promise<string> {
  assertMayWriteUsers(ctx.actor);
  const { id: owner } = await getUser(ctx, id);
  await ctx.em.transactional(async (em) => {
    // Mailings before users, the order in which a launch locks them.
    await em.find(Mailing, { owner }, { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } });
    const superusers = await lockSuperusers(ctx);
    const user = await getUser(ctx, owner, { lock: true });
    assertSuperuserStays(ctx, user, superusers);
    const unfinished = await em.find(
      MailingRun,
      { owner, finishedAt: null },
      { populate: ['mailing'], orderBy: { id: 'asc' } },
    );
    if (unfinished.length > 0) {
      const mailings = unfinished.map(({ mailing }) => mailing.getEntity().name).join(', ');
      throw conflict('USER_SENDING', { mailings });
    }
    await record(ctx, { action: 'USER_DELETED', ...userSubject(user) });
    // Before the messages that they use.
    await em.nativeDelete(Mailing, { owner });
    await em.remove(user).flush();
  });
  return id;
}
