import { canChange } from '../access/owned-things.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { clearDefault } from './create-sender-identity.ts';
import { getSenderIdentity } from './sender.access.ts';
import type { SenderIdentity } from './sender-identity.entity.ts';
import type { UpdateSenderIdentityInput } from './sender.inputs.ts';
import { senderSubject } from './sender-subject.ts';
import { senderPatch } from './sender.rules.ts';

/** Changes a sender. Runs that were launched before keep the old values. */
export async function updateSenderIdentity(
  ctx: Context,
  { id, input }: { id: string; input: UpdateSenderIdentityInput },
): Promise<SenderIdentity> {
  const cleared = (['name', 'address', 'isDefault'] as const).filter((key) => input[key] === null);
  if (cleared.length > 0) throw invalid(cleared.map((key) => fault('REQUIRED', [key])));
  const patch = validated(senderPatch, input);
  return ctx.em.transactional(async (em) => {
    const sender = await getSenderIdentity(ctx, id, { can: canChange, lock: true });
    if (patch.isDefault && !sender.isDefault) await clearDefault(em, sender.owner.id);
    const given = Object.entries(patch).filter(([, value]) => value !== undefined);
    em.assign(sender, Object.fromEntries(given));
    await em.flush();
    await record(ctx, { action: 'SENDER_CHANGED', ...senderSubject(sender) });
    return sender;
  });
}
