/** Under which a user's templates are worked on, whoever looks at them: those of one user wait for each other. */
export const keyOf = (userId: number | null): string => `user ${userId}`;
