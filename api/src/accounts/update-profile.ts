import type { Context } from '../context/context.ts';
import { unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import type { UpdateProfileInput } from './account.inputs.ts';
import { profilePatch } from './account.rules.ts';
import { User } from './user.entity.ts';

/** Changes the given fields of the actor's own profile. */
export async function updateProfile(ctx: Context, input: UpdateProfileInput): Promise<User> {
  if (ctx.actor.id === null) throw unauthenticated();
  const userId = ctx.actor.id;
  const patch = validated(profilePatch, input);
  return ctx.em.transactional(async (em) => {
    const user = await em.findOneOrFail(User, userId);
    em.assign(user, patch);
    return user;
  });
}
