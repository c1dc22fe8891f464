import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { validated } from '../../input/validation.ts';
import { asPerson } from '../sessions/session.access.ts';
import { User } from '../user.entity.ts';
import { SavedView } from './saved-view.entity.ts';
import type { SaveViewInput } from './view.inputs.ts';
import { MOST_VIEWS, savedView } from './view.rules.ts';

/**
 * Saves a view for the user who is logged in; one of the same page and name is replaced. Throws CONFLICT if there
 * are too many.
 */
export async function saveView(ctx: Context, input: SaveViewInput): Promise<SavedView> {
  const userId = asPerson(ctx.actor);
  const values = validated(savedView, input);
  return ctx.em.transactional(async (em) => {
    // One at a time, so that two cannot go over the limit or use a name twice.
    const owner = await em.findOneOrFail(User, userId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const { page, name, query } = values;
    const known = await em.findOne(SavedView, { owner, page, name });
    if (known) return em.assign(known, { query });
    const count = await em.count(SavedView, { owner, page });
    if (count >= MOST_VIEWS) throw conflict('VIEWS_TOO_MANY', { most: MOST_VIEWS });
    return em.create(SavedView, { ...values, owner });
  });
}
