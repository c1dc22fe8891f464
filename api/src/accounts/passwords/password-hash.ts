import { argon2, randomBytes, timingSafeEqual, type Argon2Parameters } from 'node:crypto';
import { promisify } from 'node:util';

// OWASP's smallest recommended setting: 19 MiB, two passes, one lane.
const MEMORY = 19_456;
const PASSES = 2;
const LANES = 1;
const AT_ONCE = 4;
/** No password is longer, in any of its forms. Normalising a text can take quadratic time. */
const LONGEST = 1024;

const hashAsync = promisify(argon2) as (
  algorithm: 'argon2id',
  parameters: Argon2Parameters,
) => Promise<Buffer>;

/** Returns an argon2id PHC string with a fresh salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, { salt, memory: MEMORY, passes: PASSES, parallelism: LANES });
  return `$argon2id$v=19$m=${MEMORY},t=${PASSES},p=${LANES}$${unpadded(salt)}$${unpadded(tag)}`;
}

/**
 * Whether a password matches a stored hash. Takes as long without a hash, so that the time reveals nothing.
 */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(
    stored ?? (await dummyHash()),
  );
  if (!match) return false;
  const [, memory, passes, parallelism, salt, tag] = match;
  const isPossible = password.length <= LONGEST;
  const found = await derive(isPossible ? password : '', {
    salt: Buffer.from(salt!, 'base64'),
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(found, Buffer.from(tag!, 'base64')) && stored !== null && isPossible;
}

let dummy: Promise<string> | undefined;
const dummyHash = () => (dummy ??= hashPassword('nobody has this password'));
const unpadded = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

// Each hash takes 19 MiB and a core: without a limit, a flood of log-ins would take the whole machine.
let free = AT_ONCE;
const waiting: (() => void)[] = [];

async function derive(
  password: string,
  { salt, ...cost }: { salt: Buffer; memory: number; passes: number; parallelism: number },
) {
  if (free === 0) await new Promise<void>((turn) => waiting.push(turn));
  else free--;
  try {
    return await hashAsync('argon2id', {
      message: password.normalize('NFC'),
      nonce: salt,
      tagLength: 32,
      ...cost,
    });
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}
