import type { Actor } from '../../context/actor.ts';
import { forbidden, unauthenticated } from '../../errors/domain-error.ts';

/** The user whose tokens these are: a person who is logged in. Throws where nobody is, and where a token asks. */
export function ownerOfTokens(actor: Actor): number {
  if (actor.id === null) throw unauthenticated();
  if (actor.scopes !== null) throw forbidden();
  return actor.id;
}
