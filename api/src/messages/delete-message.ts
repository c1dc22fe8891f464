import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { keepDeleted } from '../deletions/keep-deleted.ts';
import { conflict } from '../errors/domain-error.ts';
import { getMessage } from './message.access.ts';
import type { Message } from './message.entity.ts';
import { restorableMessage } from './restorable-message.ts';

const NAMED = 3;

/**
 * Deletes a message. It can be restored for a day. Throws CONFLICT that names the mailings that use it.
 * Returns the id.
 */
export async function deleteMessage(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    // Locked, so that no mailing starts using it after the check.
    const message = await getMessage(ctx, id, { can: mayWrite('delete', 'message'), lock: true });
    await assertUnused(message);
    await keepDeleted(em, restorableMessage, message);
    await em.remove(message).flush();
  });
  return id;
}

async function assertUnused(message: Message): Promise<void> {
  const users = await message.mailings.matching({ orderBy: { id: 'asc' }, limit: NAMED + 1 });
  if (users.length === 0) return;
  const names = users.slice(0, NAMED).map((mailing) => `“${mailing.name}”`);
  throw conflict('MESSAGE_IN_USE', { mailings: names.join(', ') + (users.length > NAMED ? ', …' : '') });
}
