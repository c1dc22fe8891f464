import type { Ref } from '@mikro-orm/core';
import { has, type Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { knownViewer } from './known-viewer.ts';
import { publicUser } from './public-user.ts';
import type { User } from './user.entity.ts';

/** What only those learn of a user who may see users. */
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
 * The owner of a thing: number and name for everybody who sees the thing. Every other field is FORBIDDEN unless it is the
 * viewer, or the viewer may see users.
 */
export async function ownerAsSeen(ctx: Context, owner: Ref<User>): Promise<User> {
  const { actor } = ctx;
  const user = (owner.id === actor.id ? knownViewer(ctx) : null) ?? (await owner.loadOrFail());
  return maySee(actor, user) ? user : withoutDetails(user);
}

const maySee = (actor: Actor, { id }: User) => actor.id === id || has(actor, 'view_user');

const onlyNamed = new WeakSet<object>();

function withoutDetails(user: User): User {
  const seen = publicUser(user);
  // Enumerable, as type-graphql copies what it computes a field of.
  for (const name of hidden) Object.defineProperty(seen, name, { enumerable: true, get: refuse });
  onlyNamed.add(seen);
  return seen as User;
}

/** For what is looked up of a user. Throws FORBIDDEN for an owner of whom the viewer sees only the name. */
export function assertSeen(user: User): void {
  if (onlyNamed.has(user)) refuse();
}

function refuse(): never {
  throw forbidden();
}
