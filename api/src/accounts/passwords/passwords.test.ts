import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { catchAccountMails } from '../../../test/account-mails.ts';
import { build } from '../../../test/build.ts';
import { as, asRequest } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { tokenOf } from '../../../test/operations.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import { hashPassword } from './password-hash.ts';
import type { User } from '../user.entity.ts';

const RECOVER = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const CHANGE = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const old = 'the password until now';
const fresh = 'a quite new password';

const nobody = as(null);
const withPassword = async (given: Partial<User> = {}) =>
  build.user({ ...given, passwordHash: await hashPassword(old) });
const logIn = (user: User, password: string) =>
  nobody.answer(LOGIN, { input: { email: user.email, password } });
const reset = (token: string, newPassword = fresh) => ({ input: { token, newPassword } });

/** Sends requests over the network, with a cookie. */
async function browser() {
  const { url } = await runningServer();
  return async (cookie: string, query: string, variables?: object) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as {
      data: Record<string, unknown> | null;
      errors?: { extensions: { code: string; problems?: object[] } }[];
    };
  };
}

test('a mailed link sets a new password, ends every session and API token, and tells by mail', async () => {
  const { mailsTo, tokenFor } = await catchAccountMails();
  const ask = await browser();
  const user = await withPassword();
  const cookies = [await sessionOf(user), await sessionOf(user)];
  const { secret } = await tokenOf(user, ['READ', 'WRITE', 'SEND']);
  expect(await nobody.ask(RECOVER, { email: ` ${user.email.toUpperCase()}` })).toEqual({
    requestPasswordReset: true,
  });
  const token = await tokenFor(user.email);
  expect(await nobody.ask(RESET, reset(token))).toEqual({ resetPassword: true });
  for (const cookie of cookies) {
    expect((await ask(cookie, '{ viewer { id } }')).data).toEqual({ viewer: null });
  }
  expect((await logIn(user, old)).error).not.toBeNull();
  expect((await logIn(user, fresh)).error).toBeNull();
  await expect(asRequest({ authorization: `Bearer ${secret}` }).context()).rejects.toMatchObject({
    code: 'UNAUTHENTICATED',
  });
  const [, changed] = await mailsTo(user.email, 2);
  expect(changed!.subject).toBe('Your password was changed');
  expect(changed!.text).toContain('These API tokens were revoked:\n- A program (never used)\n');
  expect(changed!.text).not.toContain('still work');
});

test.each([true, false])(
  'a change in the profile revokes API tokens only if asked to: %s',
  async (revokeTokens) => {
    const { mailsTo } = await catchAccountMails();
    const user = await withPassword();
    const { secret } = await tokenOf(user, ['READ'], 'https://evil.example/?<b>"Nightly\u202E export"');
    const input = { currentPassword: old, newPassword: fresh, revokeTokens };
    expect(await as(user).ask(CHANGE, { input })).toEqual({ changePassword: true });
    const outcome = await asRequest({ authorization: `Bearer ${secret}` })
      .context()
      .then(
        () => 'it works',
        () => 'it is refused',
      );
    expect(outcome).toBe(revokeTokens ? 'it is refused' : 'it works');
    const [mail] = await mailsTo(user.email);
    const title = revokeTokens ? 'These API tokens were revoked:' : 'These API tokens still work:';
    expect(mail!.text).toContain(`${title}\n- https evil example b Nightly export (`);
    expect(mail!.html).toContain(`<p style="margin: 0 0 4px">${title}</p>`);
  },
);

test('whoever sets a password by a link is not logged in by it', async () => {
  const ask = await browser();
  const token = await build.link(await withPassword(), 'RESET_PASSWORD');
  expect((await ask('', RESET, reset(token))).data).toEqual({ resetPassword: true });
  expect((await ask('', '{ viewer { id } }')).data).toEqual({ viewer: null });
});

test('a link works once, also for two who use it at once, and ends the links before it', async () => {
  const user = await withPassword();
  const [one, other] = [await build.link(user, 'RESET_PASSWORD'), await build.link(user, 'RESET_PASSWORD')];
  const tries = Array.from({ length: 5 }, (_, index) => reset(one, `${fresh} of try ${index}`));
  const answers = await Promise.all(tries.map((variables) => nobody.answer(RESET, variables)));
  expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
  const refused = await nobody.refused(RESET, reset(other));
  expect(refused).toMatchObject({
    message: 'This link has been used or is too old. Request a new one.',
    extensions: { code: 'INVALID', reason: 'RESET_LINK_REFUSED' },
  });
  const winner = answers.findIndex(({ error }) => error === null);
  expect((await logIn(user, `${fresh} of try ${winner}`)).error).toBeNull();
});

test('a link that is too old, for something else, made up or of a blocked account is refused alike', async () => {
  const tokens = [
    await build.link(await withPassword(), 'RESET_PASSWORD', { expiresAt: new Date(Date.now() - 1000) }),
    await build.link(await build.user({ emailConfirmedAt: null }), 'CONFIRM_EMAIL'),
    await build.link(await withPassword({ blockedAt: new Date() }), 'RESET_PASSWORD'),
    '',
    'nonsense',
    'x'.repeat(43),
  ];
  const answers = await Promise.all(tokens.map((token) => nobody.refused(RESET, reset(token))));
  expect(answers[0]!.extensions.reason).toBe('RESET_LINK_REFUSED');
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('a password against the rules leaves the link as it is', async () => {
  const user = await withPassword();
  const token = await build.link(user, 'RESET_PASSWORD');
  for (const [wrong, code] of [
    ['short', 'PASSWORD_TOO_SHORT'],
    [user.email, 'PASSWORD_IS_EMAIL'],
    ['password123', 'PASSWORD_COMMON'],
  ] as const) {
    const { extensions } = await nobody.refused(RESET, reset(token, wrong));
    expect(extensions.problems).toMatchObject([{ code, path: ['newPassword'] }]);
  }
  await nobody.ask(RESET, reset(token));
});

test('whoever gets the link owns the address: it is confirmed', async () => {
  const { tokenFor } = await catchAccountMails();
  const user = await build.user({ emailConfirmedAt: null });
  await build.link(user, 'CONFIRM_EMAIL');
  await nobody.ask(RECOVER, { email: user.email });
  await nobody.ask(RESET, reset(await tokenFor(user.email)));
  expect((await logIn(user, fresh)).error).toBeNull();
  const { orm } = await testApp();
  const links = await orm.em.fork().execute('select from mailed_link where user_id = ?', [user.id]);
  expect(links).toHaveLength(0);
});

test('an address without an account gets no mail', async () => {
  const { sink, mailsTo } = await catchAccountMails();
  const [user, blocked] = [await withPassword(), await withPassword({ blockedAt: new Date() })];
  for (const email of [`nobody-${randomUUID()}@example.com`, blocked.email, user.email]) {
    expect(await nobody.ask(RECOVER, { email })).toEqual({ requestPasswordReset: true });
  }
  await mailsTo(user.email);
  expect(sink.caught).toHaveLength(1);
});

test('a new password ends every session but this one, and the mailed links', async () => {
  const { mailsTo } = await catchAccountMails();
  const ask = await browser();
  const user = await withPassword();
  const [mine, other] = [await sessionOf(user), await sessionOf(user)];
  const token = await build.link(user, 'RESET_PASSWORD');
  const input = { currentPassword: old, newPassword: fresh };
  expect((await ask(mine, CHANGE, { input })).data).toEqual({ changePassword: true });
  expect((await ask(mine, '{ viewer { id } }')).data).toEqual({ viewer: { id: String(user.id) } });
  expect((await ask(other, '{ viewer { id } }')).data).toEqual({ viewer: null });
  await nobody.refused(RESET, reset(token));
  expect((await logIn(user, fresh)).error).toBeNull();
  expect((await mailsTo(user.email))[0]!.subject).toBe('Your password was changed');
});

test('a password of 256 signs that take two places each is a password like any other', async () => {
  const user = await withPassword();
  const signs = [...'🐎🐝🐌🐛🦋🐞🐜🐢'];
  const long = Array.from({ length: 256 }, (_, index) => signs[(index * index) % 7]).join('');
  await nobody.ask(RESET, reset(await build.link(user, 'RESET_PASSWORD'), long));
  expect((await logIn(user, long)).error).toBeNull();
  expect((await logIn(user, long.slice(0, 256))).error).not.toBeNull();
});

test('only who knows the current password changes it, and the new one keeps the rules', async () => {
  const user = await withPassword();
  const refused = async (input: object) => (await as(user).refused(CHANGE, { input })).extensions;
  expect(await refused({ currentPassword: 'a wrong password', newPassword: fresh })).toMatchObject({
    code: 'INVALID',
    problems: [{ code: 'PASSWORD_WRONG', path: ['currentPassword'] }],
  });
  expect(await refused({ currentPassword: old, newPassword: user.email })).toMatchObject({
    problems: [{ code: 'PASSWORD_IS_EMAIL', path: ['newPassword'] }],
  });
  expect((await logIn(user, old)).error).toBeNull();
});
