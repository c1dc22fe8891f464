import type { Context } from '../context/context.ts';
import { unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { copyAttachments } from './attachments/copy-attachments.ts';
import { getMessage } from './message.access.ts';
import { Message } from './message.entity.ts';
import type { CreateMessageInput } from './message.inputs.ts';
import { newMessage } from './message.rules.ts';

/**
 * Creates a message for the actor, with the attachments of another one if it is a copy. Throws NOT_FOUND for one
 * that the actor does not see.
 */
export async function createMessage(ctx: Context, input: CreateMessageInput): Promise<Message> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newMessage, input);
  return ctx.em.transactional(async (em) => {
    const copied = input.attachmentsOfId == null ? null : await getMessage(ctx, input.attachmentsOfId);
    const message = em.create(Message, { ...values, owner });
    await em.flush();
    if (copied) await copyAttachments(ctx, { from: copied.id, to: message.id });
    return message;
  });
}
