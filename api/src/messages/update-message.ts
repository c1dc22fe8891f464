import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { assertUnchanged } from '../db/assert-unchanged.ts';
import { validated } from '../input/validation.ts';
import { getMessage } from './message.access.ts';
import type { Message } from './message.entity.ts';
import type { UpdateMessageInput } from './message.inputs.ts';
import { messagePatch } from './message.rules.ts';
import { keepVersion } from './versions/keep-version.ts';

/**
 * Changes the given fields, and keeps what they were as a version; runs that were launched before keep their frozen content. Throws CONFLICT if
 * somebody has saved since `ifUpdatedAt`.
 */
export async function updateMessage(
  ctx: Context,
  { id, input }: { id: string; input: UpdateMessageInput },
): Promise<Message> {
  const patch = validated(messagePatch, input);
  return ctx.em.transactional(async (em) => {
    const message = await getMessage(ctx, id, { can: mayWrite('change', 'message'), lock: true });
    assertUnchanged(message, input.ifUpdatedAt);
    await keepVersion(em, message, patch);
    return em.assign(message, patch);
  });
}
