import type { Ref } from '@mikro-orm/core';
import { has, type Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { knownViewer } from './known-viewer.ts';
import { publicUser } from './public-user.ts';
import type { User } from './user.entity.ts';

/** Fields that only viewers who may see users can read. */
const hidden = [
  'email',
  'locale',
  'timeZone',
  'isSuperuser',
  'isActive',
  'blockedAt',
  'blockReason',
  'emailConfirmedAt',
  'awaitsApproval',
  'isLimited',
  'lastLoginAt',
  'createdAt',
];

/**
 * Returns the owner of a thing, with id and name for everybody who sees the thing. Every other field throws
 * FORBIDDEN unless the viewer is the owner or may see users.
 */
export function ownerAsSeen(ctx: Context, owner: Ref<User>): User | Promise<User> {
  const { actor } = ctx;
  const viewer = owner.id === actor.id ? knownViewer(ctx) : null;
  return viewer ?? owner.loadOrFail().then((user) => (maySee(actor, user) ? user : withoutDetails(user)));
}

const maySee = (actor: Actor, { id }: User) => actor.id === id || has(actor, 'view_user');

const onlyNamed = new WeakSet<object>();

function withoutDetails(user: User): User {
  const seen = publicUser(user);
  // Enumerable, because type-graphql copies the object.
  for (const name of hidden) Object.defineProperty(seen, name, { enumerable: true, get: refuse });
  onlyNamed.add(seen);
  return seen as User;
}

/** For fields that are looked up. Throws FORBIDDEN for an owner of whom the viewer may only see the name. */
export function assertSeen(user: User): void {
  if (onlyNamed.has(user)) refuse();
}

function refuse(): never {
  throw forbidden();
}
