import { canChange } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { isConnectionLost } from '../../platform/connection-lost.ts';
import { checkDomain } from '../checks/check-domain.ts';
import { withoutRepeats } from '../checks/without-repeats.ts';
import { checkMx } from '../checks/check-mx.ts';
import { checkPtr } from '../checks/check-ptr.ts';
import { getSenderDomain } from '../sender.access.ts';
import { DkimKey, SenderDomain } from '../sender-domain.entity.ts';

/** Checks the records of a domain now, and stores the result. */
export async function checkSenderDomain(ctx: Context, id: string): Promise<SenderDomain> {
  const domain = await getSenderDomain(ctx, id, { can: canChange });
  await lookUp(ctx, domain);
  return ctx.em.refreshOrFail(domain);
}

/**
 * Checks the domains whose last check was the longest ago. One that cannot be checked keeps none of the others
 * waiting. Returns how many were checked.
 */
export async function checkDueDomains(ctx: Context, { most }: { most: number }): Promise<number> {
  const due = await ctx.em.find(
    SenderDomain,
    { $or: [{ checkedAt: null }, { checkedAt: { $lt: new Date(ctx.clock.now().getTime() - OFTEN) } }] },
    { orderBy: { checkedAt: 'asc' }, limit: most },
  );
  let checked = 0;
  for (const domain of due) if (await lookUpOrLog(ctx, domain)) checked++;
  return checked;
}

/** A domain that cannot be checked is tried again with the others of the next hour, instead of first every time. */
async function lookUpOrLog(ctx: Context, domain: SenderDomain): Promise<boolean> {
  try {
    await lookUp(ctx, domain);
    return true;
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    ctx.log.error({ err: error, domain: domain.id }, 'A domain could not be checked.');
    await ctx.em.execute('update sender_domain set checked_at = now() where id = ?', [domain.id]);
    return false;
  }
}

const OFTEN = 45 * 60_000;

async function lookUp(ctx: Context, domain: SenderDomain): Promise<void> {
  const keys = await ctx.em.find(DkimKey, { domain: domain.id, retiredAt: null }, { orderBy: { id: 'asc' } });
  const { dns, outgoingIps: ips, bounceAddress } = ctx;
  const bounceDomain = bounceAddress?.split('@').at(-1);
  const [found, ...others] = await Promise.all([
    checkDomain(dns, { domain: domain.domain, keys, envelopeDomain: bounceDomain ?? domain.domain, ips }),
    bounceDomain && bounceDomain !== domain.domain ? checkMx(dns, bounceDomain) : [],
    ...ips.map((ip) => checkPtr(dns, ip)),
  ]);
  await ctx.em.transactional(async (em) => {
    await em.execute('update sender_domain set checked_at = now(), faults = ?::jsonb where id = ?', [
      JSON.stringify(withoutRepeats([...found.faults, ...others.flat()])),
      domain.id,
    ]);
    await em.execute(SEEN, [idsOf(found.seen)]);
    await em.execute('update dkim_key set seen_at = null where id = any (?::int[])', [idsOf(found.missed)]);
    await em.execute(RETIRE, [domain.id, domain.id]);
  });
}

const idsOf = (keys: DkimKey[]) => `{${keys.map(({ id }) => id).join()}}`;

const SEEN = 'update dkim_key set seen_at = coalesce(seen_at, now()) where id = any (?::int[])';

/** The newest key of each kind that is found replaces those before it. */
const RETIRE = `update dkim_key set retired_at = now()
  where domain_id = ? and retired_at is null and exists (
    select from dkim_key newer where newer.domain_id = ? and newer.algorithm = dkim_key.algorithm
      and newer.id > dkim_key.id and newer.seen_at is not null and newer.retired_at is null)`;
