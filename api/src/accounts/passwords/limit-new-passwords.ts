import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../errors/domain-error.ts';
import type { Limit } from '../../platform/rate-limits.ts';

/** More than anybody needs to find a valid one. */
const OF_ACCOUNT: Limit = { name: 'new-passwords', points: 30, seconds: 3600 };

/**
 * Counts a new password for an account, before its strength is measured, which takes long. Throws
 * RATE_LIMITED if there were too many.
 */
export async function limitNewPasswords(ctx: Context, userId: number): Promise<void> {
  const until = await ctx.rateLimits.count(OF_ACCOUNT, String(userId));
  if (until) throw rateLimited(until);
}
