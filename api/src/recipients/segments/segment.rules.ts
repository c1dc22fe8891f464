import { idOf } from '../../access/owned-things.ts';
import { fault, invalid, type Fault } from '../../errors/domain-error.ts';
import { RecipientList } from '../lists/recipient-list.entity.ts';
import type { Context } from '../../context/context.ts';
import { listIdsOf, validFilter } from '../filter/matching-recipients.ts';
import type { RecipientFilter } from '../recipient.inputs.ts';
import { isEmptyFilter } from '../selected-recipients.ts';

export const segmentNameTaken: Fault[] = [fault('SEGMENT_NAME_TAKEN', ['name'])];

/**
 * Returns the conditions of an owner's segment in the stored form. Throws INVALID if there are none, or if
 * they name lists of somebody else.
 */
export async function conditionsOf(
  ctx: Context,
  { filter, ownerId }: { filter: RecipientFilter | null; ownerId: number },
): Promise<Record<string, unknown>> {
  const { ownerId: wanted, ...conditions } = validFilter(filter ?? {});
  if (wanted != null && idOf(wanted) !== ownerId)
    throw invalid([fault('NO_SUCH_THING', ['filter', 'ownerId'])]);
  if (isEmptyFilter(conditions)) throw invalid([fault('REQUIRED', ['filter'])]);
  const lists = listIdsOf(conditions);
  const known = lists.length === 0 ? 0 : await ctx.em.count(RecipientList, { id: lists, owner: ownerId });
  if (known < lists.length) throw invalid([fault('NO_SUCH_THING', ['filter'])]);
  const given = Object.entries(conditions).filter(([, value]) => value != null);
  return JSON.parse(JSON.stringify(Object.fromEntries(given))) as Record<string, unknown>;
}
