import type { Context } from '../../context/context.ts';
import { type Fault, warning } from '../../errors/domain-error.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { SenderDomain } from '../../senders/sender-domain.entity.ts';
import { mailsFrom } from '../launch/mails-from.ts';

/**
 * Returns what receivers could object to in the sender: DNS records of the domain, and links without
 * encryption.
 */
export async function senderDoubts(ctx: Context, mailing: Mailing): Promise<Fault[]> {
  const { address } = await mailsFrom(ctx).load(mailing);
  const own = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const domains = await ctx.em.find(SenderDomain, { owner: mailing.owner.id });
  const domain = domains
    .filter((each) => own === each.domain || own.endsWith(`.${each.domain}`))
    .sort((a, b) => b.domain.length - a.domain.length)[0];
  const ofDomain = (domain?.faults ?? []).map(({ code, params }) => warning(code, ['senderId'], params));
  return ctx.baseUrl.startsWith('https:') ? ofDomain : [...ofDomain, warning('PREFLIGHT_LINKS_LEAD_PLAIN')];
}
