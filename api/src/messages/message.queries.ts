import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { contains } from '../db/search.ts';
import { visibleMessages } from './message.access.ts';
import type { Message } from './message.entity.ts';
import type { MessageFilter } from './message.inputs.ts';

/** The messages that the actor may see and that match the filter. */
export function messagesWhere(ctx: Context, filter?: MessageFilter | null): FilterQuery<Message> {
  const { search, ownerId } = filter ?? {};
  const conditions: FilterQuery<Message>[] = [
    visibleMessages(ctx.actor),
    contains('lower({}.subject)', search),
  ];
  if (ownerId) conditions.push({ owner: idOf(ownerId) ?? 0 });
  return { $and: conditions };
}
