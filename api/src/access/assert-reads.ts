import { isSignedIn } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { scopeMissing, unauthenticated } from '../errors/domain-error.ts';

/** For plain routes, as `reads` guards root fields: signed in, and a token has READ. */
export function assertReads({ actor }: Context): void {
  if (!isSignedIn(actor)) throw unauthenticated();
  if (actor.scopes !== null && !actor.scopes.has('READ')) throw scopeMissing('READ');
}
