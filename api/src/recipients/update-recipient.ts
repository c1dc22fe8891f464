import { canChange } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { orTaken } from '../db/unique.ts';
import { assertUnchanged } from '../db/assert-unchanged.ts';
import { validated } from '../input/validation.ts';
import { putIntoLists } from './lists/put-into-lists.ts';
import { getRecipient } from './recipient.access.ts';
import type { Recipient } from './recipient.entity.ts';
import type { UpdateRecipientInput } from './recipient.inputs.ts';
import { addressTaken, recipientPatch } from './recipient.rules.ts';

/** Changes what the input names. Throws CONFLICT where somebody saved since `ifUpdatedAt`. */
export async function updateRecipient(
  ctx: Context,
  { id, input }: { id: string; input: UpdateRecipientInput },
): Promise<Recipient> {
  const patch = validated(recipientPatch, input);
  return orTaken('recipient_owner_email_unique', addressTaken, () =>
    ctx.em.transactional(async (em) => {
      const recipient = await getRecipient(ctx, id, { can: canChange, lock: true });
      assertUnchanged(recipient, input.ifUpdatedAt);
      em.assign(recipient, patch);
      await em.flush();
      if (patch.email !== undefined) await em.refresh(recipient);
      if (input.listIds) await putIntoLists(ctx, recipient, input.listIds);
      return recipient;
    }),
  );
}
