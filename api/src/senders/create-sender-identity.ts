import type { EntityManager } from '@mikro-orm/postgresql';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { SenderIdentity } from './sender-identity.entity.ts';
import type { CreateSenderIdentityInput } from './sender.inputs.ts';
import { senderSubject } from './sender-subject.ts';
import { newSender } from './sender.rules.ts';

/** Creates a sender for the actor. It can be used once its domain is verified. */
export async function createSenderIdentity(
  ctx: Context,
  input: CreateSenderIdentityInput,
): Promise<SenderIdentity> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newSender, input);
  return ctx.em.transactional(async (em) => {
    if (values.isDefault) await clearDefault(em, owner);
    const sender = em.create(SenderIdentity, { ...values, replyTo: values.replyTo ?? null, owner });
    await em.flush();
    await record(ctx, { action: 'SENDER_CREATED', ...senderSubject(sender) });
    return sender;
  });
}

/** There is at most one default: locking the owner's row serialises two changes. */
export async function clearDefault(em: EntityManager, ownerId: number): Promise<void> {
  await em.execute('select id from "user" where id = ? for no key update', [ownerId]);
  await em.execute('update sender_identity set is_default = false where owner_id = ? and is_default', [
    ownerId,
  ]);
}
