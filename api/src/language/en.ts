import { enAudit } from './en-audit.ts';
import { enCommands } from './en-commands.ts';
import { enExports } from './en-exports.ts';
import { enImports } from './en-imports.ts';
import { enPermissions } from './en-permissions.ts';
import { enRefusals } from './en-refusals.ts';
import { enPreflight } from './en-preflight.ts';
import { enSenders } from './en-senders.ts';
import { enWebhooks } from './en-webhooks.ts';

/** The texts of Postline, in English. `ru.ts` has the same keys. */
export const en = {
  // refusals
  ...enAudit,
  ...enCommands,
  ...enSenders,
  ...enPreflight,
  ...enWebhooks,
  ...enExports,
  ...enImports,
  ...enPermissions,
  UNAUTHENTICATED: 'Log in first.',
  FORBIDDEN: 'You may not do this.',
  SCOPE_MISSING: 'The API token lacks the scope {scope}.',
  NOT_FOR_TOKENS: 'API tokens may not do this: log in.',
  TOKEN_REFUSED: 'The API token is not valid: it is unknown, has expired or was revoked.',
  AUTHORIZATION_SCHEME: 'Use an API token: "Authorization: Bearer <token>".',
  NOT_FOUND: 'It does not exist, or you do not have access to it.',
  INVALID: 'This cannot be done yet.',
  INTERNAL_SERVER_ERROR: 'Something went wrong on our side.',
  COST_EXCEEDED:
    'This would cost {cost|point|points}, more than the limit of {limit}. Ask for fewer fields or smaller pages.',
  TOO_SLOW: 'This took too long and was stopped. Ask for less at once, or try again later.',
  DATABASE_AWAY:
    'The database cannot be reached at the moment. Nothing is lost; try again in a little while.',
  TOO_MANY_AT_ONCE: 'Too many requests are running at once. Wait for some of them to finish.',
  RATE_LIMITED: 'Too many attempts. Wait a little and try again.',
  BAD_REQUEST: 'This request cannot be understood.',
  LOGIN_REFUSED: 'Wrong email or password.',
  AWAITS_APPROVAL: 'Your account is waiting for approval. You will get an email once you can log in.',
  REGISTRATION_CLOSED: 'Registration is closed: ask an administrator for an account.',
  QUOTA_RECIPIENTS:
    'A new account may write to {most|recipient|recipients} in 24 hours; this launch would make it {count}. An administrator can lift the limit.',
  TEST_NO_ROOM: 'The sending limits leave no room for a test email right now. Try again later.',
  TESTS_TOO_MANY: 'You may send {most|test email|test emails} an hour.',
  TEST_UNWANTED: 'This address does not want any more mail.',
  QUOTA_TESTS:
    'A new account may send {most|test email|test emails} an hour. An administrator can lift the limit.',
  DISPLAY_NAME:
    'A name must not contain an @, nor characters that are invisible or change the direction of text.',
  CONFIRM_LINK_REFUSED:
    'This link has been used or is too old. Try to log in; if you cannot, request a new link.',
  RESET_LINK_REFUSED: 'This link has been used or is too old. Request a new one.',
  CROSS_SITE_REQUEST: 'Requests from other sites are refused.',

  // fields
  REQUIRED: 'Required.',
  WRONG_VALUE: 'This value is not allowed here.',
  TOO_DEEP: 'At most 10 levels of lists and objects.',
  TOO_LONG: 'At most {bound|character|characters}.',
  SUPPRESSED_BY_OTHERS:
    'This person has refused mail from every sender on this installation. Only they or an administrator can allow it again.',
  LIFTED_BY_HAND: "The recipient's status was changed manually.",
  TOO_MANY: 'At most {bound|item|items}.',
  OUT_OF_RANGE: 'Between {least} and {most}.',
  CONTROL_CHARACTER: 'Control characters are not allowed.',
  EMAIL_EMPTY: 'Enter an email address.',
  EMAIL_NO_AT: 'An email address must contain an @.',
  EMAIL_SEVERAL_AT: 'An email address can contain only one @.',
  EMAIL_CONTROL_CHARACTER: 'An email address cannot contain control characters.',
  EMAIL_SPACE: 'An email address cannot contain spaces.',
  EMAIL_LOCAL_PART_EMPTY: 'Something is missing before the @.',
  EMAIL_LOCAL_PART_TOO_LONG: 'The part before the @ can have at most 64 characters.',
  EMAIL_LOCAL_PART_INVALID: 'The part before the @ is not valid.',
  EMAIL_DOMAIN_INVALID: 'The part after the @ is not a domain.',
  EMAIL_DOMAIN_INCOMPLETE: 'The domain after the @ is not complete.',
  EMAIL_TOO_LONG: 'An email address can have at most 254 characters.',
  EMAIL_NEEDS_SMTPUTF8: 'The part before the @ contains characters that mail servers do not accept.',
  EMAIL_TAKEN: 'A recipient with this address already exists.',
  USER_EMAIL_TAKEN: 'A user with this address already exists.',
  GROUP_NAME_TAKEN: 'A group with this name already exists.',
  NO_SUCH_GROUP: 'There is no such group.',
  PERMISSION_UNKNOWN: 'These permissions do not exist: {names}.',
  COPY: '(copy)',
  COPY_NUMBER: '(copy {number})',
  LIST_NAME_TAKEN: 'A list with this name already exists.',
  SEGMENT_NAME_TAKEN: 'A segment with this name already exists.',
  SEGMENT_IN_USE: 'The segment is used by {count|mailing|mailings}. Remove it from there first.',
  INTERVAL_NAME_TAKEN: 'An interval with this name already exists.',
  NOT_AN_OBJECT: 'Attributes must be an object of names and values.',
  IMAGE_UNREADABLE: 'The picture cannot be read. Use JPEG, PNG, WebP or GIF, up to 5 MB.',
  MAIL_IMAGE_UNREADABLE: 'The image cannot be read. Use JPEG, PNG, WebP or GIF, up to 10 MB.',
  IMAGES_TOO_MANY: 'Your images take up {most} MB already. Delete some first.',
  ATTACHMENT_EMPTY: 'The file is empty.',
  ATTACHMENT_REFUSED: 'Mail services refuse emails with such files: {name}.',
  ATTACHMENTS_TOO_MANY: 'A message can carry {most|file|files} at most.',
  ATTACHMENTS_TOO_LARGE: 'All files of a message together can have {most} MB at most.',
  COLOUR_WRONG: 'A colour is written like #1a2b3c.',
  IMAGE_ADDRESS_WRONG: 'The address of an image starts with https:// or http://.',
  IMAGE_NOT_OURS: 'Upload the picture first.',
  BODY_IS_MJML: 'The body is MJML, which mail programs do not show. Convert it to HTML first.',
  MJML_LIQUID_LOST: 'Line {line}: {tag} would be lost there. Put it into <mj-raw>.',
  MJML_REMARK: 'Line {line}: {detail}',
  MJML_TOO_HEAVY: 'This MJML takes too long to convert. Make it shorter.',
  MJML_UNREADABLE: 'This is no MJML that can be read: {detail}',
  MARKDOWN_TOO_HEAVY: 'This text takes too long to display. Make it shorter or simpler.',
  PERIOD_TOO_LONG: 'A period can be at most ten years.',
  TIME_ZONE_UNKNOWN: 'Unknown time zone. Use a name such as Europe/Berlin.',
  NO_SUCH_THING: 'It does not exist, or belongs to somebody else.',
  CURSOR_WRONG: 'This cursor does not belong to this list.',
  FIRST_OR_LAST: 'Pass either first or last, not both.',
  TOO_MANY_MATCH:
    'More than {bound|recipient matches|recipients match} the filter. Save it as a segment, and add that to the mailing.',
  IDS_OR_FILTER: 'Pass either ids or a non-empty filter.',
  PASSWORD_TOO_SHORT: 'At least 10 characters.',
  PASSWORD_TOO_LONG: 'At most 256 characters.',
  PASSWORD_IS_EMAIL: 'The password must not be the email address, or the part before its @.',
  PASSWORD_WRONG: 'This is not your current password.',
  PASSWORD_COMMON: 'This password is too common.',
  TOKEN_EXPIRY: 'Choose a time in the future, at most a year from now.',
  VIEWS_TOO_MANY: 'You already have {most|view|views} of this page. Delete one that you no longer use.',
  VIEW_NAME_TAKEN: 'A view with this name already exists.',
  TOKENS_TOO_MANY: 'You already have {most|token|tokens}. Revoke one that you no longer use.',

  // messages
  SUBJECT_EMPTY: 'The subject is empty.',
  BODY_EMPTY: 'The text is empty.',
  TEMPLATE_SYNTAX: 'The template cannot be read: {detail}',
  TEMPLATE_RENDER: 'The template cannot be filled in: {detail}',
  TEMPLATE_LIMIT:
    'The template takes too long to fill in, or becomes too large: line {line}, column {column}.',
  TEXT_LIMIT: 'The text part cannot be generated: {detail}.',
  FOREIGN_PLACEHOLDER:
    '“{text}” is no placeholder and is sent as it stands: line {line}, column {column}. Insert one from the list.',
  ENCODED_PLACEHOLDER:
    'The braces of “{text}” are percent-encoded, so it is sent as it stands: line {line}, column {column}.',
  UNKNOWN_VARIABLE: 'There is no variable {name}; it stays empty.',
  TEST_REFUSED: 'The mail server accepted none of the test emails: {detail}',
  MESSAGE_IN_USE: 'The message is used by these mailings: {mailings}.',

  // mailings and runs
  CHANGED_MEANWHILE: 'Somebody else has saved changes. Load it again to see them.',
  OWN_ACCOUNT: 'You cannot block or delete yourself, or remove your own rights. Another superuser can.',
  LAST_SUPERUSER: 'This is the only superuser who is not blocked. Create another one first.',
  USER_SENDING: 'Mailings of this user are not finished: {mailings}. Cancel their runs first.',
  GROUP_BUILT_IN:
    'The groups Users and Managers cannot be renamed or deleted, because Postline itself adds people to them.',
  END_BEFORE_START: 'The end must be after the start.',
  END_PASSED: 'The end of the mailing has passed.',
  INTERVAL_NEEDS_START: 'A mailing that repeats needs a start.',
  EVERY_MINUTES: 'Every {count|minute|minutes}',
  EVERY_HOURS: 'Every {count|hour|hours}',
  EVERY_DAYS: 'Every {count|day|days}',
  EVERY_WEEKS: 'Every {count|week|weeks}',
  EVERY_MONTHS: 'Every {count|month|months}',
  INTERVAL_IN_USE: 'The interval is used by {count|mailing|mailings}.',
  HISTORY_DROPPED: 'It is no longer known who was reached: deliveries that old have been dropped.',
  NO_AUDIENCE: 'No recipients have been chosen.',
  NOBODY_ACTIVE: 'None of the chosen recipients can be emailed.',
  NOBODY_LEFT: 'There is nobody left to send this to.',
  MAILING_DISABLED: 'The mailing is disabled.',
  MAILING_DISABLED_BECAUSE: 'The mailing is disabled: {reason}',
  OWNER_BLOCKED: 'The owner of the mailing is blocked.',
  MAILING_COMPLETED: 'The mailing has been sent. Reopen it to send it again.',
  MAILING_RUNNING: 'The mailing is running; only its name and end can be changed.',
  MAILING_RUNNING_DELETE: 'The mailing is running. Cancel it before you delete it.',
  MAILING_HAS_RUNS: 'The mailing has been launched, so it could not be restored.',
  MAILING_PART_DELETED:
    'The message or the interval of the mailing has been deleted too. Restore the message first.',
  MAILING_SENT: 'The mailing has been sent; only its name and end can be changed.',
  RUN_UNFINISHED: 'A run of this mailing has not finished yet.',
  RUN_FINISHED: 'The run has finished.',
  RUN_NOT_PAUSED: 'The run is not paused.',
  KEY_USED_OTHERWISE: 'This idempotency key was used with another scope.',
  NOT_COMPLETED: 'The mailing is not completed.',
  PERSON_IN_RUN: 'A run is still to write to this person. Wait until it ends, or cancel it.',
  PERSON_IN_IMPORT:
    'An import has not ended, and its file may name this person. Wait until it ends, or cancel it.',
  NOT_ARMED: 'No start of this mailing is armed.',
  NOT_RUNNING: 'The mailing is not running.',
  JOB_NOT_PAUSABLE: 'This job cannot be paused.',
  JOB_NOT_PERIODIC: 'Each run of this job has its own time.',
  JOBS_AWAY: 'The job store cannot be reached. Try again in a moment.',
  STARTS_LATE:
    'The job store cannot be reached at the moment. The mailing still starts automatically, up to 30 seconds late.',
  LINKS_LEAD_NOWHERE:
    'Links in mails would begin with {url}, which only this server can open, so nobody could unsubscribe. The operator must set BASE_URL.',
  NO_SENDER:
    'No sender process has been running for a minute, so nothing is sent. Once the operator starts one, sending continues automatically.',
  START_DROPPED:
    'The start at {at} did not happen: {detail} Send the mailing manually, or choose a new start.',
  START_REFUSED: 'The start at {at} was refused: {detail}',
  ...enRefusals,
  NO_UNKNOWN: 'No delivery of this run is in doubt.',

  // replies of attempts without a server's words
  TEMPLATE_ENDED_WORKERS: 'Two workers died while rendering this email, so it is not tried again.',
  WORKER_DIED: "The worker died before it read the server's reply to the message.",

  // permissions, named as in Django
  PERMISSION_ADD: 'Can add {thing}',
  PERMISSION_CHANGE: 'Can change {thing}',
  PERMISSION_DELETE: 'Can delete {thing}',
  PERMISSION_VIEW: 'Can view {thing}',
  PERMISSION_FOR_USER: 'user',
  PERMISSION_FOR_GROUP: 'group',
  PERMISSION_FOR_RECIPIENT: 'recipient',
  PERMISSION_FOR_MESSAGE: 'message',
  PERMISSION_FOR_MAILING: 'mailing',
  PERMISSION_FOR_INTERVAL: 'interval',
  PERMISSION_FOR_BLOGPOST: 'blog post',
  PERMISSION_CAN_VIEW_ALL_RECIPIENTS: 'Can view all recipients',
  PERMISSION_CAN_VIEW_ALL_MESSAGES: 'Can view all messages',
  PERMISSION_CAN_VIEW_ALL_MAILINGS: 'Can view all mailings',
  PERMISSION_CAN_DISABLE_MAILING: 'Can disable mailings',

  // account mails
  MAIL_LOG_IN: 'Log in',
  MAIL_RECOVER: 'Set a new password',
  MAIL_CONFIRM_SUBJECT: 'Confirm your address',
  MAIL_CONFIRM:
    'This address was registered with Postline. Confirm within 24 hours that it is yours, and set your password.',
  MAIL_CONFIRM_ACTION: 'Confirm the address',
  MAIL_CONFIRM_NOTE:
    'If you did not register, do nothing: without the link nobody can log in with your address.',
  MAIL_REGISTERED_SUBJECT: 'You already have an account',
  MAIL_REGISTERED:
    'Somebody tried to register this address with Postline. It already has an account: log in.',
  MAIL_REGISTERED_NOTE: 'If that was not you, do nothing: your account has not changed.',
  MAIL_RESET_SUBJECT: 'Set a new password',
  MAIL_RESET:
    'Somebody requested a new password for your Postline account. The link works once, within 30 minutes.',
  MAIL_RESET_ACTION: 'Set a new password',
  MAIL_RESET_NOTE: 'If that was not you, do nothing: your password stays as it is.',
  MAIL_APPROVED_SUBJECT: 'Your account is approved',
  MAIL_APPROVED: 'Your Postline account has been approved: you can log in now.',
  MAIL_APPROVED_NOTE: 'You receive this email because this address was registered and confirmed.',
  MAIL_CHANGED_SUBJECT: 'Your password was changed',
  MAIL_CHANGED: 'The password of your Postline account was changed on {time}. All other sessions have ended.',
  MAIL_TOKENS_REVOKED: 'These API tokens were revoked:',
  MAIL_TOKENS_KEPT: 'These API tokens still work:',
  MAIL_TOKEN_USED: '{name} (last used {time})',
  MAIL_TOKEN_UNUSED: '{name} (never used)',
  MAIL_CHANGED_NOTE:
    'If that was not you, set a new password at once by the link above: that ends every session and API token.',

  JOB_START_MAILING: 'Starts a mailing at its time.',
  JOB_SWEEP: 'Makes up for missed starts, and notices jobs whose process died.',
  JOB_CLEAN_UP: 'Deletes ended sessions, registrations that nobody confirmed, and old runs of jobs.',
  JOB_SUM_STATISTICS:
    'Sums the statistics of days and months that have ended, which makes them faster to read.',
  // commands
  CSV_BROKEN_ROW: 'This row cannot be read: a quotation mark is never closed.',
  CSV_TOO_MANY_FIELDS: 'The row has {count|field|fields}, but the file has {bound|column|columns}.',
  CSV_WRONG_CHARACTERS: 'The row contains characters that do not exist in this encoding.',
  EMAIL_ALIEN_LETTER:
    'The letter "{letter}" at position {place} is from another alphabet than those beside it. Type it again.',
  EMAIL_HIDDEN_CHARACTER: 'The address contains an invisible character ({character}) at position {place}.',
} as const;
