import type { UserQuery } from '#lib/gql/graphql.ts';

export type User = NonNullable<UserQuery['user']>;
