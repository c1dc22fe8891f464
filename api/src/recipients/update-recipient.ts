import { mayWrite } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { retried } from '../db/retried.ts';
import { orTaken } from '../db/unique.ts';
import { assertUnchanged } from '../db/assert-unchanged.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { textOf } from '../language/text.ts';
import { validated } from '../input/validation.ts';
import { putIntoLists } from './lists/put-into-lists.ts';
import { getRecipient } from './recipient.access.ts';
import type { Recipient, RecipientStatus } from './recipient.entity.ts';
import { suppress } from './suppressions/suppress.ts';
import type { UpdateRecipientInput } from './recipient.inputs.ts';
import { addressTaken, recipientPatch } from './recipient.rules.ts';

/** Changes the given fields. Throws CONFLICT if somebody has saved since `ifUpdatedAt`. */
export async function updateRecipient(
  ctx: Context,
  { id, input }: { id: string; input: UpdateRecipientInput },
): Promise<Recipient> {
  const { status, ...patch } = validated(recipientPatch, input);
  return orTaken('recipient_owner_email_unique', addressTaken, () =>
    retried(() =>
      ctx.em.transactional(async (em) => {
        const recipient = await getRecipient(ctx, id, { can: mayWrite('change', 'recipient'), lock: true });
        assertUnchanged(recipient, input.ifUpdatedAt);
        em.assign(recipient, patch);
        await em.flush();
        if (status !== undefined) await setStatus(ctx, recipient, status);
        if (status !== undefined || patch.email !== undefined) await em.refresh(recipient);
        if (status === 'ACTIVE' && recipient.status !== status)
          throw invalid([fault('SUPPRESSED_BY_OTHERS', ['status'])]);
        if (input.listIds) await putIntoLists(ctx, recipient, input.listIds);
        return recipient;
      }),
    ),
  );
}

/** The status follows the suppressions of the address; the owner's choice replaces them. */
async function setStatus(ctx: Context, recipient: Recipient, status: RecipientStatus): Promise<void> {
  await ctx.em.execute(
    `update suppression set lifted_at = now(), lifted_by_id = ?, lift_reason = ?
     where lifted_at is null and list_id is null and owner_id = ? and reason <> ?
       and address_hash = (select address_hash from recipient where id = ?)`,
    [ctx.actor.id, textOf(ctx.locale, 'LIFTED_BY_HAND'), recipient.owner.id, status, recipient.id],
  );
  if (status === 'ACTIVE') return;
  await suppress(ctx.em, {
    ownerId: recipient.owner.id,
    emails: [recipient.email],
    reason: status,
    source: 'BY_HAND',
    addedById: ctx.actor.id,
  });
}
