import { m } from '#lib/paraglide/messages.js';

export interface Permission {
  codename: string;
  /** The API's name, for a permission that the client does not know. */
  name: string;
  /** A sentence about what it permits. */
  effect?: string;
}

interface Matter {
  label: string;
  permissions: { codename: string; label: string; effect?: string }[];
}

const actions: Record<string, () => string> = {
  view: m.permission_view,
  add: m.permission_add,
  change: m.permission_change,
  delete: m.permission_delete,
};
const special: Record<string, () => string> = {
  can_view_all_mailings: m.permission_all_mailings,
  can_view_all_recipients: m.permission_all_recipients,
  can_view_all_messages: m.permission_all_messages,
  can_disable_mailing: m.permission_disable_mailing,
};

/**
 * Groups permissions by subject, those that affect other people's data first; within a group the verb
 * suffices.
 */
export function mattersOf(permissions: readonly Permission[]): Matter[] {
  const matters: [about: string, label: string][] = [
    ['others', m.matter_others()],
    ['mailing', m.nav_mailings()],
    ['recipient', m.nav_recipients()],
    ['message', m.nav_messages()],
    ['user', m.nav_users()],
    ['group', m.nav_groups()],
    ['interval', m.nav_intervals()],
    ['blogpost', m.matter_posts()],
  ];
  return matters
    .map(([about, label]) => ({
      label,
      permissions: inOrder(permissions.filter(isAbout(about))).map(shown),
    }))
    .filter((matter) => matter.permissions.length > 0);
}

const isAbout =
  (about: string) =>
  ({ codename }: Permission) =>
    about === (codename.startsWith('can_') ? 'others' : codename.slice(codename.indexOf('_') + 1));

/** In the order of the tables above: from viewing to deleting. */
function inOrder(permissions: Permission[]): Permission[] {
  const known = [...Object.keys(actions), ...Object.keys(special)];
  const place = ({ codename }: Permission) =>
    known.indexOf(codename in special ? codename : codename.slice(0, codename.indexOf('_')));
  return permissions.toSorted((one, other) => place(one) - place(other));
}

function shown({ codename, name, effect }: Permission): Matter['permissions'][number] {
  const words = special[codename] ?? actions[codename.slice(0, codename.indexOf('_'))];
  return { codename, label: words?.() ?? name, ...(effect && { effect }) };
}
