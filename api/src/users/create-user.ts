import { record, userSubject } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { orTaken } from '../db/unique.ts';
import type { Locale } from '../language/locale.ts';
import { address } from '../input/address.ts';
import * as v from 'valibot';
import { optionalDisplayName, validated } from '../input/validation.ts';
import { builtInGroup } from './groups/built-in-group.ts';
import { putIntoGroups } from './groups/put-into-groups.ts';
import { hashPassword } from '../accounts/passwords/password-hash.ts';
import { assertPassword } from '../accounts/passwords/password-rules.ts';
import { User } from '../accounts/user.entity.ts';
import { assertMayWriteUsers } from './user.access.ts';
import { emailTaken } from './user.rules.ts';

interface CreateUser {
  email: string;
  password: string;
  fullName?: string;
  locale?: Locale;
  timeZone?: string;
  groupIds?: string[] | null;
  isSuperuser?: boolean | null;
}

const newUser = v.object({ email: address, fullName: v.optional(optionalDisplayName(200), '') });

/**
 * Creates a user whose address needs no confirmation, in the group Users unless groups are given. For
 * superusers and Postline itself only.
 */
export async function createUser(ctx: Context, input: CreateUser): Promise<User> {
  assertMayWriteUsers(ctx.actor);
  const { email, fullName } = validated(newUser, input);
  await assertPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  return orTaken('user_email_unique', emailTaken, () =>
    ctx.em.transactional(async (em) => {
      const user = em.create(User, {
        email,
        fullName,
        passwordHash,
        locale: input.locale ?? ctx.locale,
        timeZone: input.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        isSuperuser: input.isSuperuser ?? false,
        emailConfirmedAt: ctx.clock.now(),
      });
      await em.flush();
      const groupIds = input.groupIds ?? (await usualGroups(ctx, user));
      if (groupIds.length > 0) await putIntoGroups(ctx, user, groupIds);
      await record(ctx, {
        action: 'USER_CREATED',
        ...userSubject(user),
        details: { isSuperuser: user.isSuperuser, groups: groupIds.join() || null },
      });
      return user;
    }),
  );
}

/** Superusers need no group. */
async function usualGroups(ctx: Context, { isSuperuser }: User): Promise<string[]> {
  return isSuperuser ? [] : [String((await builtInGroup(ctx, 'Users')).id)];
}
