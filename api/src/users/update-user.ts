import type { Scalar } from '../audit/audit-entry.entity.ts';
import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { orTaken } from '../db/unique.ts';
import { validated } from '../input/validation.ts';
import { MailedLink } from '../accounts/links/mailed-link.entity.ts';
import { putIntoGroups } from './groups/put-into-groups.ts';
import { endAccess } from '../accounts/sessions/end-access.ts';
import type { User } from '../accounts/user.entity.ts';
import { endAccessIfRaised, keptBy } from './end-access-if-raised.ts';
import { assertSuperuserStays, lockSuperusers } from './lock-superusers.ts';
import { assertMayWriteUsers, getUser } from './user.access.ts';
import type { UpdateUserInput } from './user.inputs.ts';
import { emailTaken, userPatch } from './user.rules.ts';

/**
 * Changes the given fields. For superusers only. A new address needs no confirmation, and invalidates links
 * that were mailed to the old one. Rights are read again with every request; in addition, a new address and
 * added rights end sessions and API tokens. Throws CONFLICT if superusers would demote themselves or the last
 * one.
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
      await endAccessIfRaised(ctx, user.id, async () => {
        em.assign(user, { ...patch, ...(isMoved && { emailConfirmedAt: ctx.clock.now() }) });
        await em.flush();
        if (input.groupIds) await putIntoGroups(ctx, user, input.groupIds);
      });
      const rights = rightsChanged(input, { isMoved });
      if (rights) await record(ctx, { action: 'RIGHTS_CHANGED', ...userSubject(user), details: rights });
      if (isMoved) {
        await em.nativeDelete(MailedLink, { user: user.id });
        await endAccess(em, user.id, keptBy(ctx, user.id));
      }
      return user;
    }),
  );
}

/** Returns the changes of an input to who a user is or what they may do; null if there are none. */
function rightsChanged(
  { groupIds, isSuperuser }: UpdateUserInput,
  { isMoved }: { isMoved: boolean },
): Record<string, Scalar> | null {
  const changes = {
    ...(isMoved && { email: 'changed' }),
    ...(isSuperuser != null && { isSuperuser }),
    ...(groupIds && { groups: groupIds.join() }),
  };
  return Object.keys(changes).length > 0 ? changes : null;
}
