import { LockMode } from '@mikro-orm/core';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';

/**
 * Returns a mailing's owner, locked until the transaction ends: blocking the owner waits for it, and then
 * pauses what it has started. Take it after the mailing's lock, and before the lock of a run that others can
 * see.
 */
export const lockOwner = (ctx: Context, mailing: Mailing): Promise<User> =>
  ctx.em.findOneOrFail(User, mailing.owner.id, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
