import { canChange } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { Mailing } from '../mailings/mailing.entity.ts';
import { getMessage } from './message.access.ts';

const NAMED = 3;

/** Deletes a message. Throws CONFLICT, naming the mailings, while one uses it. Answers the id. */
export async function deleteMessage(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    // Locked, so that no mailing begins to use it after we have looked.
    const message = await getMessage(ctx, id, { can: canChange, lock: true });
    await assertUnused(ctx, message.id);
    await em.remove(message).flush();
  });
  return id;
}

async function assertUnused(ctx: Context, messageId: number): Promise<void> {
  const users = await ctx.em.find(
    Mailing,
    { message: messageId },
    { orderBy: { id: 'asc' }, limit: NAMED + 1 },
  );
  if (users.length === 0) return;
  const names = users.slice(0, NAMED).map((mailing) => `“${mailing.name}”`);
  throw conflict('MESSAGE_IN_USE', { mailings: names.join(', ') + (users.length > NAMED ? ', …' : '') });
}
