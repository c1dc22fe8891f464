import { has, isSignedIn, type Codename } from '../context/actor.ts';
import type { TokenScope } from '../context/token-scope.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notForTokens, scopeMissing, unauthenticated } from '../errors/domain-error.ts';
import { told } from './access-text.ts';
import { chain, or, rule } from './shield.ts';

// The first check: may this kind of actor call this operation at all. The use cases check who owns a thing.
// No rule is cached: a cached result would apply to other arguments, and outlive a right that was taken away.
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

// The shield requires each rule to be a single object.
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

const seesAllMailings = permitted('can_view_all_mailings');

/** For anybody, signed in or not, but not for tokens: operations that change an account. */
export const noToken = told('Not available to API tokens.', chain(withoutToken));
export const inPerson = told(
  'Requires a session. Not available to API tokens.',
  chain(signedIn, withoutToken),
);
export const reads = told(
  'Requires a session, or an API token with the scope READ.',
  chain(signedIn, readScope),
);

// What is one's own needs no permission: the use case restricts whoever lacks it to that.
const own = rule('own', { cache: 'no_cache' })((_root, _args, ctx: Context) => isSignedIn(ctx.actor));
const readsAll = (permission: Codename, seesAll = permitted(permission)) =>
  told(
    `Requires a session, or an API token with the scope READ. What others own requires the permission ${permission}.`,
    chain(signedIn, readScope, or(seesAll, own)),
  );
export const readsRecipients = readsAll('can_view_all_recipients');
export const readsMessages = readsAll('can_view_all_messages');
export const readsMailings = readsAll('can_view_all_mailings', seesAllMailings);
export const writes = told(
  'Requires a session, or an API token with the scope WRITE.',
  chain(signedIn, writeScope),
);
export const sends = told(
  'Requires a session, or an API token with the scope SEND.',
  chain(signedIn, sendScope),
);
export const disables = told(
  'Requires the permission can_disable_mailing. API tokens need the scope WRITE.',
  chain(signedIn, writeScope, permitted('can_disable_mailing')),
);
export const watches = told(
  'Requires the permission can_view_all_mailings. API tokens need the scope READ.',
  chain(signedIn, readScope, seesAllMailings),
);
export const readsUsers = told(
  'Requires the permission view_user. API tokens need the scope READ.',
  chain(signedIn, readScope, permitted('view_user')),
);
export const readsGroups = told(
  'Requires the permission view_group. API tokens need the scope READ.',
  chain(signedIn, readScope, permitted('view_group')),
);
export const blocksUsers = told(
  'Requires the permission change_user. Not available to API tokens.',
  chain(signedIn, withoutToken, permitted('change_user')),
);
/** Accounts and their rights. */
export const writesUsers = told(
  'For superusers only. Not available to API tokens.',
  chain(signedIn, withoutToken, superuser),
);
export const superuserReads = told(
  'For superusers only. API tokens need the scope READ.',
  chain(signedIn, readScope, superuser),
);
export const superuserWrites = told(
  'For superusers only. API tokens need the scope WRITE.',
  chain(signedIn, writeScope, superuser),
);

const mayAddPosts = permitted('add_blogpost');
const mayChangePosts = permitted('change_blogpost');
export const addsPosts = told(
  'Requires the permission add_blogpost. API tokens need the scope WRITE.',
  chain(signedIn, writeScope, mayAddPosts),
);
export const changesPosts = told(
  'Requires the permission change_blogpost. API tokens need the scope WRITE.',
  chain(signedIn, writeScope, mayChangePosts),
);
export const deletesPosts = told(
  'Requires the permission delete_blogpost. API tokens need the scope WRITE.',
  chain(signedIn, writeScope, permitted('delete_blogpost')),
);
export const previewsPosts = told(
  'Requires the permission add_blogpost or change_blogpost. API tokens need the scope READ.',
  chain(signedIn, readScope, or(mayAddPosts, mayChangePosts)),
);

const intervalRule = (action: 'add' | 'change' | 'delete') =>
  told(
    `Requires the permission ${action}_interval. API tokens need the scope WRITE.`,
    chain(signedIn, writeScope, permitted(`${action}_interval`)),
  );
export const addsIntervals = intervalRule('add');
export const changesIntervals = intervalRule('change');
export const deletesIntervals = intervalRule('delete');
