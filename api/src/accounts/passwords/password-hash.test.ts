import { expect, test } from 'vitest';
import { hashPassword, verifyPassword } from './password-hash.ts';

test('a hash is a PHC string of argon2id, salted anew each time', async () => {
  const [one, other] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(one).not.toBe(other);
  expect(await verifyPassword('correct horse', one)).toBe(true);
  expect(await verifyPassword('correct horse', other)).toBe(true);
});

test('only the same password belongs to a hash', async () => {
  const hash = await hashPassword('correct horse');
  for (const wrong of ['Correct horse', 'correct horse ', 'correct hors', '', hash]) {
    expect(await verifyPassword(wrong, hash)).toBe(false);
  }
});

test('a password may have any signs, in either of their forms', async () => {
  const hash = await hashPassword('naïve пароль 🐎\0');
  expect(await verifyPassword('naïve пароль 🐎\0'.normalize('NFD'), hash)).toBe(true);
});

test('nothing belongs to an account without a password, or to what is no hash', async () => {
  for (const stored of [null, '', 'nobody has this password', '$argon2id$v=19$m=19456,t=2,p=1$x$']) {
    expect(await verifyPassword('nobody has this password', stored)).toBe(false);
  }
});

test('what is longer than a password can be is not looked at', async () => {
  const long = 'correct horse '.repeat(100);
  expect(await verifyPassword(long, await hashPassword(long))).toBe(false);
  const longest = 'ΐ'.repeat(256);
  expect(await verifyPassword(longest.normalize('NFD'), await hashPassword(longest))).toBe(true);
});

test('hashes that were made at another cost are read too', async () => {
  // The reference implementation's test vector for argon2id with 256 KiB, 2 passes, 1 lane.
  const hash = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
  expect(await verifyPassword('password', hash)).toBe(true);
});

test('many at once are all answered', async () => {
  const hash = await hashPassword('correct horse');
  const tries = Array.from({ length: 12 }, (_, index) =>
    verifyPassword(index % 2 ? 'correct horse' : 'wrong', hash),
  );
  expect(await Promise.all(tries)).toEqual(Array.from({ length: 12 }, (_, index) => index % 2 === 1));
});
