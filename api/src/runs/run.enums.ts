import { apiEnum } from '../closed-set.ts';

export const SendScope = apiEnum('SendScope', "The part of a mailing's audience that a run is for.", {
  ALL: 'The whole audience.',
  FAILED_ONLY: 'The people whose delivery FAILED in the latest run.',
  NOT_YET_SENT: 'Everybody in the current audience whose address no earlier run has reached.',
});
export type SendScope = keyof typeof SendScope;

export const RunStatus = apiEnum('RunStatus', 'The status of a run.', {
  RUNNING: 'Mail is being sent.',
  PAUSED: 'Nothing is sent until every reason for the pause is gone.',
  COMPLETED: 'Every delivery has a final result.',
  CANCELLED: 'It was stopped permanently; the remaining deliveries are SKIPPED.',
});
export type RunStatus = keyof typeof RunStatus;

export const PauseReason = apiEnum(
  'PauseReason',
  'Why a run is paused. It continues when no reason is left.',
  {
    USER: 'A user paused it.',
    DISABLED: 'The mailing was disabled.',
    OWNER_BLOCKED: 'The owner was blocked.',
    SMTP_REFUSED:
      'The SMTP server refuses everybody. A single email is tried again automatically: every 30 seconds while the server cannot be reached, otherwise after 5 minutes at first and then at growing intervals of up to an hour.',
    UNPREPARABLE: 'The emails of the run cannot be rendered. Tried again automatically, as for SMTP_REFUSED.',
  },
);
export type PauseReason = keyof typeof PauseReason;

export const SkipReason = apiEnum('SkipReason', 'Why a delivery was skipped.', {
  UNSUBSCRIBED: 'The person unsubscribed.',
  BOUNCED: 'The address bounced before.',
  COMPLAINED: 'The person reported an email as unwanted.',
  DELETED: 'The recipient was deleted.',
  CANCELLED: 'The run was cancelled.',
  ENDED: 'The mailing reached its end.',
});
export type SkipReason = keyof typeof SkipReason;

export const DeliveryState = apiEnum('DeliveryState', 'The state of one delivery.', {
  PENDING: 'Not tried yet.',
  SENDING: 'Being handed to the SMTP server at this moment.',
  SENT: 'The server accepted the email (2xx).',
  DEFERRED: 'The server refused it temporarily (4xx); it will be tried again.',
  FAILED: 'The server refused it permanently (5xx), or all tries were used up.',
  SKIPPED: 'Not sent; skipReason says why.',
  UNKNOWN: "The server's reply to the email was never read. It is never sent again automatically.",
});
export type DeliveryState = keyof typeof DeliveryState;

export const AttemptStatus = apiEnum('AttemptStatus', 'The result of an attempt.', {
  SUCCESS: 'The server accepted the email.',
  FAILURE: 'The server refused, or the connection broke before the email was handed over.',
  UNKNOWN: "The email was handed over, but the server's reply was never read.",
});
export type AttemptStatus = keyof typeof AttemptStatus;

export const UnknownResolution = apiEnum(
  'UnknownResolution',
  'A decision about deliveries in the state UNKNOWN.',
  {
    MARK_SENT: 'Counts them as sent.',
    SEND_AGAIN: 'Sends them again. Some people may get the email twice.',
  },
);
export type UnknownResolution = keyof typeof UnknownResolution;
