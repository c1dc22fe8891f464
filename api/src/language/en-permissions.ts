/** What each permission lets its holder do, in English. */
export const enPermissions = {
  EFFECT_CHANGE_USER: 'Approves, blocks and unblocks users, except superusers and managers.',
  EFFECT_VIEW_USER: 'Sees the list of users and their pages.',
  EFFECT_VIEW_GROUP: 'Sees groups and their permissions.',
  EFFECT_CHANGE_RECIPIENT: "Changes other users' recipients and lists, as far as they are visible.",
  EFFECT_DELETE_RECIPIENT: "Deletes other users' recipients and lists, as far as they are visible.",
  EFFECT_VIEW_RECIPIENT: "Sees other users' recipients, together with can_view_all_recipients.",
  EFFECT_CHANGE_MESSAGE: "Changes other users' messages, as far as they are visible.",
  EFFECT_DELETE_MESSAGE: "Deletes other users' messages, as far as they are visible.",
  EFFECT_VIEW_MESSAGE: "Sees other users' messages, together with can_view_all_messages.",
  EFFECT_CHANGE_MAILING: "Changes other users' mailings and their schedule, as far as they are visible.",
  EFFECT_DELETE_MAILING: "Deletes other users' mailings, as far as they are visible.",
  EFFECT_VIEW_MAILING: "Sees other users' mailings, together with can_view_all_mailings.",
  EFFECT_ADD_INTERVAL: 'Adds intervals.',
  EFFECT_CHANGE_INTERVAL: 'Changes intervals.',
  EFFECT_DELETE_INTERVAL: 'Deletes intervals that no mailing uses.',
  EFFECT_ADD_BLOGPOST: 'Writes blog posts.',
  EFFECT_CHANGE_BLOGPOST: 'Changes and publishes blog posts.',
  EFFECT_DELETE_BLOGPOST: 'Deletes blog posts.',
  EFFECT_VIEW_BLOGPOST: 'Sees drafts of blog posts.',
  EFFECT_CAN_VIEW_ALL_RECIPIENTS:
    "Sees everybody's recipients, lists, imports and suppressions; requires view_recipient.",
  EFFECT_CAN_VIEW_ALL_MESSAGES: "Sees everybody's messages; requires view_message.",
  EFFECT_CAN_VIEW_ALL_MAILINGS:
    "Sees everybody's mailings, runs, attempts and statistics, the jobs and GraphiQL; requires view_mailing.",
  EFFECT_CAN_DISABLE_MAILING: 'Disables and enables mailings, as far as they are visible.',
} as const;
