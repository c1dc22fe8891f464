import type { Actor } from '../../context/actor.ts';
import { notForTokens, unauthenticated } from '../../errors/domain-error.ts';

/** Returns the user who is logged in. Throws UNAUTHENTICATED if nobody is, and FORBIDDEN for an API token. */
export function asPerson(actor: Actor): number {
  if (actor.id === null) throw unauthenticated();
  if (actor.scopes !== null) throw notForTokens();
  return actor.id;
}
