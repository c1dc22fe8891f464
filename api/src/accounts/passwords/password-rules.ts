import { fault, invalid } from '../../errors/domain-error.ts';
import type { TextKey } from '../../language/text.ts';

const SHORTEST = 10;
const LONGEST = 256;
// No longer text is common, and matching patterns takes more and more time.
const LOOKED_AT = 32;
const FIRST_GUESSES = 10_000;

/**
 * Throws INVALID at `path` for a password that is too short, too long, the email address or its name, or
 * easily guessed.
 */
export async function assertPassword(password: string, email: string, path = 'password'): Promise<void> {
  const problem = problemOf(password, email) ?? ((await isCommon(password)) ? 'PASSWORD_COMMON' : null);
  if (problem) throw invalid([fault(problem, [path])]);
}

function problemOf(password: string, email: string): TextKey | null {
  // No character takes more than two UTF-16 units.
  if (password.length > 2 * LONGEST) return 'PASSWORD_TOO_LONG';
  const length = [...password].length;
  if (length < SHORTEST) return 'PASSWORD_TOO_SHORT';
  if (length > LONGEST) return 'PASSWORD_TOO_LONG';
  const local = email.slice(0, email.lastIndexOf('@'));
  const isEmail = [email, local].some((part) => part.toLowerCase() === password.trim().toLowerCase());
  return isEmail ? 'PASSWORD_IS_EMAIL' : null;
}

/**
 * Whether it is in the list of the most common passwords, or can be guessed in few attempts: repetitions,
 * rows of keys and the like.
 */
async function isCommon(password: string): Promise<boolean> {
  const { known, zxcvbn } = await (loaded ??= load());
  const start = password.slice(0, LOOKED_AT);
  return known.has(start.toLowerCase()) || zxcvbn.check(start).guesses < FIRST_GUESSES;
}

let loaded: ReturnType<typeof load> | undefined;

// Half a megabyte of passwords, for the few processes that need it.
async function load() {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  const passwords = dictionary['passwords-common'];
  return {
    known: new Set(passwords),
    zxcvbn: new ZxcvbnFactory({ dictionary: { passwords }, graphs: adjacencyGraphs }),
  };
}
