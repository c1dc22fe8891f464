import { addKey, makeKey } from '../../src/senders/domains/add-sender-domain.ts';
import { SenderDomain } from '../../src/senders/sender-domain.entity.ts';
import type { Bench } from './open-bench.ts';

const DOMAIN = 'signed.example.com';
/** An address whose mails are signed once `signMails` has been called. */
export const SIGNED_FROM = `News <news@${DOMAIN}>`;

/** Lets workers sign mails from that address with RSA-2048, as if the record of the key had been found. */
export async function signMails({ app, ownerId }: Bench): Promise<void> {
  const ctx = app.asSystem();
  const key = await makeKey(ctx, 'RSA');
  await ctx.em.transactional(async (em) => {
    const domain = em.create(SenderDomain, { domain: DOMAIN, owner: ownerId });
    await em.flush();
    addKey(em, domain, key).seenAt = new Date();
  });
}
