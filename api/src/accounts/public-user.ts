import type { User } from './user.entity.ts';

/** The name of a user and nothing else, for those who see a thing of theirs. */
export const publicUser = (user: Pick<User, 'id' | 'fullName' | 'email'>) => ({
  id: user.id,
  fullName: user.fullName || user.email.split('@')[0]!,
});
