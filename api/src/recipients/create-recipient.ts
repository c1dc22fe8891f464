import type { Context } from '../context/context.ts';
import { retried } from '../db/retried.ts';
import { orTaken } from '../db/unique.ts';
import { unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { putIntoLists } from './lists/put-into-lists.ts';
import { Recipient } from './recipient.entity.ts';
import type { CreateRecipientInput } from './recipient.inputs.ts';
import { addressTaken, newRecipient } from './recipient.rules.ts';

/**
 * Creates a recipient for the actor. Throws INVALID if the address is invalid or the actor has it already.
 */
export async function createRecipient(ctx: Context, input: CreateRecipientInput): Promise<Recipient> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newRecipient, input);
  return orTaken('recipient_owner_email_unique', addressTaken, () =>
    retried(() =>
      ctx.em.transactional(async (em) => {
        const recipient = em.create(Recipient, { ...values, owner });
        await em.flush();
        // The address may be suppressed, in which case the database has set the status.
        await em.refresh(recipient);
        if (input.listIds?.length) await putIntoLists(ctx, recipient, input.listIds);
        return recipient;
      }),
    ),
  );
}
