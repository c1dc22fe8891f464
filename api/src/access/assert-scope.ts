import { isSignedIn } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { scopeMissing, unauthenticated } from '../errors/domain-error.ts';

/**
 * The check for plain routes that rules are for root fields: the actor is signed in, and a token has the scope.
 * Throws UNAUTHENTICATED or FORBIDDEN.
 */
export function assertScope({ actor }: Context, scope: 'READ' | 'WRITE'): void {
  if (!isSignedIn(actor)) throw unauthenticated();
  if (actor.scopes !== null && !actor.scopes.has(scope)) throw scopeMissing(scope);
}
