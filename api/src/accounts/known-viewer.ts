import type { Context } from '../context/context.ts';
import { viewerRowOf } from '../context/viewer-row.ts';
import { shown } from '../db/shown.ts';
import { User } from './user.entity.ts';

const made = new WeakMap<object, User>();

/**
 * Returns the viewer from the row that authenticated the request, or null if there is none or something has
 * changed since. For showing only: no entity manager would save a change.
 */
export function knownViewer(ctx: Context): User | null {
  const row = viewerRowOf(ctx);
  if (!row) return null;
  const known = made.get(row);
  if (known) return known;
  const [user] = shown(ctx.orm.em, User, [row]) as [User];
  made.set(row, user);
  return user;
}
