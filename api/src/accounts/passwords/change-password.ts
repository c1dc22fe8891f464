import type { Context } from '../../context/context.ts';
import { fault, invalid, unauthenticated } from '../../errors/domain-error.ts';
import type { ChangePasswordInput } from '../account.inputs.ts';
import { holdPassword } from './hold-password.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { User } from '../user.entity.ts';
import { assertPassword } from './password-rules.ts';
import { setPassword } from './set-password.ts';
import { tryPassword } from './try-password.ts';

/** Changes the actor's own password: this session goes on, every other one ends. The current one is asked for, and wrong ones count as at login. */
export async function changePassword(
  ctx: Context,
  { currentPassword, newPassword }: ChangePasswordInput,
): Promise<boolean> {
  const { id: userId, email, sessionId } = ctx.actor;
  if (userId === null) throw unauthenticated();
  await assertPassword(newPassword, email, 'newPassword');
  const { passwordHash: known } = await ctx.em.findOneOrFail(User, userId, { populate: ['passwordHash'] });
  const isRight = await tryPassword(ctx, email, async () =>
    (await verifyPassword(currentPassword, known ?? null)) ? true : null,
  );
  if (!isRight) throw wrong();
  const passwordHash = await hashPassword(newPassword);
  await ctx.em.transactional(async () => {
    if (!(await holdPassword(ctx, { userId, passwordHash: known! }))) throw wrong();
    await setPassword(ctx, { userId, passwordHash, sessionId });
  });
  await ctx.wakeups.wakeWorkers();
  return true;
}

const wrong = () => invalid([fault('PASSWORD_WRONG', ['currentPassword'])]);
