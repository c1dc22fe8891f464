import { SavedView } from '../src/accounts/views/saved-view.entity.ts';
import type { User } from '../src/accounts/user.entity.ts';
import { testApp } from './database.ts';

/** A saved view of the recipients; returns its id. */
export async function buildView(owner: User): Promise<string> {
  const em = (await testApp()).orm.em.fork();
  const view = em.create(SavedView, { owner, page: 'RECIPIENTS', name: 'In Rome', query: 'q=rome' });
  await em.flush();
  return String(view.id);
}
