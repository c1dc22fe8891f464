import type { MailingQuery } from '#lib/gql/graphql.ts';

export type Mailing = NonNullable<MailingQuery['mailing']>;
