import type { RecipientQuery } from '#lib/gql/graphql.ts';

export type Recipient = NonNullable<RecipientQuery['recipient']>;
