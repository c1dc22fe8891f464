import { apiEnum } from '../closed-set.ts';

export const AuditActor = apiEnum('AuditActor', 'The kind of actor who did something.', {
  USER: 'A user in the web client.',
  TOKEN: "A program with a user's API token.",
  COMMAND: 'A command on the server.',
  SERVICE: 'The service itself: the schedule, a sender or a job.',
  NOBODY: 'An anonymous visitor.',
});
export type AuditActor = keyof typeof AuditActor;

export const AuditSubject = apiEnum('AuditSubject', 'The kind of thing that an action was on.', {
  MAILING: 'A mailing or its run.',
  RECIPIENTS: 'Recipients.',
  SUPPRESSION: 'A suppression.',
  USER: 'A user, with sessions, passwords and tokens.',
  GROUP: 'A group of users.',
  JOB: 'A periodic job.',
  LIMITS: 'The sending limits.',
  WEBHOOK: 'A webhook.',
  SENDER: 'A sender, or a domain that mails come from.',
});
export type AuditSubject = keyof typeof AuditSubject;

/** The meanings of the actions, for the schema and for the log. */
export const auditMeanings = {
  LAUNCHED: 'A mailing was launched.',
  RUN_ENDED: 'A run ended, with counts of its deliveries.',
  RUN_PAUSED: 'A run was paused.',
  RUN_RESUMED: 'A run was resumed.',
  RUN_CANCELLED: 'A run was cancelled.',
  UNKNOWN_RESOLVED: 'Deliveries in doubt were settled.',
  START_REFUSED: 'A scheduled start was refused or dropped.',
  START_DISARMED: 'A scheduled start was disarmed.',
  MAILING_DISABLED: 'A mailing was disabled.',
  MAILING_ENABLED: 'A mailing was enabled again.',
  MAILING_DELETED: 'A mailing was deleted.',
  MAILING_RESTORED: 'A deleted mailing was restored.',
  RECIPIENTS_IMPORTED: 'An import of recipients was started.',
  IMPORT_ENDED: 'An import of recipients ended, with counts of its rows.',
  IMPORT_UNDONE: 'An import of recipients was undone.',
  RECIPIENTS_DELETED: 'Many recipients were deleted at once.',
  PERSON_ERASED: 'A person was erased from recipients, deliveries and events.',
  SUPPRESSIONS_ADDED: 'Addresses were suppressed manually.',
  SUPPRESSION_LIFTED: 'Mail to a suppressed address was allowed again.',
  LOGGED_IN: 'A user logged in.',
  LOGGED_OUT: 'A user logged out.',
  SESSION_ENDED: 'Sessions of a user were ended from another one.',
  LOGIN_REFUSED: 'A log-in was refused.',
  PASSWORD_CHANGED: 'The password of a user was changed.',
  TOKEN_CREATED: 'An API token was created.',
  TOKEN_REVOKED: 'An API token was revoked.',
  USER_CREATED: 'A user was created.',
  USER_APPROVED: 'A registered account was approved.',
  USER_BLOCKED: 'A user was blocked.',
  USER_UNBLOCKED: 'A user was unblocked.',
  USER_DELETED: 'A user was deleted.',
  QUOTA_CHANGED: 'The quotas for new accounts were lifted for a user, or set again.',
  RIGHTS_CHANGED: 'The groups, the address or the role of a user were changed.',
  GROUP_CREATED: 'A group was created.',
  GROUP_CHANGED: 'The name or the permissions of a group were changed.',
  GROUP_DELETED: 'A group was deleted.',
  JOB_PAUSED: 'A periodic job was paused.',
  JOB_RESUMED: 'A periodic job was resumed.',
  JOB_ASKED: 'A periodic job was run on request.',
  SENDER_CREATED: 'A sender or a domain was added.',
  SENDER_CHANGED: 'A sender or the key of a domain was changed.',
  SENDER_DELETED: 'A sender or a domain was deleted.',
  WEBHOOK_CREATED: 'A webhook was created.',
  WEBHOOK_CHANGED: 'A webhook was changed, enabled or disabled.',
  WEBHOOK_DELETED: 'A webhook was deleted.',
  WEBHOOK_GAVE_UP: 'A webhook was disabled because its URL did not respond.',
  LIMITS_CHANGED: 'The sending limits were changed.',
} as const;

export const AuditAction = apiEnum('AuditAction', 'An action that the audit log records.', auditMeanings);
export type AuditAction = keyof typeof AuditAction;
