import type { Context } from '../context/context.ts';
import { orTaken } from '../db/unique.ts';
import { validated } from '../input/validation.ts';
import { AccountToken } from '../accounts/links/account-token.entity.ts';
import { putIntoGroups } from './groups/put-into-groups.ts';
import { Session } from '../accounts/sessions/session.entity.ts';
import type { User } from '../accounts/user.entity.ts';
import { assertSuperuserStays, lockSuperusers } from './lock-superusers.ts';
import { assertMayWriteUsers, getUser } from './user.access.ts';
import type { UpdateUserInput } from './user.inputs.ts';
import { emailTaken, userPatch } from './user.rules.ts';

/**
 * Changes what the input names; superusers only. A new address needs no confirmation, and makes the links worthless that
 * were mailed to the old one. Rights are read anew with every request; but with a new address, and with the rights of a
 * superuser, people log in anew. Throws CONFLICT where a superuser would demote themselves or the last one.
 */
export async function updateUser(
  ctx: Context,
  { id, input }: { id: string; input: UpdateUserInput },
): Promise<User> {
  assertMayWriteUsers(ctx.actor);
  const patch = validated(userPatch, input);
  return orTaken('user_email_unique', emailTaken, () =>
    ctx.em.transactional(async (em) => {
      const superusers = patch.isSuperuser === false ? await lockSuperusers(ctx) : [];
      const user = await getUser(ctx, id, { lock: true });
      if (user.isSuperuser && patch.isSuperuser === false) assertSuperuserStays(ctx, user, superusers);
      const isMoved = patch.email !== undefined && patch.email !== user.email;
      const isRaised = patch.isSuperuser === true && !user.isSuperuser;
      em.assign(user, { ...patch, ...(isMoved && { emailConfirmedAt: ctx.clock.now() }) });
      await em.flush();
      if (isMoved) await em.nativeDelete(AccountToken, { user: user.id });
      if (isMoved || isRaised) {
        await em.nativeDelete(Session, { user: user.id, id: { $ne: ctx.actor.sessionId ?? 0 } });
      }
      if (input.groupIds) await putIntoGroups(ctx, user, input.groupIds);
      return user;
    }),
  );
}
