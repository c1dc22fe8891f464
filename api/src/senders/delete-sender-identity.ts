import { canChange } from '../access/owned-things.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { senderSubject } from './sender-subject.ts';
import { getSenderIdentity } from './sender.access.ts';

/** Deletes a sender; mailings that used it come from the default one. Returns the id. */
export async function deleteSenderIdentity(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const sender = await getSenderIdentity(ctx, id, { can: canChange });
    await record(ctx, { action: 'SENDER_DELETED', ...senderSubject(sender) });
    await em.remove(sender).flush();
  });
  return id;
}
