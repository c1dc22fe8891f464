import type { EntityManager } from '@mikro-orm/postgresql';

/** Replaces the permissions of a group. */
export async function setPermissions(em: EntityManager, groupId: number, codenames: string[]): Promise<void> {
  const list = `{${codenames.join()}}`;
  await em.execute('insert into permission (codename) select unnest(?::text[]) on conflict do nothing', [
    list,
  ]);
  await em.execute('delete from group_permission where group_id = ? and codename <> all (?::text[])', [
    groupId,
    list,
  ]);
  await em.execute(
    'insert into group_permission (group_id, codename) select ?, unnest(?::text[]) on conflict do nothing',
    [groupId, list],
  );
}
