import { registerEnumType } from 'type-graphql';

export const SendScope = { ALL: 'ALL', FAILED_ONLY: 'FAILED_ONLY', NOT_YET_SENT: 'NOT_YET_SENT' } as const;
export type SendScope = keyof typeof SendScope;
registerEnumType(SendScope, {
  name: 'SendScope',
  description: "Which part of a mailing's audience a run is meant for.",
  valuesConfig: {
    ALL: { description: 'Everybody.' },
    FAILED_ONLY: { description: 'Who FAILED in the latest run.' },
    NOT_YET_SENT: { description: "Everybody in today's audience whom no earlier run reached, by address." },
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
  description: 'Where a run stands.',
  valuesConfig: {
    RUNNING: { description: 'Mail leaves.' },
    PAUSED: { description: 'Nothing leaves until every reason for the pause is gone.' },
    COMPLETED: { description: 'Nothing is left to do.' },
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
  description: 'Why a delivery was not tried.',
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
  description: 'What has become of one recipient in one run.',
  valuesConfig: {
    PENDING: { description: 'Not tried yet.' },
    SENDING: { description: 'In an SMTP conversation at this moment.' },
    SENT: { description: 'The server accepted the mail (2xx).' },
    DEFERRED: { description: 'The server refused for now (4xx); tried again later.' },
    FAILED: { description: 'The server refused for good (5xx), or every try was used up.' },
    SKIPPED: { description: 'Not tried, for a reason that is kept.' },
    UNKNOWN: { description: "The server's reply to the message was never read; never sent again by itself." },
  },
});

export const AttemptStatus = { SUCCESS: 'SUCCESS', FAILURE: 'FAILURE', UNKNOWN: 'UNKNOWN' } as const;
export type AttemptStatus = keyof typeof AttemptStatus;
registerEnumType(AttemptStatus, {
  name: 'AttemptStatus',
  description: 'How one SMTP conversation about one delivery ended.',
  valuesConfig: {
    SUCCESS: { description: 'The server accepted the mail.' },
    FAILURE: {
      description: 'The server refused, or the conversation broke before the mail was handed over.',
    },
    UNKNOWN: { description: 'The mail was handed over, and the reply was never read.' },
  },
});

export const UnknownResolution = { MARK_SENT: 'MARK_SENT', SEND_AGAIN: 'SEND_AGAIN' } as const;
export type UnknownResolution = keyof typeof UnknownResolution;
registerEnumType(UnknownResolution, {
  name: 'UnknownResolution',
  description: 'What a person decides about deliveries in doubt.',
  valuesConfig: {
    MARK_SENT: { description: 'Count them as sent.' },
    SEND_AGAIN: { description: 'Send once more; some people may get the mail twice.' },
  },
});
