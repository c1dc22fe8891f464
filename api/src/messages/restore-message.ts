import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { bringBack } from '../deletions/bring-back.ts';
import { getDeleted } from '../deletions/get-deleted.ts';
import { Message } from './message.entity.ts';
import { restorableMessage } from './restorable-message.ts';

/** Restores a message that was deleted within a day, with its versions and attachments. */
export const restoreMessage = (ctx: Context, id: string): Promise<Message> =>
  ctx.em.transactional(async (em) => {
    const deleted = await getDeleted(ctx, restorableMessage, { id, can: mayWrite('delete', 'message') });
    await bringBack(em, restorableMessage, { deleted });
    return em.findOneOrFail(Message, deleted.thingId);
  });
