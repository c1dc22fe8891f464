import { has, isSignedIn, type Codename } from '../context/actor.ts';
import type { TokenScope } from '../context/token-scope.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notForTokens, scopeMissing, unauthenticated } from '../errors/domain-error.ts';
import { told } from './access-text.ts';
import { chain, or, rule } from './shield.ts';

// The first wall: may this kind of actor call this operation at all. Whose thing it is, the use cases ask themselves.
// No rule is cached: a cached answer would serve other arguments, and outlive a right that was taken away.
const signedIn = rule('signedIn', { cache: 'no_cache' })((_root, _args, ctx: Context) =>
  isSignedIn(ctx.actor) ? true : unauthenticated(),
);
const scoped = (scope: TokenScope) =>
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

/** For anybody, signed in or not, but for no token: what changes an account. */
export const noToken = told('Not for tokens.', chain(withoutToken));
export const inPerson = told('Needs a session; not for tokens.', chain(signedIn, withoutToken));
export const reads = told('Needs a session, or a token with READ.', chain(signedIn, readScope));
export const writes = told('Needs a session, or a token with WRITE.', chain(signedIn, writeScope));
export const sends = told('Needs a session, or a token with SEND.', chain(signedIn, sendScope));
export const disables = told(
  'Needs the permission can_disable_mailing; of a token, WRITE.',
  chain(signedIn, writeScope, permitted('can_disable_mailing')),
);
export const watches = told(
  'Needs the permission can_view_all_mailings; of a token, READ.',
  chain(signedIn, readScope, permitted('can_view_all_mailings')),
);
export const readsUsers = told(
  'Needs the permission view_user; of a token, READ.',
  chain(signedIn, readScope, permitted('view_user')),
);
export const readsGroups = told(
  'Needs the permission view_group; of a token, READ.',
  chain(signedIn, readScope, permitted('view_group')),
);
export const blocksUsers = told(
  'Needs the permission change_user; not for tokens.',
  chain(signedIn, withoutToken, permitted('change_user')),
);
/** Accounts and their rights. */
export const writesUsers = told('For superusers; not for tokens.', chain(signedIn, withoutToken, superuser));
export const superuserReads = told(
  'For superusers; of a token, READ.',
  chain(signedIn, readScope, superuser),
);
export const superuserWrites = told(
  'For superusers; of a token, WRITE.',
  chain(signedIn, writeScope, superuser),
);

const mayAddPosts = permitted('add_blogpost');
const mayChangePosts = permitted('change_blogpost');
export const addsPosts = told(
  'Needs the permission add_blogpost; of a token, WRITE.',
  chain(signedIn, writeScope, mayAddPosts),
);
export const changesPosts = told(
  'Needs the permission change_blogpost; of a token, WRITE.',
  chain(signedIn, writeScope, mayChangePosts),
);
export const deletesPosts = told(
  'Needs the permission delete_blogpost; of a token, WRITE.',
  chain(signedIn, writeScope, permitted('delete_blogpost')),
);
export const previewsPosts = told(
  'Needs the permission add_blogpost or change_blogpost; of a token, READ.',
  chain(signedIn, readScope, or(mayAddPosts, mayChangePosts)),
);

const intervalRule = (action: 'add' | 'change' | 'delete') =>
  told(
    `Needs the permission ${action}_interval; of a token, WRITE.`,
    chain(signedIn, writeScope, permitted(`${action}_interval`)),
  );
export const addsIntervals = intervalRule('add');
export const changesIntervals = intervalRule('change');
export const deletesIntervals = intervalRule('delete');
