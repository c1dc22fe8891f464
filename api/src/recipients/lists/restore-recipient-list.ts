import { mayWrite } from '../../access/owned-things.ts';
import type { Context } from '../../context/context.ts';
import { retried } from '../../db/retried.ts';
import { orTaken } from '../../db/unique.ts';
import { bringBack } from '../../deletions/bring-back.ts';
import { getDeleted } from '../../deletions/get-deleted.ts';
import { listNameTaken } from '../recipient.rules.ts';
import { RecipientList } from './recipient-list.entity.ts';
import { restorableList } from './restorable-list.ts';

/**
 * Restores a list that was deleted within a day, with the recipients and in the mailings that still exist.
 * Throws INVALID if its name is taken by now.
 */
export const restoreRecipientList = (ctx: Context, id: string): Promise<RecipientList> =>
  orTaken('recipient_list_owner_name_unique', listNameTaken, () =>
    retried(() =>
      ctx.em.transactional(async (em) => {
        const deleted = await getDeleted(ctx, restorableList, { id, can: mayWrite('delete', 'recipient') });
        await bringBack(em, restorableList, { deleted });
        return em.findOneOrFail(RecipientList, deleted.thingId, { refresh: true });
      }),
    ),
  );
