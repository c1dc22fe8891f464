import type { AuditAction, AuditActor, AuditRowFragment, AuditSubject } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

const actions: Record<AuditAction, () => string> = {
  LAUNCHED: m.audit_launched,
  RUN_ENDED: m.audit_run_ended,
  RUN_PAUSED: m.audit_run_paused,
  RUN_RESUMED: m.audit_run_resumed,
  RUN_CANCELLED: m.audit_run_cancelled,
  UNKNOWN_RESOLVED: m.audit_unknown_resolved,
  START_REFUSED: m.audit_start_refused,
  START_DISARMED: m.audit_start_disarmed,
  PERSON_ERASED: m.audit_person_erased,
  MAILING_DISABLED: m.audit_mailing_disabled,
  MAILING_ENABLED: m.audit_mailing_enabled,
  MAILING_DELETED: m.audit_mailing_deleted,
  MAILING_RESTORED: m.audit_mailing_restored,
  RECIPIENTS_IMPORTED: m.audit_recipients_imported,
  IMPORT_UNDONE: m.audit_import_undone,
  RECIPIENTS_DELETED: m.audit_recipients_deleted,
  SUPPRESSION_LIFTED: m.audit_suppression_lifted,
  LOGGED_IN: m.audit_logged_in,
  LOGIN_REFUSED: m.audit_login_refused,
  PASSWORD_CHANGED: m.audit_password_changed,
  TOKEN_CREATED: m.audit_token_created,
  TOKEN_REVOKED: m.audit_token_revoked,
  USER_CREATED: m.audit_user_created,
  USER_APPROVED: m.audit_user_approved,
  USER_BLOCKED: m.audit_user_blocked,
  USER_UNBLOCKED: m.audit_user_unblocked,
  USER_DELETED: m.audit_user_deleted,
  QUOTA_CHANGED: m.audit_quota_changed,
  RIGHTS_CHANGED: m.audit_rights_changed,
  GROUP_CREATED: m.audit_group_created,
  GROUP_CHANGED: m.audit_group_changed,
  GROUP_DELETED: m.audit_group_deleted,
  JOB_PAUSED: m.audit_job_paused,
  JOB_RESUMED: m.audit_job_resumed,
  JOB_ASKED: m.audit_job_asked,
  IMPORT_ENDED: m.audit_import_ended,
  SUPPRESSIONS_ADDED: m.audit_suppressions_added,
  LOGGED_OUT: m.audit_logged_out,
  SESSION_ENDED: m.audit_session_ended,
  SENDER_CREATED: m.audit_sender_created,
  SENDER_CHANGED: m.audit_sender_changed,
  SENDER_DELETED: m.audit_sender_deleted,
  WEBHOOK_CREATED: m.audit_webhook_created,
  WEBHOOK_CHANGED: m.audit_webhook_changed,
  WEBHOOK_DELETED: m.audit_webhook_deleted,
  WEBHOOK_GAVE_UP: m.audit_webhook_gave_up,
  LIMITS_CHANGED: m.audit_limits_changed,
};

const subjects: Record<AuditSubject, () => string> = {
  MAILING: m.audit_of_mailings,
  RECIPIENTS: m.audit_of_recipients,
  SUPPRESSION: m.audit_of_suppressions,
  USER: m.audit_of_users,
  GROUP: m.audit_of_groups,
  JOB: m.audit_of_jobs,
  LIMITS: m.audit_of_limits,
  WEBHOOK: m.audit_of_webhooks,
  SENDER: m.audit_of_senders,
};

const actors: Record<AuditActor, () => string> = {
  USER: m.audit_by_user,
  TOKEN: m.audit_by_token,
  COMMAND: m.audit_by_command,
  SERVICE: m.audit_by_service,
  NOBODY: m.audit_by_nobody,
};

export const auditActions = Object.keys(actions) as AuditAction[];
export const auditSubjects = Object.keys(subjects) as AuditSubject[];
export const auditActors = Object.keys(actors) as AuditActor[];

export const actionText = (action: AuditAction): string => actions[action]();
export const subjectText = (subject: AuditSubject): string => subjects[subject]();
export const actorKindText = (kind: AuditActor): string => actors[kind]();

/** The name of a user, or what else acted. */
export function actorText({
  actorKind,
  actorName,
}: Pick<AuditRowFragment, 'actorKind' | 'actorName'>): string {
  if (actorName === '') return actorKindText(actorKind);
  return actorKind === 'TOKEN' ? m.audit_by_token_of({ name: actorName }) : actorName;
}

/** The page of an action's subject, if it has one. */
export function subjectHref({
  action,
  subject,
  subjectId,
}: Pick<AuditRowFragment, 'action' | 'subject' | 'subjectId'>): string | undefined {
  if (!subjectId || action.endsWith('_DELETED')) return undefined;
  if (subject === 'MAILING') return `/mailings/${subjectId}/`;
  return subject === 'USER' ? `/users/management/${subjectId}/` : undefined;
}
