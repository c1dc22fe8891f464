import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { visibleMessages } from '../message.access.ts';
import { MessageAttachment } from './message-attachment.entity.ts';

/** Returns an attachment of a message that the actor may see. Throws NOT_FOUND. */
export async function getAttachment(ctx: Context, id: string): Promise<MessageAttachment> {
  const attachment = await ctx.em.findOne(MessageAttachment, {
    $and: [{ id: idOf(id) ?? 0 }, { message: visibleMessages(ctx.actor) }],
  });
  if (!attachment) throw notFound();
  return attachment;
}
