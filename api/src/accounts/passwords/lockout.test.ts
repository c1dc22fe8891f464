import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { testApp } from '../../../test/database.ts';
import { sessionOf } from '../../../test/server.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { startServer } from '../../programs/server.ts';
import { hashPassword } from './password-hash.ts';
import { User } from '../user.entity.ts';
import { WRONG_PASSWORDS_FROM } from './try-password.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const RECOVER = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
const right = 'the right password';

const withPassword = async () => build.user({ passwordHash: await hashPassword(right) });

interface Answer {
  code: string | undefined;
  retryAt: string | undefined;
}

/** A server behind a proxy, and people at different addresses. */
async function people() {
  const app = await testApp();
  const config = { ...app.config, trustProxy: 'loopback' };
  const server = await startServer(
    { ...app, config },
    { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null },
  );
  onTestFinished(() => server.close());
  const ask = async (
    ip: string,
    { query, variables, cookie = '' }: { query: string; variables: object; cookie?: string },
  ): Promise<Answer> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': ip, cookie },
      body: JSON.stringify({ query, variables }),
    });
    const { errors } = (await response.json()) as { errors?: { extensions: Answer }[] };
    return { code: errors?.[0]?.extensions.code, retryAt: errors?.[0]?.extensions.retryAt };
  };
  return {
    ask,
    logIn: (ip: string, email: string, password: string) =>
      ask(ip, { query: LOGIN, variables: { input: { email, password } } }),
  };
}

const newIp = () => `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 250)).join('.')}`;

test.each(['with an account', 'without one'])(
  'after five wrong passwords an address %s is locked for fifteen minutes, for that network alone',
  async (kind) => {
    const { logIn } = await people();
    const user = await withPassword();
    const email = kind === 'with an account' ? user.email : `nobody-${randomUUID()}@example.com`;
    const [ip, elsewhere] = [newIp(), newIp()];
    const codes = [];
    for (let tried = 0; tried < 5; tried++) codes.push((await logIn(ip, email, 'a wrong password')).code);
    expect(codes).toEqual(Array(5).fill('INVALID'));
    const locked = await logIn(ip, email.toUpperCase(), right);
    expect(locked.code).toBe('RATE_LIMITED');
    const minutes = (Date.parse(locked.retryAt!) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(13);
    expect(minutes).toBeLessThanOrEqual(15);
    expect((await logIn(elsewhere, email, right)).code).toBe(
      kind === 'with an account' ? undefined : 'INVALID',
    );
    expect((await logIn(ip, (await withPassword()).email, right)).code).toBeUndefined();
  },
);

test('more tries do not make the lock longer, and it ends by itself', async () => {
  const { logIn } = await people();
  const { email } = await withPassword();
  const ip = newIp();
  for (let tried = 0; tried < 5; tried++) await logIn(ip, email, 'a wrong password');
  const first = await logIn(ip, email, right);
  const second = await logIn(ip, email, 'a wrong password');
  expect(Math.abs(Date.parse(second.retryAt!) - Date.parse(first.retryAt!))).toBeLessThan(50);
  const { orm } = await testApp();
  const now = Date.now();
  await orm.em.fork().execute('update rate_limit set expire = ? where points > 4', [now]);
  expect((await logIn(ip, email, right)).code).toBeUndefined();
});

test('guesses that come all at once are counted too', async () => {
  const { logIn } = await people();
  const { email } = await withPassword();
  const ip = newIp();
  const guesses = Array.from({ length: 20 }, (_, index) => (index < 19 ? `guess ${index}` : right));
  const answers = await Promise.all(guesses.map((guess) => logIn(ip, email, guess)));
  const codes = answers.map(({ code }) => code);
  expect(codes.filter((code) => code === 'INVALID').length).toBeLessThanOrEqual(5);
  expect(codes.filter((code) => code === 'RATE_LIMITED').length).toBeGreaterThanOrEqual(14);
});

test('a right password clears the count', async () => {
  const { logIn } = await people();
  const { email } = await withPassword();
  const ip = newIp();
  for (let round = 0; round < 2; round++) {
    for (let tried = 0; tried < 4; tried++) {
      expect((await logIn(ip, email, 'a wrong password')).code).toBe('INVALID');
    }
    expect((await logIn(ip, email, right)).code).toBeUndefined();
  }
});

test('addresses of one IPv6 network are one', async () => {
  const { logIn } = await people();
  const { email } = await withPassword();
  const network = `2001:db8:${Math.floor(Math.random() * 60_000).toString(16)}:1`;
  for (let tried = 0; tried < 5; tried++) await logIn(`${network}::${tried}`, email, 'a wrong password');
  expect((await logIn(`${network}:ffff::9`, email, right)).code).toBe('RATE_LIMITED');
});

test('whoever sets a new password by a mailed link can log in at once', async () => {
  const { ask, logIn } = await people();
  const user = await withPassword();
  const ip = newIp();
  for (let tried = 0; tried < 5; tried++) await logIn(ip, user.email, 'a wrong password');
  const input = { token: await build.link(user, 'RESET_PASSWORD'), newPassword: 'a quite new password' };
  const query = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
  expect((await ask(ip, { query, variables: { input } })).code).toBeUndefined();
  expect((await logIn(ip, user.email, 'a quite new password')).code).toBeUndefined();
});

test('a found session cannot be used to guess the password', async () => {
  const { ask } = await people();
  const user = await withPassword();
  const [ip, cookie] = [newIp(), await sessionOf(user)];
  const change = (currentPassword: string) =>
    ask(ip, {
      query: CHANGE,
      cookie,
      variables: {
        input: {
          currentPassword,
          newPassword: 'a quite new password',
        },
      },
    });
  for (let tried = 0; tried < 5; tried++) expect((await change('a wrong password')).code).toBe('INVALID');
  expect((await change(right)).code).toBe('RATE_LIMITED');
});

test('nobody can have mails sent to all the world', async () => {
  const { ask } = await people();
  const [ip, elsewhere] = [newIp(), newIp()];
  const recover = (from: string) =>
    ask(from, { query: RECOVER, variables: { email: `somebody-${randomUUID()}@example.com` } });
  const answers = await Promise.all(Array.from({ length: 101 }, () => recover(ip)));
  const refused = answers.filter(({ code }) => code === 'RATE_LIMITED');
  expect(refused).toHaveLength(1);
  expect(Date.parse(refused[0]!.retryAt!)).toBeGreaterThan(Date.now());
  expect((await recover(elsewhere)).code).toBeUndefined();
});

test('nobody can try a few passwords with every account', async () => {
  const { logIn } = await people();
  const { email } = await withPassword();
  const [ip, elsewhere] = [newIp(), newIp()];
  const guess = () => logIn(ip, `somebody-${randomUUID()}@example.com`, 'a wrong password');
  const { rateLimits } = (await testApp()).services;
  for (let guesses = 0; guesses < 100; guesses++) await rateLimits.count(WRONG_PASSWORDS_FROM, ip);
  expect((await guess()).code).toBe('INVALID');
  expect((await logIn(ip, email, right)).code).toBe('RATE_LIMITED');
  expect((await logIn(elsewhere, email, right)).code).toBeUndefined();
});

test('nor when they are tried all at once', async () => {
  const { logIn } = await people();
  const ip = newIp();
  const { rateLimits } = (await testApp()).services;
  for (let guesses = 0; guesses < 95; guesses++) await rateLimits.count(WRONG_PASSWORDS_FROM, ip);
  const guess = () => logIn(ip, `somebody-${randomUUID()}@example.com`, 'a wrong password');
  const codes = (await Promise.all(Array.from({ length: 16 }, guess))).map(({ code }) => code);
  expect(codes.filter((code) => code === 'INVALID')).toHaveLength(6);
  expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(10);
});

test('of the limits the database keeps no address', async () => {
  const { logIn } = await people();
  const email = `secret-${randomUUID()}@example.com`;
  const { orm } = await testApp();
  const keys = async () => {
    const rows = await orm.em.fork().execute<{ key: string }[]>('select key from rate_limit');
    return new Set(rows.map(({ key }) => key));
  };
  const before = await keys();
  await logIn(newIp(), email, 'a wrong password');
  const added = (await keys()).difference(before);
  expect(added.size).toBeGreaterThan(0);
  for (const key of added) expect(key).toMatch(/^[a-z-]+:[\w-]{43}$/);
});

describe('guesses from many networks', () => {
  const guess = async (
    logIn: (ip: string, email: string, password: string) => Promise<Answer>,
    email: string,
  ) => (await logIn(newIp(), email, 'a wrong password')).code;

  test.each(['with an account', 'without one'])(
    'make an address %s wait, longer each time, and its owner nowhere that is known',
    async (kind) => {
      const { logIn } = await people();
      const user = await withPassword();
      const isUser = kind === 'with an account';
      const email = isUser ? user.email : `nobody-${randomUUID()}@example.com`;
      const home = newIp();
      await logIn(home, email, right);
      // Without an account, the wrong password from home counts too.
      const guesses = isUser ? 51 : 50;
      for (let tried = 0; tried < guesses; tried++) expect(await guess(logIn, email)).toBe('INVALID');
      const first = await logIn(newIp(), email, right);
      expect(first.code).toBe('RATE_LIMITED');
      expect((await logIn(home, email, right)).code).toBe(isUser ? undefined : 'RATE_LIMITED');
      const { orm } = await testApp();
      await orm.em.fork().execute(`delete from rate_limit where key like 'guess-pause%'`);
      expect(await guess(logIn, email)).toBe('INVALID');
      const second = await logIn(newIp(), email, right);
      const seconds = ({ retryAt }: Answer) => (Date.parse(retryAt!) - Date.now()) / 1000;
      expect(seconds(second)).toBeGreaterThan(31);
      expect(seconds(second)).toBeLessThanOrEqual(60);
    },
  );

  test('that come all at once are not looked at either, and a new password by mail ends the wait', async () => {
    const { ask, logIn } = await people();
    const { email } = await withPassword();
    const codes = await Promise.all(Array.from({ length: 70 }, () => guess(logIn, email)));
    expect(codes.filter((code) => code === 'INVALID')).toHaveLength(51);
    const { orm } = await testApp();
    const user = await orm.em.fork().findOneOrFail(User, { email });
    const token = await build.link(user, 'RESET_PASSWORD');
    const query = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
    const variables = { input: { token, newPassword: 'another password of mine' } };
    expect((await ask(newIp(), { query, variables })).code).toBeUndefined();
    expect((await logIn(newIp(), email, 'another password of mine')).code).toBeUndefined();
  });
});
