import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../errors/domain-error.ts';
import { networkOf } from '../../http/network-of.ts';
import type { Limit } from '../../platform/rate-limits.ts';
import { Turns } from '../../platform/turns.ts';
import { clientNetwork } from '../../http/client-network.ts';

/** The fifth wrong password within 15 minutes is one too many, and shuts out for 15 minutes from then. */
const OF_ACCOUNT: Limit = { name: 'wrong-password', points: 4, seconds: 900, blockSeconds: 900 };
/** For who tries a few passwords with many accounts. */
export const WRONG_PASSWORDS_FROM: Limit = { name: 'wrong-passwords-from', points: 100, seconds: 3600 };

// Guesses that come all at once would otherwise be looked at before the first of them is counted, and those of one
// network keep all others waiting for their hashes.
const turns = new Turns();

/**
 * Looks whether a password is right; `check` answers null for a wrong one. Five wrong ones lock the account for whoever
 * asks from the same network, and for nobody else: RATE_LIMITED then, before anything is looked at, and the same for an
 * address without an account. A right one clears the count.
 */
export async function tryPassword<T>(
  ctx: Context,
  email: string,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const key = keyOf(ctx, email);
  return turns.take(clientNetwork(ctx) ?? key, async () => {
    await assertUnlocked(ctx, key);
    const right = await check();
    if (right === null) await countWrong(ctx, key);
    else await ctx.rateLimits.clear(OF_ACCOUNT, key);
    return right;
  });
}

/** Forgets the wrong passwords of an account from here: whoever asks has shown to be its owner. */
export const forgetWrongPasswords = (ctx: Context, email: string) =>
  ctx.rateLimits.clear(OF_ACCOUNT, keyOf(ctx, email));

const keyOf = ({ ip }: Context, email: string) =>
  `${email.trim().toLowerCase()}\n${ip === undefined ? '' : networkOf(ip)}`;

async function assertUnlocked(ctx: Context, key: string): Promise<void> {
  const network = clientNetwork(ctx);
  const lockedUntil =
    (await ctx.rateLimits.exceededUntil(OF_ACCOUNT, key)) ??
    (network === null ? null : await ctx.rateLimits.exceededUntil(WRONG_PASSWORDS_FROM, network));
  if (lockedUntil) throw rateLimited(lockedUntil);
}

async function countWrong(ctx: Context, key: string): Promise<void> {
  const network = clientNetwork(ctx);
  await ctx.rateLimits.count(OF_ACCOUNT, key);
  if (network !== null) await ctx.rateLimits.count(WRONG_PASSWORDS_FROM, network);
}
