import type { Context } from '../context/context.ts';
import type { Scope } from './find-scope.ts';

/**
 * Caches a count of statistics for half a minute, for everybody who may see the same; sending and deleting
 * drop it.
 */
export function cached<T>(
  ctx: Context,
  { of, scope, first }: { of: string; scope: Scope; first?: number },
  count: () => Promise<T>,
): Promise<T> {
  // A scope of nobody always costs the same: the price must not reveal whether it was asked before.
  if (scope.ownerId === 0) return count();
  const name = JSON.stringify(['statistics', of, scope, first]);
  return ctx.cache.get(name, { seconds: 30, tags: ['mailings', 'sending'] }, count);
}
