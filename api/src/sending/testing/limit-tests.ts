import type { Context } from '../../context/context.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Limit } from '../../platform/rate-limits.ts';

const HOUR = 3600;
/** Enough for any work on a message, too few for writing to people by test emails. */
const OF_USER: Limit = { name: 'tests', points: 300, seconds: HOUR };

/**
 * Counts the actor's test emails to addresses other than the actor's own. Throws RATE_LIMITED if there are
 * too many.
 */
export async function limitTests(ctx: Context, addresses: readonly string[]): Promise<void> {
  const { id, email } = ctx.actor;
  if (id === null) return;
  const { isLimited } = await ctx.em.findOneOrFail(User, id);
  const points = ctx.newAccounts.testsPerHour;
  const limit = isLimited ? { name: 'tests-of-new', points, seconds: HOUR } : OF_USER;
  const others = addresses.filter((address) => address.toLowerCase() !== email.toLowerCase());
  for (const _ of others) {
    const retryAt = await ctx.rateLimits.count(limit, String(id));
    if (retryAt) throw tooMany(limit, retryAt, isLimited);
  }
}

const tooMany = ({ points }: Limit, retryAt: Date, isLimited: boolean) =>
  isLimited
    ? new DomainError('RATE_LIMITED', { key: 'QUOTA_TESTS', params: { most: points } }, { retryAt })
    : new DomainError('RATE_LIMITED', { key: 'TESTS_TOO_MANY', params: { most: points } }, { retryAt });
