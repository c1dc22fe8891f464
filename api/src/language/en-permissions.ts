/** What each permission lets its holder do, in English. */
export const enPermissions = {
  EFFECT_CHANGE_USER: 'Approves, blocks and unblocks users, other than superusers and managers.',
  EFFECT_VIEW_USER: 'Sees the list of users, and each of them.',
  EFFECT_VIEW_GROUP: 'Sees groups, and what they allow.',
  EFFECT_CHANGE_RECIPIENT: 'Changes recipients and lists of others, as far as they can be seen.',
  EFFECT_DELETE_RECIPIENT: 'Deletes recipients and lists of others, as far as they can be seen.',
  EFFECT_VIEW_RECIPIENT: 'Opens the recipients of others, together with can_view_all_recipients.',
  EFFECT_CHANGE_MESSAGE: 'Changes messages of others, as far as they can be seen.',
  EFFECT_DELETE_MESSAGE: 'Deletes messages of others, as far as they can be seen.',
  EFFECT_VIEW_MESSAGE: 'Opens the messages of others, together with can_view_all_messages.',
  EFFECT_CHANGE_MAILING: 'Changes mailings of others, their schedule too, as far as they can be seen.',
  EFFECT_DELETE_MAILING: 'Deletes mailings of others, as far as they can be seen.',
  EFFECT_VIEW_MAILING: 'Opens the mailings of others, together with can_view_all_mailings.',
  EFFECT_ADD_INTERVAL: 'Adds intervals.',
  EFFECT_CHANGE_INTERVAL: 'Changes intervals.',
  EFFECT_DELETE_INTERVAL: 'Deletes intervals that no mailing uses.',
  EFFECT_ADD_BLOGPOST: 'Writes posts of the blog.',
  EFFECT_CHANGE_BLOGPOST: 'Changes and publishes posts of the blog.',
  EFFECT_DELETE_BLOGPOST: 'Deletes posts of the blog.',
  EFFECT_VIEW_BLOGPOST: 'Sees drafts of the blog.',
  EFFECT_CAN_VIEW_ALL_RECIPIENTS:
    'Sees recipients, lists, imports and suppressions of everybody; needs view_recipient.',
  EFFECT_CAN_VIEW_ALL_MESSAGES: 'Sees the messages of everybody; needs view_message.',
  EFFECT_CAN_VIEW_ALL_MAILINGS:
    'Sees mailings, runs, attempts and statistics of everybody, the jobs and GraphiQL; needs view_mailing.',
  EFFECT_CAN_DISABLE_MAILING: 'Disables and enables mailings, as far as they can be seen.',
} as const;
