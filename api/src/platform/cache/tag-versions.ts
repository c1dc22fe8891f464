import { randomUUID } from 'node:crypto';
import type { CacheTag } from './cache.ts';

/** Random, not counted: a version that was forgotten must never come back. */
export const freshVersion = (tag: CacheTag) => `${tag} ${randomUUID()}`;

export const nameOfTag = (tag: CacheTag) => `tag:${tag}`;

/** The versions of tags as one text; null if one of them is not known. */
export function versionsOf(tags: readonly CacheTag[], found: readonly unknown[]): string | null {
  const isKnown = tags.every((tag, at) => {
    const version = found[at];
    return typeof version === 'string' && version.startsWith(`${tag} `);
  });
  return isKnown ? found.join() : null;
}
