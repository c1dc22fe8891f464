import { canChange } from '../../access/owned-things.ts';
import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { senderSubject } from '../sender-subject.ts';
import { getSenderDomain } from '../sender.access.ts';

/**
 * Deletes a domain with its keys. Mails from it are not signed any more, and it has to be verified again.
 * Returns the id.
 */
export async function deleteSenderDomain(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const domain = await getSenderDomain(ctx, id, { can: canChange });
    await record(ctx, { action: 'SENDER_DELETED', ...senderSubject(domain) });
    await em.remove(domain).flush();
  });
  return id;
}
