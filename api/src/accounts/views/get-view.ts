import type { EntityManager } from '@mikro-orm/core';
import { idOf } from '../../access/owned-things.ts';
import type { Actor } from '../../context/actor.ts';
import { notFound } from '../../errors/domain-error.ts';
import { asPerson } from '../sessions/session.access.ts';
import { SavedView } from './saved-view.entity.ts';

/** Returns one of the actor's own views. Throws NOT_FOUND for anybody else's. */
export async function getView(em: EntityManager, actor: Actor, id: string): Promise<SavedView> {
  const view = await em.findOne(SavedView, { id: idOf(id) ?? 0, owner: asPerson(actor) });
  if (!view) throw notFound();
  return view;
}
