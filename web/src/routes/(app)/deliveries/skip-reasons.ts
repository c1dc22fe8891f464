import type { SkipReason } from '#lib/gql/graphql.ts';

export const skipReasons: readonly SkipReason[] = [
  'UNSUBSCRIBED',
  'BOUNCED',
  'COMPLAINED',
  'DELETED',
  'CANCELLED',
  'ENDED',
];
