/** The key for work on a user's templates, whoever requests it: work with the same key is done in turn. */
export const keyOf = (userId: number | null): string => `user ${userId}`;
