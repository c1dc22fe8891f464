import type { MailingFilter } from '#lib/gql/graphql.ts';

/** What mailings are divided by; what waits for a person is in another part as well. */
export const mailingTabs = ['ATTENTION', 'SCHEDULED', 'RUNNING', 'CREATED', 'COMPLETED'] as const;
export type MailingTab = (typeof mailingTabs)[number];

export const tabFilter = {
  ATTENTION: { needsAttention: true },
  SCHEDULED: { isArmed: true },
  RUNNING: { status: 'RUNNING' },
  CREATED: { status: 'CREATED', isArmed: false },
  COMPLETED: { status: 'COMPLETED' },
} satisfies Record<MailingTab, MailingFilter>;
