import { has, isSignedIn, type Codename, type Scope } from './accounts/actor.ts';
import type { Context } from './context.ts';
import { forbidden, unauthenticated } from './errors.ts';
import { chain, rule } from './platform/shield.ts';

// The first wall: may this kind of actor call this operation at all. Whose thing it is, the use cases ask themselves.
// No rule is cached: a cached answer would serve other arguments, and outlive a right that was taken away.
const signedIn = rule('signedIn', { cache: 'no_cache' })((_root, _args, ctx: Context) =>
  isSignedIn(ctx.actor) ? true : unauthenticated(),
);
const scoped = (scope: Scope) =>
  rule(`scope${scope}`, { cache: 'no_cache' })((_root, _args, ctx: Context) =>
    ctx.actor.scopes === null || ctx.actor.scopes.has(scope) ? true : forbidden(),
  );

export { allow } from './platform/shield.ts';

// The shield wants each rule to be one object.
const readScope = scoped('READ');
const writeScope = scoped('WRITE');
const sendScope = scoped('SEND');
const superuser = rule('superuser', { cache: 'no_cache' })((_root, _args, ctx: Context) =>
  ctx.actor.isSuperuser ? true : forbidden(),
);
const permitted = (permission: Codename) =>
  rule(permission, { cache: 'no_cache' })((_root, _args, ctx: Context) =>
    has(ctx.actor, permission) ? true : forbidden(),
  );

/** Signed in; a token needs READ. */
export const reads = chain(signedIn, readScope);
/** Signed in; a token needs WRITE. */
export const writes = chain(signedIn, writeScope);
/** Signed in; a token needs SEND. */
export const sends = chain(signedIn, sendScope);
/** Signed in with the permission to disable mailings; a token needs WRITE. */
export const disables = chain(signedIn, writeScope, permitted('can_disable_mailing'));
/** Signed in with the permission to see others' mailings; a token needs READ. */
export const watches = chain(signedIn, readScope, permitted('can_view_all_mailings'));
/** Superusers; a token needs READ. */
export const superuserReads = chain(signedIn, readScope, superuser);
/** Superusers; a token needs WRITE. */
export const superuserWrites = chain(signedIn, writeScope, superuser);
