import { has, isSignedIn, type Codename, type Scope } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notForTokens, scopeMissing, unauthenticated } from '../errors/domain-error.ts';
import { chain, or, rule } from './shield.ts';

// The first wall: may this kind of actor call this operation at all. Whose thing it is, the use cases ask themselves.
// No rule is cached: a cached answer would serve other arguments, and outlive a right that was taken away.
const signedIn = rule('signedIn', { cache: 'no_cache' })((_root, _args, ctx: Context) =>
  isSignedIn(ctx.actor) ? true : unauthenticated(),
);
const scoped = (scope: Scope) =>
  rule(`scope${scope}`, { cache: 'no_cache' })((_root, _args, ctx: Context) =>
    ctx.actor.scopes === null || ctx.actor.scopes.has(scope) ? true : scopeMissing(scope),
  );

const withoutToken = rule('withoutToken', { cache: 'no_cache' })((_root, _args, ctx: Context) =>
  ctx.actor.scopes === null ? true : notForTokens(),
);

export { allow } from './shield.ts';

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

/** Anybody, signed in or not, but no token: for what changes an account. */
export const noToken = chain(withoutToken);
/** Signed in by a session: no token, whatever its scopes. */
export const inPerson = chain(signedIn, withoutToken);
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
/** Signed in with the permission to see other users; a token needs READ. */
export const readsUsers = chain(signedIn, readScope, permitted('view_user'));
/** Signed in with the permission to see groups; a token needs READ. */
export const readsGroups = chain(signedIn, readScope, permitted('view_group'));
/** Signed in by a session with the permission to block users. */
export const blocksUsers = chain(signedIn, withoutToken, permitted('change_user'));
/** Superusers, by a session: accounts and their rights. */
export const writesUsers = chain(signedIn, withoutToken, superuser);
/** Superusers; a token needs READ. */
export const superuserReads = chain(signedIn, readScope, superuser);
/** Superusers; a token needs WRITE. */
export const superuserWrites = chain(signedIn, writeScope, superuser);

const mayAddPosts = permitted('add_blogpost');
const mayChangePosts = permitted('change_blogpost');
/** Signed in with the permission to add posts; a token needs WRITE. */
export const addsPosts = chain(signedIn, writeScope, mayAddPosts);
/** Signed in with the permission to change posts; a token needs WRITE. */
export const changesPosts = chain(signedIn, writeScope, mayChangePosts);
/** Signed in with the permission to delete posts; a token needs WRITE. */
export const deletesPosts = chain(signedIn, writeScope, permitted('delete_blogpost'));
/** Signed in with the permission to add or to change posts; a token needs READ. */
export const previewsPosts = chain(signedIn, readScope, or(mayAddPosts, mayChangePosts));
