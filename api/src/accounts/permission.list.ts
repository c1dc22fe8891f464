import type { Codename } from '../context/actor.ts';

const things = ['user', 'group', 'recipient', 'message', 'mailing', 'interval', 'blogpost'] as const;

/** Every permission there is. */
export const allPermissions: Codename[] = [
  ...things.flatMap(
    (thing) => [`add_${thing}`, `change_${thing}`, `delete_${thing}`, `view_${thing}`] as const,
  ),
  'can_view_all_recipients',
  'can_view_all_messages',
  'can_view_all_mailings',
  'can_disable_mailing',
];

/** What managers may do, in the order in which the command lists it. */
export const managerPermissions: Codename[] = [
  'view_user',
  'view_recipient',
  'view_message',
  'view_mailing',
  'can_view_all_recipients',
  'can_view_all_messages',
  'can_view_all_mailings',
  'change_user',
  'can_disable_mailing',
];
