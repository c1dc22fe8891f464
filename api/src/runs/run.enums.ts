import { apiEnum } from '../closed-set.ts';

export const SendScope = apiEnum('SendScope', "The part of a mailing's audience that a run is for.", {
  ALL: 'The whole audience.',
  FAILED_ONLY: 'The people whose delivery FAILED in the latest run.',
  NOT_YET_SENT: "Everybody in today's audience whose address no earlier run reached.",
});
export type SendScope = keyof typeof SendScope;

export const RunStatus = apiEnum('RunStatus', 'The status of a run.', {
  RUNNING: 'Mail is being sent.',
  PAUSED: 'Nothing is sent until every reason for the pause is gone.',
  COMPLETED: 'Every delivery has a final result.',
  CANCELLED: 'It was stopped for good; the rest is skipped.',
});
export type RunStatus = keyof typeof RunStatus;

export const PauseReason = apiEnum(
  'PauseReason',
  'Why a run is paused. A run goes on only when none is left.',
  {
    USER: 'Somebody paused it.',
    DISABLED: 'The mailing was disabled.',
    OWNER_BLOCKED: 'The owner was blocked.',
    SMTP_REFUSED:
      'The SMTP server refuses everybody. One mail is tried again automatically, after 5 minutes at first and then at longer intervals of up to an hour.',
    UNPREPARABLE: 'The mails of the run cannot be made; tried again automatically as for SMTP_REFUSED.',
  },
);
export type PauseReason = keyof typeof PauseReason;

export const SkipReason = apiEnum('SkipReason', 'Why a delivery was skipped.', {
  UNSUBSCRIBED: 'The person asked for no more mail.',
  BOUNCED: 'The address bounced before.',
  COMPLAINED: 'The person complained about a mail.',
  DELETED: 'The recipient was deleted.',
  CANCELLED: 'The run was cancelled.',
  ENDED: "The mailing's end came.",
});
export type SkipReason = keyof typeof SkipReason;

export const DeliveryState = apiEnum('DeliveryState', 'The state of one delivery.', {
  PENDING: 'Not tried yet.',
  SENDING: 'Being handed to the SMTP server at this moment.',
  SENT: 'The server accepted the email (2xx).',
  DEFERRED: 'The server refused it for now (4xx); it is tried again later.',
  FAILED: 'The server refused it for good (5xx), or all tries were used up.',
  SKIPPED: 'Not sent; skipReason says why.',
  UNKNOWN: "The server's reply to the message was never read; never sent again by itself.",
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
    SEND_AGAIN: 'Sends once more; some people may get the email twice.',
  },
);
export type UnknownResolution = keyof typeof UnknownResolution;
