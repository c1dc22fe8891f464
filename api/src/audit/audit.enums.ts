import { apiEnum } from '../closed-set.ts';

export const AuditActor = apiEnum('AuditActor', 'What kind of actor did something.', {
  USER: 'A user in the browser.',
  TOKEN: 'A program with an API token of a user.',
  COMMAND: 'A command on the machine of the service.',
  SERVICE: 'The service by itself: the schedule, a sender, a job.',
  NOBODY: 'Nobody who was logged in.',
});
export type AuditActor = keyof typeof AuditActor;

export const AuditSubject = apiEnum('AuditSubject', 'What kind of thing something was done to.', {
  MAILING: 'A mailing or its run.',
  RECIPIENTS: 'Recipients.',
  SUPPRESSION: 'A suppression.',
  USER: 'A user, with sessions, passwords and tokens.',
  GROUP: 'A group of users.',
  JOB: 'A periodic job.',
  LIMITS: 'The limits of sending.',
});
export type AuditSubject = keyof typeof AuditSubject;

/** What the actions mean, for the schema and for the log. */
export const auditMeanings = {
  LAUNCHED: 'A mailing was launched.',
  RUN_ENDED: 'A run ended, with counts of its deliveries.',
  RUN_PAUSED: 'A run was paused.',
  RUN_RESUMED: 'A run was resumed.',
  RUN_CANCELLED: 'A run was cancelled.',
  UNKNOWN_RESOLVED: 'Deliveries in doubt were settled.',
  START_REFUSED: 'A start of the schedule was refused or dropped.',
  MAILING_DISABLED: 'A mailing was disabled.',
  MAILING_ENABLED: 'A mailing was enabled again.',
  MAILING_DELETED: 'A mailing was deleted.',
  RECIPIENTS_IMPORTED: 'An import of recipients was begun.',
  IMPORT_UNDONE: 'An import of recipients was undone.',
  RECIPIENTS_DELETED: 'Many recipients were deleted at once.',
  SUPPRESSION_LIFTED: 'Mail to a suppressed address was allowed again.',
  LOGGED_IN: 'A user logged in.',
  LOGIN_REFUSED: 'A log-in was refused.',
  PASSWORD_CHANGED: 'A user got another password.',
  TOKEN_CREATED: 'An API token was made.',
  TOKEN_REVOKED: 'An API token was revoked.',
  USER_CREATED: 'A user was created.',
  USER_APPROVED: 'A registered account was approved.',
  USER_BLOCKED: 'A user was blocked.',
  USER_UNBLOCKED: 'A user was unblocked.',
  USER_DELETED: 'A user was deleted.',
  QUOTA_CHANGED: 'The quotas for new accounts were lifted from a user, or set.',
  RIGHTS_CHANGED: 'The groups, the address or the role of a user were changed.',
  GROUP_CREATED: 'A group was created.',
  GROUP_CHANGED: 'The name or the permissions of a group were changed.',
  GROUP_DELETED: 'A group was deleted.',
  JOB_PAUSED: 'A periodic job was paused.',
  JOB_RESUMED: 'A periodic job was resumed.',
  JOB_ASKED: 'A periodic job was run by hand.',
  LIMITS_CHANGED: 'The limits of sending were changed.',
} as const;

export const AuditAction = apiEnum(
  'AuditAction',
  'Something that is worth being known later.',
  auditMeanings,
);
export type AuditAction = keyof typeof AuditAction;
