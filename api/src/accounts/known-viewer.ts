import type { Context } from '../context/context.ts';
import { viewerRowOf } from '../context/viewer-row.ts';
import { User } from './user.entity.ts';

const made = new WeakMap<object, User>();

/** The viewer by the row that the request was let in with; null without one, or after a change. */
export function knownViewer(ctx: Context): User | null {
  const row = viewerRowOf(ctx);
  if (!row) return null;
  const user = made.get(row) ?? ctx.em.map(User, row as never);
  made.set(row, user);
  return user;
}
