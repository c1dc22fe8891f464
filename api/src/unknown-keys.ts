import { distance } from 'fastest-levenshtein';

/** A key that nothing reads, and the one that was probably meant; null if there is none. */
interface UnknownKey {
  key: string;
  meant: string | null;
}

// Keys of docker compose and npm, which read the same file.
const OTHERS = /^(?:COMPOSE_|DOCKER_|POSTGRES_|NODE_|npm_|NPM_)|^(?:TZ|PATH|HOME)$/;
// Keys of the launcher, of Docker's image and of the tests.
const OURS = new Set(['POSTLINE_ROOT', 'POSTLINE_CHAOS', 'MONGO_TEST_URL', 'CHROME_PATH']);
// A short name such as HOST is similar to many that mean something else.
const LONG = 8;

/**
 * Returns keys that were probably misspelt: in the file `.env` every key that nothing reads, in the
 * environment those that begin with our prefix or differ slightly from one of our keys.
 */
export function findUnknownKeys(
  known: string[],
  { written, environment }: { written: string[]; environment: string[] },
): UnknownKey[] {
  const isUnknown = (key: string) => !known.includes(key) && !OURS.has(key) && !OTHERS.test(key);
  const ofFile = written.filter(isUnknown).map((key) => ({ key, meant: nearest(known, key) }));
  const ofProcess = environment
    .filter((key) => isUnknown(key) && !written.includes(key))
    .map((key) => ({ key, meant: nearest(known, key) }))
    .filter(({ key, meant }) => key.startsWith('POSTLINE_') || (meant !== null && isSlip(key, meant)));
  return [...ofFile, ...ofProcess];
}

/**
 * Returns the known key that differs in the fewest letters, and in at most a third of them; a key with a
 * prefix belongs to another service.
 */
function nearest(known: string[], key: string): string | null {
  const bare = key.toUpperCase().replace(/^POSTLINE_/, '');
  const [best] = known
    .map((candidate) => ({
      candidate,
      by: Math.min(distance(candidate, key.toUpperCase()), distance(candidate, bare)),
    }))
    .toSorted((a, b) => a.by - b.by);
  return best && best.by <= best.candidate.length / 3 ? best.candidate : null;
}

const isSlip = (key: string, meant: string): boolean =>
  meant.length >= LONG && distance(key.toUpperCase(), meant) <= 2;
