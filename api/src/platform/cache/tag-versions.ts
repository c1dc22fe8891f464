import { randomUUID } from 'node:crypto';
import type { CacheTag } from './cache.ts';

/** Random instead of counted, because a forgotten version must never come back. */
export const freshVersion = (tag: CacheTag) => `${tag} ${randomUUID()}`;

export const nameOfTag = (tag: CacheTag) => `tag:${tag}`;

/** Returns the versions of tags as one text, or null if one of them is unknown. */
export function versionsOf(tags: readonly CacheTag[], found: readonly unknown[]): string | null {
  const isKnown = tags.every((tag, at) => {
    const version = found[at];
    return typeof version === 'string' && version.startsWith(`${tag} `);
  });
  return isKnown ? found.join() : null;
}
