import type { Context } from '../../context/context.ts';
import { orTaken } from '../../db/unique.ts';
import { fault } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { getView } from './get-view.ts';
import type { SavedView } from './saved-view.entity.ts';
import { renamedView } from './view.rules.ts';

/**
 * Renames one of the actor's views. Throws INVALID if another view of the page has the name, and NOT_FOUND for
 * anybody else's view.
 */
export function renameView(ctx: Context, id: string, name: string): Promise<SavedView> {
  const values = validated(renamedView, { name });
  return orTaken('saved_view_name_unique', [fault('VIEW_NAME_TAKEN', ['name'])], () =>
    ctx.em.transactional(async (em) => em.assign(await getView(em, ctx.actor, id), values)),
  );
}
