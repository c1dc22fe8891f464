import * as v from 'valibot';
import { line, oneOf } from '../../input/validation.ts';
import { TokenScope } from '../../context/token-scope.ts';

/** The maximum number of active tokens of a user. */
export const MOST_TOKENS = 50;
/** A year, even one with a 29 February. */
const LONGEST = 366 * 86_400_000;

/** A new token, as of `now`. */
export const newApiToken = (now: Date) =>
  v.object({
    name: line(100),
    scopes: v.pipe(
      v.array(oneOf(TokenScope)),
      v.minLength(1, 'REQUIRED'),
      v.transform((scopes) => Object.values(TokenScope).filter((scope) => scopes.includes(scope))),
    ),
    expiresAt: v.pipe(
      v.date('WRONG_VALUE'),
      v.check((at) => at > now && at.getTime() <= now.getTime() + LONGEST, 'TOKEN_EXPIRY'),
    ),
  });
