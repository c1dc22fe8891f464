import type { Context } from '../../context/context.ts';
import { asPerson } from '../sessions/session.access.ts';
import { SavedView } from './saved-view.entity.ts';
import type { ViewPage } from './view-page.ts';

/** Returns the actor's own views of a page, by name. */
export const findViews = (ctx: Context, page: ViewPage): Promise<SavedView[]> =>
  ctx.em.find(SavedView, { owner: asPerson(ctx.actor), page }, { orderBy: { name: 'asc' } });
