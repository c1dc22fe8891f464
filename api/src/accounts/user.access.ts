import { has, type Actor } from './actor.ts';
import type { User } from './user.entity.ts';

/** One's own profile, and everybody's where the permission is given. */
export const canViewUser = (actor: Actor, user: Pick<User, 'id'>) =>
  actor.id === user.id || has(actor, 'view_user');

/** The name of a user and nothing else, for those who see a thing of theirs. */
export const publicUser = (user: Pick<User, 'id' | 'fullName' | 'email'>) => ({
  id: user.id,
  fullName: user.fullName || user.email.split('@')[0]!,
});
