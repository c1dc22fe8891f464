import type { Context } from '../../context/context.ts';
import { networkOf } from '../../http/network-of.ts';

/** Whether a user with this address has logged in from the current network, or is logged in there now. */
export async function isKnownNetwork(ctx: Context, email: string): Promise<boolean> {
  const lowered = email.includes('\0') ? '' : email.trim().toLowerCase();
  if (ctx.actor.id !== null && ctx.actor.email.toLowerCase() === lowered) return true;
  const rows = await ctx.em.execute<object[]>(
    `select known_network.user_id from known_network join "user" on "user".id = user_id
     where lower(email) = ? and network = ?`,
    [lowered, networkOf(ctx.ip ?? '')],
  );
  return rows.length > 0;
}

/** Remembers the network from which a user has just logged in. */
export async function rememberNetwork({ em, ip }: Context, userId: number): Promise<void> {
  if (ip === undefined) return;
  await em.execute(
    `insert into known_network (user_id, network) values (?, ?)
     on conflict (user_id, network) do update set seen_at = now()`,
    [userId, networkOf(ip)],
  );
}
