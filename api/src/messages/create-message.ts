import type { Context } from '../context/context.ts';
import { unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { Message } from './message.entity.ts';
import type { CreateMessageInput } from './message.inputs.ts';
import { newMessage } from './message.rules.ts';

/** Adds a message to the actor's own. */
export async function createMessage(ctx: Context, input: CreateMessageInput): Promise<Message> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newMessage, input);
  return ctx.em.transactional(async (em) => em.create(Message, { ...values, owner }));
}
