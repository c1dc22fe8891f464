import { raw } from '@mikro-orm/core';
import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import { User } from './user.entity.ts';

/** Returns the user with the address given to a command. Throws NOT_FOUND. */
export async function findOwner({ em }: Context, email: string): Promise<User> {
  const owner = await em.findOne(User, { [raw('lower(email)')]: email.trim().toLowerCase() });
  if (!owner) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email } });
  return owner;
}
