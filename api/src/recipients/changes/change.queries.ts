import { loaderOf } from '../../context/context.ts';
import { visibleChanges } from './change.access.ts';
import { RecipientChange } from './recipient-change.entity.ts';

/** The unfinished change of the recipients of each list, as far as the actor may see it: the latest. */
export const changeOfList = loaderOf<number, RecipientChange | null>(async (ctx, ids) => {
  const changes = await ctx.em.find(
    RecipientChange,
    {
      $and: [
        visibleChanges(ctx.actor),
        { status: ['QUEUED', 'RUNNING', 'UNDOING'], settings: { listId: { $in: [...ids] } } },
      ],
    },
    { orderBy: { id: 'asc' } },
  );
  const byList = new Map(changes.map((change) => [change.settings.listId, change]));
  return ids.map((id) => byList.get(id) ?? null);
});
