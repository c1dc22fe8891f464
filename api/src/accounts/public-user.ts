import type { User } from './user.entity.ts';

/** A user's name and nothing else, for viewers who may see something of theirs. */
export const publicUser = (user: Pick<User, 'id' | 'fullName' | 'email'>) => ({
  id: user.id,
  fullName: user.fullName || user.email.split('@')[0]!,
});
