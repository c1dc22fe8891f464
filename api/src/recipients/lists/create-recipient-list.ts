import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { unauthenticated } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { RecipientList } from './recipient-list.entity.ts';
import type { CreateRecipientListInput } from '../recipient.inputs.ts';
import { listNameTaken, newList } from '../recipient.rules.ts';

/** Creates a list for the actor. Throws INVALID if the name is taken. */
export async function createRecipientList(
  ctx: Context,
  input: CreateRecipientListInput,
): Promise<RecipientList> {
  if (ctx.actor.id === null) throw unauthenticated();
  const owner = ctx.actor.id;
  const values = validated(newList, input);
  return orTaken('recipient_list_owner_name_unique', listNameTaken, () =>
    ctx.em.transactional(async (em) => em.create(RecipientList, { ...values, owner })),
  );
}
