import type { Context } from '../context.ts';
import { orTaken } from '../db/unique.ts';
import { fault, forbidden, invalid, type Fault } from '../errors.ts';
import type { Locale } from '../language/text.ts';
import { address } from '../recipients/recipient.rules.ts';
import * as v from 'valibot';
import { optionalLine, validated } from '../validation.ts';
import { hashPassword } from './password.ts';
import { User } from './user.entity.ts';

export interface CreateUser {
  email: string;
  password: string;
  fullName?: string;
  locale?: Locale;
  timeZone?: string;
  isSuperuser?: boolean;
}

const newUser = v.object({ email: address, fullName: v.optional(optionalLine(200), '') });
const emailTaken: Fault[] = [fault('USER_EMAIL_TAKEN', ['email'])];

/** Makes a user whose address needs no confirmation; superusers and Postline itself only. */
export async function createUser(ctx: Context, input: CreateUser): Promise<User> {
  if (!ctx.actor.isSuperuser) throw forbidden();
  const { email, fullName } = validated(newUser, input);
  assertPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  return orTaken('user_email_unique', emailTaken, () =>
    ctx.em.transactional(async (em) =>
      em.create(User, {
        email,
        fullName,
        passwordHash,
        locale: input.locale ?? ctx.locale,
        timeZone: input.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
        isSuperuser: input.isSuperuser ?? false,
        emailConfirmedAt: ctx.clock.now(),
      }),
    ),
  );
}

/** Throws INVALID for a password that is too short, too long, or the address itself. */
function assertPassword(password: string, email: string): void {
  const problem =
    password.length < 10
      ? 'PASSWORD_TOO_SHORT'
      : password.length > 256
        ? 'PASSWORD_TOO_LONG'
        : password.toLowerCase() === email.toLowerCase()
          ? 'PASSWORD_IS_EMAIL'
          : null;
  if (problem) throw invalid([fault(problem, ['password'])]);
}
