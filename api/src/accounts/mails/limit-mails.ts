import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../errors/domain-error.ts';
import type { Limit } from '../../platform/rate-limits.ts';
import { clientNetwork } from '../../http/client-network.ts';

const OF_NETWORK: Limit = { name: 'account-mails-from', points: 100, seconds: 3600 };
const OF_ADDRESS: Limit = { name: 'account-mails-to', points: 5, seconds: 3600 };

/**
 * Counts a request that sends a mail to an address. Throws RATE_LIMITED if too many came from the same
 * network. Returns whether the address may get one more, which must not be revealed to the requester.
 */
export async function limitMails(ctx: Context, email: string): Promise<boolean> {
  const network = clientNetwork(ctx);
  const until = network === null ? null : await ctx.rateLimits.count(OF_NETWORK, network);
  if (until) throw rateLimited(until);
  return (await ctx.rateLimits.count(OF_ADDRESS, email.toLowerCase())) === null;
}
