import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { validated } from '../../input/validation.ts';
import { getRecipientList } from '../recipient.access.ts';
import type { RecipientList } from './recipient-list.entity.ts';
import type { UpdateRecipientListInput } from '../recipient.inputs.ts';
import { listNameTaken, listPatch } from '../recipient.rules.ts';

/** Changes the given fields. Throws INVALID if the name is taken. */
export async function updateRecipientList(
  ctx: Context,
  { id, input }: { id: string; input: UpdateRecipientListInput },
): Promise<RecipientList> {
  const patch = validated(listPatch, input);
  return orTaken('recipient_list_owner_name_unique', listNameTaken, () =>
    ctx.em.transactional(async (em) => {
      const list = await getRecipientList(ctx, id, { can: mayWrite('change', 'recipient'), lock: true });
      return em.assign(list, patch);
    }),
  );
}
