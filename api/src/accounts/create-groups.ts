import type { EntityManager } from '@mikro-orm/postgresql';
import { allPermissions, managerPermissions } from './permission.list.ts';

/** Makes the permissions and the groups Users and Managers, and gives Managers exactly theirs. Safe to repeat. Answers how many groups there are. */
export async function createGroups(em: EntityManager): Promise<number> {
  return em.transactional(async (tx) => {
    await tx.execute('insert into permission (codename) select unnest(?::text[]) on conflict do nothing', [
      `{${allPermissions.join()}}`,
    ]);
    await tx.execute(`insert into "group" (name) values ('Users'), ('Managers') on conflict do nothing`);
    const managers = `{${managerPermissions.join()}}`;
    await tx.execute(
      `delete from group_permission using "group" where "group".id = group_id and "group".name = 'Managers'
       and codename <> all (?::text[])`,
      [managers],
    );
    await tx.execute(
      `insert into group_permission (group_id, codename) select "group".id, codename
       from "group" cross join unnest(?::text[]) as codename where name = 'Managers' on conflict do nothing`,
      [managers],
    );
    const [row] = await tx.execute<{ count: number }[]>('select count(*)::int as count from "group"');
    return row!.count;
  });
}
