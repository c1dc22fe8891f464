import * as v from 'valibot';
import { conflict, fault, invalid, type Fault } from '../../errors/domain-error.ts';
import { line } from '../../input/validation.ts';
import type { Group } from '../../accounts/group.entity.ts';
import { allPermissions } from '../../accounts/permission.list.ts';

const name = line(150);

export const newGroup = v.object({ name });
export const groupPatch = v.partial(newGroup);
export const groupNameTaken: Fault[] = [fault('GROUP_NAME_TAKEN', ['name'])];

/** Throws INVALID with the names of permissions that do not exist. */
export function assertPermissions(codenames: string[]): void {
  const known = new Set<string>(allPermissions);
  const unknown = codenames.filter((codename) => !known.has(codename));
  if (unknown.length > 0) {
    throw invalid([fault('PERMISSION_UNKNOWN', ['permissions'], { names: unknown.join(', ') })]);
  }
}

/** Throws CONFLICT for the groups that Postline itself puts people into. */
export function assertNotBuiltIn(group: Group): void {
  if (group.name === 'Users' || group.name === 'Managers') throw conflict('GROUP_BUILT_IN');
}
