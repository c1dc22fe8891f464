import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { getMessage } from '../message.access.ts';
import { getAttachment } from './attachment.access.ts';
import { MessageAttachment } from './message-attachment.entity.ts';

/** Removes a file from its message; runs that were launched before keep it. Returns the id. */
export async function detachFile(ctx: Context, id: string): Promise<string> {
  const attachment = await getAttachment(ctx, id);
  await ctx.em.transactional(async (em) => {
    await getMessage(ctx, attachment.message.id, { can: mayWrite('change', 'message'), lock: true });
    await em.nativeDelete(MessageAttachment, { id: attachment.id });
  });
  return id;
}
