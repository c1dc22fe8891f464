import type { Codename } from '../context/actor.ts';

/** All permissions that a group can have. */
export const allPermissions: Codename[] = [
  'change_user',
  'view_user',
  'view_group',
  'change_recipient',
  'delete_recipient',
  'view_recipient',
  'change_message',
  'delete_message',
  'view_message',
  'change_mailing',
  'delete_mailing',
  'view_mailing',
  'add_interval',
  'change_interval',
  'delete_interval',
  'add_blogpost',
  'change_blogpost',
  'delete_blogpost',
  'view_blogpost',
  'can_view_all_recipients',
  'can_view_all_messages',
  'can_view_all_mailings',
  'can_disable_mailing',
];

/** The permissions of managers, in the order in which the command lists them. */
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
