import { registerEnumType } from 'type-graphql';

export const SendScope = { ALL: 'ALL', FAILED_ONLY: 'FAILED_ONLY', NOT_YET_SENT: 'NOT_YET_SENT' } as const;
export type SendScope = keyof typeof SendScope;
registerEnumType(SendScope, {
  name: 'SendScope',
  description: "The part of a mailing's audience that a run is for.",
  valuesConfig: {
    ALL: { description: 'The whole audience.' },
    FAILED_ONLY: { description: 'The people whose delivery FAILED in the latest run.' },
    NOT_YET_SENT: { description: "Everybody in today's audience whose address no earlier run reached." },
  },
});

export const RunStatus = {
  RUNNING: 'RUNNING',
  PAUSED: 'PAUSED',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
} as const;
export type RunStatus = keyof typeof RunStatus;
registerEnumType(RunStatus, {
  name: 'RunStatus',
  description: 'The status of a run.',
  valuesConfig: {
    RUNNING: { description: 'Mail is being sent.' },
    PAUSED: { description: 'Nothing is sent until every reason for the pause is gone.' },
    COMPLETED: { description: 'Every delivery has a final result.' },
    CANCELLED: { description: 'It was stopped for good; the rest is skipped.' },
  },
});

export const PauseReason = {
  USER: 'USER',
  DISABLED: 'DISABLED',
  OWNER_BLOCKED: 'OWNER_BLOCKED',
  SMTP_REFUSED: 'SMTP_REFUSED',
  UNPREPARABLE: 'UNPREPARABLE',
} as const;
export type PauseReason = keyof typeof PauseReason;
registerEnumType(PauseReason, {
  name: 'PauseReason',
  description: 'Why a run is paused. A run goes on only when none is left.',
  valuesConfig: {
    USER: { description: 'Somebody paused it.' },
    DISABLED: { description: 'The mailing was disabled.' },
    OWNER_BLOCKED: { description: 'The owner was blocked.' },
    SMTP_REFUSED: {
      description:
        'The SMTP server refuses everybody. One mail is tried again automatically, after 5 minutes at first and then at longer intervals of up to an hour.',
    },
    UNPREPARABLE: {
      description: 'The mails of the run cannot be made; tried again automatically as for SMTP_REFUSED.',
    },
  },
});

export const SkipReason = {
  UNSUBSCRIBED: 'UNSUBSCRIBED',
  BOUNCED: 'BOUNCED',
  COMPLAINED: 'COMPLAINED',
  DELETED: 'DELETED',
  CANCELLED: 'CANCELLED',
  ENDED: 'ENDED',
} as const;
export type SkipReason = keyof typeof SkipReason;
registerEnumType(SkipReason, {
  name: 'SkipReason',
  description: 'Why a delivery was skipped.',
  valuesConfig: {
    UNSUBSCRIBED: { description: 'The person asked for no more mail.' },
    BOUNCED: { description: 'The address bounced before.' },
    COMPLAINED: { description: 'The person complained about a mail.' },
    DELETED: { description: 'The recipient was deleted.' },
    CANCELLED: { description: 'The run was cancelled.' },
    ENDED: { description: "The mailing's end came." },
  },
});

export const DeliveryState = {
  PENDING: 'PENDING',
  SENDING: 'SENDING',
  SENT: 'SENT',
  DEFERRED: 'DEFERRED',
  FAILED: 'FAILED',
  SKIPPED: 'SKIPPED',
  UNKNOWN: 'UNKNOWN',
} as const;
export type DeliveryState = keyof typeof DeliveryState;
registerEnumType(DeliveryState, {
  name: 'DeliveryState',
  description: 'The state of one delivery.',
  valuesConfig: {
    PENDING: { description: 'Not tried yet.' },
    SENDING: { description: 'Being handed to the SMTP server at this moment.' },
    SENT: { description: 'The server accepted the email (2xx).' },
    DEFERRED: { description: 'The server refused it for now (4xx); it is tried again later.' },
    FAILED: { description: 'The server refused it for good (5xx), or all tries were used up.' },
    SKIPPED: { description: 'Not sent; skipReason says why.' },
    UNKNOWN: { description: "The server's reply to the message was never read; never sent again by itself." },
  },
});

export const AttemptStatus = { SUCCESS: 'SUCCESS', FAILURE: 'FAILURE', UNKNOWN: 'UNKNOWN' } as const;
export type AttemptStatus = keyof typeof AttemptStatus;
registerEnumType(AttemptStatus, {
  name: 'AttemptStatus',
  description: 'The result of an attempt.',
  valuesConfig: {
    SUCCESS: { description: 'The server accepted the email.' },
    FAILURE: {
      description: 'The server refused, or the connection broke before the email was handed over.',
    },
    UNKNOWN: { description: "The email was handed over, but the server's reply was never read." },
  },
});

export const UnknownResolution = { MARK_SENT: 'MARK_SENT', SEND_AGAIN: 'SEND_AGAIN' } as const;
export type UnknownResolution = keyof typeof UnknownResolution;
registerEnumType(UnknownResolution, {
  name: 'UnknownResolution',
  description: 'A decision about deliveries in the state UNKNOWN.',
  valuesConfig: {
    MARK_SENT: { description: 'Counts them as sent.' },
    SEND_AGAIN: { description: 'Sends once more; some people may get the email twice.' },
  },
});
