import type { EntityManager } from '@mikro-orm/postgresql';
import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { retried } from '../../db/retried.ts';
import { orTaken } from '../../db/unique.ts';
import { bringBack } from '../../deletions/bring-back.ts';
import { type Deleted, getDeleted } from '../../deletions/get-deleted.ts';
import { createChange } from '../changes/create-change.ts';
import { listNameTaken } from '../recipient.rules.ts';
import { RecipientList } from './recipient-list.entity.ts';
import { restorableList } from './restorable-list.ts';

/** Recipients that are put back at once: more than that would keep their owner waiting, and what locks them. */
const AT_ONCE = 20_000;

/**
 * Restores a list that was deleted within a day, with the recipients and in the mailings that still exist. The
 * recipients of a large one are put back in the background, by a change; its mailings have it after that.
 * Throws INVALID if its name is taken by now.
 */
export const restoreRecipientList = (ctx: Context, id: string): Promise<RecipientList> =>
  orTaken('recipient_list_owner_name_unique', listNameTaken, async () => {
    const list = await retried(() =>
      ctx.em.transactional(async (em) => {
        const deleted = await getDeleted(ctx, restorableList, { id, can: mayWrite('delete', 'recipient') });
        const isLarge = (await sizeOf(em, deleted)) > AT_ONCE;
        if (isLarge) await fillLater(ctx, em, deleted);
        const [thing, ...others] = restorableList.parts;
        const parts = [thing, ...(isLarge ? [] : others)] as const;
        await bringBack(em, { ...restorableList, parts }, { deleted });
        return em.findOneOrFail(RecipientList, deleted.thingId, { refresh: true });
      }),
    );
    await ctx.wakeups.wakeWorkers();
    return list;
  });

async function sizeOf(em: EntityManager, { id }: Deleted): Promise<number> {
  const [row] = await em.execute<{ size: number }[]>(
    `select jsonb_array_length(contents -> 'recipient_list_member') as size from deletion where id = ?`,
    [id],
  );
  return row!.size;
}

async function fillLater(
  { actor }: Context,
  em: EntityManager,
  { id, thingId, owner }: Deleted,
): Promise<void> {
  const [kept] = await em.execute<{ name: string; mailings: number[] }[]>(
    `select contents -> 'recipient_list' -> 0 ->> 'name' as name, contents -> 'mailing_list' as mailings
     from deletion where id = ?`,
    [id],
  );
  await createChange(em, {
    owner: actor.id ?? owner.id,
    kind: 'ADD_TO_LIST',
    settings: { listId: thingId, listName: kept!.name, mailingIds: kept!.mailings },
    chosen: {
      sql: `select member::int as id from deletion cross join jsonb_array_elements(contents -> 'recipient_list_member') member
        where deletion.id = ?`,
      params: [id],
    },
  });
}
