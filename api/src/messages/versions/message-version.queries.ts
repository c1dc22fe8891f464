import { idOf } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { notFound } from '../../errors/domain-error.ts';
import { childPages } from '../../paging/child-pages.ts';
import { visibleMessages } from '../message.access.ts';
import { MessageVersion } from './message-version.entity.ts';

/** The versions of messages, newest first. */
export const versionsOfMessage = childPages({
  entity: MessageVersion,
  direction: 'DESC',
  where: (message) => ({ message }),
});

/** Returns a version of a message that the actor may see. Throws NOT_FOUND. */
export async function getMessageVersion(ctx: Context, id: string): Promise<MessageVersion> {
  const version = await ctx.em.findOne(MessageVersion, {
    $and: [{ id: idOf(id) ?? 0 }, { message: visibleMessages(ctx.actor) }],
  });
  if (!version) throw notFound();
  return version;
}
