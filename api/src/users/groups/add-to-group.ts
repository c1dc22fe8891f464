import { record, userSubject } from '../../audit/record.ts';
import { raw } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { changedRows } from '../../db/changed-rows.ts';
import { DomainError } from '../../errors/domain-error.ts';
import { User } from '../../accounts/user.entity.ts';
import { endAccessIfRaised } from '../end-access-if-raised.ts';
import { assertMayWriteUsers } from '../user.access.ts';
import { Group } from '../../accounts/group.entity.ts';

interface AddToGroup {
  email: string;
  group: string;
}

/**
 * Adds a user to a group, both by name. For superusers only. If the user gains rights, their sessions and API
 * tokens end. Returns whether the user was not in it before. Throws NOT_FOUND.
 */
export async function addToGroup(ctx: Context, input: AddToGroup): Promise<boolean> {
  assertMayWriteUsers(ctx.actor);
  const { email, group: name } = input;
  const user = await ctx.em.findOne(User, { [raw('lower(email)')]: email.trim().toLowerCase() });
  if (!user) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_USER', params: { email } });
  const group = await ctx.em.findOne(Group, { name });
  if (!group) throw new DomainError('NOT_FOUND', { key: 'CLI_NO_SUCH_GROUP', params: { group: name } });
  return ctx.em.transactional(async (em) => {
    let added = 0;
    await endAccessIfRaised(ctx, user.id, async () => {
      added = await changedRows(
        em,
        'insert into group_member (user_id, group_id) values (?, ?) on conflict do nothing',
        [user.id, group.id],
      );
    });
    if (added > 0)
      await record(ctx, { action: 'RIGHTS_CHANGED', ...userSubject(user), details: { addedTo: group.name } });
    return added > 0;
  });
}
