import type { EntityManager } from '@mikro-orm/postgresql';
import { allPermissions, managerPermissions } from '../../accounts/permission.list.ts';
import { setPermissions } from './set-permissions.ts';

/**
 * Creates missing permissions, and the groups Users and Managers. Existing groups keep their permissions.
 * Safe to repeat. Returns how many groups there are.
 */
export async function createGroups(em: EntityManager): Promise<number> {
  return em.transactional(async (tx) => {
    await tx.execute('insert into permission (codename) select unnest(?::text[]) on conflict do nothing', [
      `{${allPermissions.join()}}`,
    ]);
    const made = await tx.execute<{ id: number; name: string }[]>(
      `insert into "group" (name) values ('Users'), ('Managers') on conflict do nothing returning id, name`,
    );
    const managers = made.find(({ name }) => name === 'Managers');
    if (managers) await setPermissions(tx, managers.id, managerPermissions);
    const [row] = await tx.execute<{ count: number }[]>('select count(*)::int as count from "group"');
    return row!.count;
  });
}
