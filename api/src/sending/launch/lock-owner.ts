import { LockMode } from '@mikro-orm/core';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';

/**
 * A mailing's owner as of now, who stays so until the transaction ends: whoever blocks them meanwhile waits, and then
 * pauses what this transaction has begun. After the mailing's lock, before that of a run that others can see.
 */
export const lockOwner = (ctx: Context, mailing: Mailing): Promise<User> =>
  ctx.em.findOneOrFail(User, mailing.owner.id, { lockMode: LockMode.PESSIMISTIC_READ, refresh: true });
