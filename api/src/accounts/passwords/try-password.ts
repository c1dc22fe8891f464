import type { Context } from '../../context/context.ts';
import { rateLimited } from '../../errors/domain-error.ts';
import { networkOf } from '../../http/network-of.ts';
import type { Limit } from '../../platform/rate-limits.ts';
import { isKnownNetwork } from '../sessions/known-network.ts';
import { KeyedQueue } from '../../platform/keyed-queue.ts';
import { clientNetwork } from '../../http/client-network.ts';

/** The fifth wrong password within 15 minutes exceeds it, and blocks for 15 minutes from then. */
const OF_ACCOUNT: Limit = { name: 'wrong-password', points: 4, seconds: 900, blockSeconds: 900 };
/** Against trying a few passwords with many accounts. */
export const WRONG_PASSWORDS_FROM: Limit = { name: 'wrong-passwords-from', points: 100, seconds: 3600 };

/** Wrong passwords of an account in a day, from all networks that its owner has not logged in from. */
const GUESSES: Limit = { name: 'guesses', points: 50, seconds: 86_400 };
/** Each further one makes those networks wait, twice as long each time. */
const PAUSE: Limit = { name: 'guess-pause', points: 0, seconds: 3600 };
const FIRST_PAUSE = 30;

// Otherwise guesses that arrive together would be verified before the first of them is counted, and those
// from one network would delay all others' hashes.
const queue = new KeyedQueue();

/**
 * Verifies a password; `check` returns null for a wrong one. Five wrong ones lock the account for requests
 * from the same network. Fifty from networks that the owner has not logged in from make all of these wait,
 * longer each time; a network that the owner has used is never among them. Throws RATE_LIMITED then, before
 * verifying anything, and also for an address without an account. A right password clears the count of its
 * network.
 */
export async function tryPassword<T>(
  ctx: Context,
  email: string,
  check: () => Promise<T | null>,
): Promise<T | null> {
  const tried: Attempted = { key: keyOf(ctx, email), account: email.trim().toLowerCase(), isKnown: false };
  const checkOnce = async () => {
    await assertUnlocked(ctx, tried);
    const right = await check();
    if (right === null) await countWrong(ctx, tried);
    else await ctx.rateLimits.clear(OF_ACCOUNT, tried.key);
    return right;
  };
  return queue.run(clientNetwork(ctx) ?? tried.key, async () => {
    tried.isKnown = await isKnownNetwork(ctx, email);
    return tried.isKnown ? checkOnce() : queue.run(`account ${tried.account}`, checkOnce);
  });
}

/** Forgets the wrong passwords of an account, because the requester has proved to be its owner. */
export async function forgetWrongPasswords(ctx: Context, email: string): Promise<void> {
  await ctx.rateLimits.clear(OF_ACCOUNT, keyOf(ctx, email));
  await ctx.rateLimits.clear(GUESSES, email.trim().toLowerCase());
  await ctx.rateLimits.clear(PAUSE, email.trim().toLowerCase());
}

interface Attempted {
  /** The account and the network together. */
  key: string;
  account: string;
  /** The owner has logged in from that network. */
  isKnown: boolean;
}

const keyOf = ({ ip }: Context, email: string) =>
  `${email.trim().toLowerCase()}\n${ip === undefined ? '' : networkOf(ip)}`;

async function assertUnlocked(ctx: Context, { key, account, isKnown }: Attempted): Promise<void> {
  const network = clientNetwork(ctx);
  const lockedUntil =
    (await ctx.rateLimits.exceededUntil(OF_ACCOUNT, key)) ??
    (isKnown ? null : await ctx.rateLimits.exceededUntil(PAUSE, account)) ??
    (network === null ? null : await ctx.rateLimits.exceededUntil(WRONG_PASSWORDS_FROM, network));
  if (lockedUntil) throw rateLimited(lockedUntil);
}

async function countWrong(ctx: Context, { key, account, isKnown }: Attempted): Promise<void> {
  const network = clientNetwork(ctx);
  await ctx.rateLimits.count(OF_ACCOUNT, key);
  if (network !== null) await ctx.rateLimits.count(WRONG_PASSWORDS_FROM, network);
  if (isKnown) return;
  const beyond = await ctx.rateLimits.countBeyond(GUESSES, account);
  if (beyond === 0) return;
  const seconds = Math.min(PAUSE.seconds, FIRST_PAUSE * 2 ** (beyond - 1));
  await ctx.rateLimits.shutOut(PAUSE, account, seconds);
}
