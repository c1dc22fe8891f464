import type { Context } from '../context/context.ts';
import { viewerRowOf } from '../context/viewer-row.ts';
import { User } from './user.entity.ts';

const made = new WeakMap<object, User>();

/**
 * Returns the viewer from the row that authenticated the request, or null if there is none or something has
 * changed since.
 */
export function knownViewer(ctx: Context): User | null {
  const row = viewerRowOf(ctx);
  if (!row) return null;
  const user = made.get(row) ?? ctx.em.map(User, row as never);
  made.set(row, user);
  return user;
}
