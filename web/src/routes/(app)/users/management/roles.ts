import { groupName } from '#lib/groups/group-name.ts';
import { m } from '#lib/paraglide/messages.js';

interface WithRoles {
  isSuperuser: boolean;
  groups: readonly { name: string }[];
}

/** The roles of a user: superuser, and the groups by name. */
export function rolesOf({ isSuperuser, groups }: WithRoles): string[] {
  return [...(isSuperuser ? [m.account_superuser()] : []), ...groups.map(groupName)];
}
