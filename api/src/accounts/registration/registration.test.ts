import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { catchAccountMails, tokenIn } from '../../../test/account-mails.ts';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { createGroups } from '../../users/groups/create-groups.ts';
import { hashPassword } from '../passwords/password-hash.ts';
import { User } from '../user.entity.ts';

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) }';
const CONFIRM = `mutation ($input: ConfirmEmailInput!) {
  confirmEmail(input: $input) { id email emailConfirmedAt fullName } }`;
const CONFIRMATION = 'query ($token: String!) { confirmation(token: $token) { email fullName } }';
const RESEND = 'mutation ($email: String!) { resendConfirmation(email: $email) }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id fullName groups { name } } }';
const password = 'a long enough password';

const nobody = as(null);
const newAddress = () => `new-${randomUUID()}@example.com`;
const register = (email: string, given: object = {}) =>
  nobody.ask(REGISTER, { input: { email, fullName: 'Olga', ...given } });
const confirmation = (token: string, given: object = {}) => ({ input: { token, password, ...given } });
const logIn = (email: string, tried = password) => ({ input: { email, password: tried } });
const confirmedUser = async () => build.user({ passwordHash: await hashPassword('the right password') });
const em = async () => (await testApp()).orm.em.fork();
const accountOf = async (email: string) => (await em()).findOneOrFail(User, { email });

beforeAll(async () => {
  await createGroups(await em());
});

test('who registers gets a mail, sets a password on the page of its link, and then logs in', async () => {
  const { mailsTo } = await catchAccountMails();
  const email = newAddress();
  expect(await register(email, { locale: 'RU', timeZone: 'Europe/Moscow' })).toEqual({ register: true });
  const [mail] = await mailsTo(email);
  expect(mail!.subject).toBe('Подтвердите адрес');
  const { baseUrl } = (await testApp()).services;
  const token = tokenIn(mail!);
  expect(mail!.text).toContain(`\n${baseUrl}/confirm-email/${token}\n`);
  expect(mail!.html).toContain(`href="${baseUrl}/confirm-email/${token}"`);
  for (const _ of [1, 2]) {
    expect(await nobody.ask(CONFIRMATION, { token })).toEqual({ confirmation: { email, fullName: 'Olga' } });
  }
  await nobody.refused(LOGIN, logIn(email));
  const { confirmEmail } = await nobody.ask(CONFIRM, confirmation(token));
  expect(confirmEmail).toMatchObject({ email, emailConfirmedAt: expect.any(String), fullName: 'Olga' });
  expect(await nobody.ask(CONFIRMATION, { token })).toEqual({ confirmation: null });
  const { login } = await nobody.ask(LOGIN, logIn(email));
  expect(login).toEqual({ id: confirmEmail.id, fullName: 'Olga', groups: [{ name: 'Users' }] });
  expect(await accountOf(email)).toMatchObject({ locale: 'RU', timeZone: 'Europe/Moscow' });
  await new Promise((later) => setTimeout(later, 100));
  expect(await mailsTo(email)).toHaveLength(1);
});

test("without a choice the account has the browser's language, and UTC", async () => {
  const email = newAddress();
  await register(email);
  expect(await accountOf(email)).toMatchObject({ locale: 'EN', timeZone: 'UTC', fullName: 'Olga' });
});

describe('a link', () => {
  const refusal = {
    message: 'This link has been used or is too old. Try to log in; if you cannot, request a new link.',
    extensions: { code: 'INVALID', reason: 'CONFIRM_LINK_REFUSED' },
  };
  const newUser = () => build.user({ emailConfirmedAt: null });

  test('works once', async () => {
    const token = await build.link(await newUser(), 'CONFIRM_EMAIL');
    await nobody.ask(CONFIRM, confirmation(token));
    expect(await nobody.refused(CONFIRM, confirmation(token))).toMatchObject(refusal);
  });

  test('works for one of two who use it at once', async () => {
    const user = await newUser();
    const token = await build.link(user, 'CONFIRM_EMAIL');
    const tries = Array.from({ length: 8 }, (_, index) => `${password} of try ${index}`);
    const answers = await Promise.all(
      tries.map((tried) => nobody.answer(CONFIRM, confirmation(token, { password: tried }))),
    );
    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
    await nobody.ask(LOGIN, logIn(user.email, tries[answers.findIndex(({ error }) => error === null)]));
    const refused = answers.filter(({ error }) => error !== null);
    for (const { error } of refused) expect(error).toMatchObject(refusal);
  });

  test('that is too old, for something else, made up or of a blocked account is refused alike', async () => {
    const blocked = await build.user({ emailConfirmedAt: null, blockedAt: new Date() });
    const tokens = [
      await build.link(await newUser(), 'CONFIRM_EMAIL', { expiresAt: new Date(Date.now() - 1000) }),
      await build.link(await newUser(), 'RESET_PASSWORD'),
      await build.link(blocked, 'CONFIRM_EMAIL'),
      '',
      'nonsense',
      'x'.repeat(43),
      '\0',
      '%',
    ];
    const answers = await Promise.all(tokens.map((token) => nobody.refused(CONFIRM, confirmation(token))));
    expect(answers[0]).toMatchObject(refusal);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('is kept as a hash, and made only when its mail is sent', async () => {
    const email = newAddress();
    await register(email);
    const { id } = await accountOf(email);
    const kept = async () =>
      (await em()).execute<{ token: string }[]>(
        `select encode(token_hash, 'hex') || mailed_link::text as token from mailed_link where user_id = ?`,
        [id],
      );
    expect(await kept()).toEqual([]);
    const { tokenFor } = await catchAccountMails();
    await nobody.ask(RESEND, { email });
    const token = await tokenFor(email);
    const [row] = await kept();
    expect(row!.token).not.toContain(token);
    expect(row!.token).not.toContain(Buffer.from(token).toString('hex'));
  });
});

test('a password against the rules leaves the link as it is, and there are only so many tries', async () => {
  const user = await build.user({ emailConfirmedAt: null });
  const token = await build.link(user, 'CONFIRM_EMAIL');
  for (const [wrong, code] of [
    ['short', 'PASSWORD_TOO_SHORT'],
    ['password123', 'PASSWORD_COMMON'],
    [user.email, 'PASSWORD_IS_EMAIL'],
    ['x'.repeat(200_000), 'PASSWORD_TOO_LONG'],
  ] as const) {
    const { extensions } = await nobody.refused(CONFIRM, confirmation(token, { password: wrong }));
    expect(extensions.problems).toMatchObject([{ code, path: ['password'] }]);
  }
  const codes = [];
  for (let tried = 0; tried < 30; tried++) {
    codes.push((await nobody.refused(CONFIRM, confirmation(token, { password: 'short' }))).extensions.code);
  }
  expect(codes.slice(0, 26)).toEqual(Array(26).fill('INVALID'));
  expect(codes.slice(26)).toEqual(Array(4).fill('RATE_LIMITED'));
  const other = await build.user({ emailConfirmedAt: null });
  await nobody.ask(CONFIRM, confirmation(await build.link(other, 'CONFIRM_EMAIL')));
});

test('an address that has an account is told so by mail, and the account stays as it is', async () => {
  const { mailsTo } = await catchAccountMails();
  const user = await confirmedUser();
  await register(user.email.toUpperCase(), { fullName: 'Intruder', locale: 'RU' });
  const [mail] = await mailsTo(user.email);
  expect(mail!.subject).toBe('You already have an account');
  expect(mail!.text).toMatch(/\/login\n[^]*\/password-recovery\n/);
  expect(tokenIn(mail!)).toBe('none');
  const known = await accountOf(user.email);
  expect(known).toMatchObject({ fullName: user.fullName, locale: 'EN' });
  await nobody.ask(LOGIN, logIn(user.email, 'the right password'));
  await nobody.ask(RESEND, { email: user.email });
  const [, again] = await mailsTo(user.email, 2);
  expect(again!.subject).toBe('You already have an account');
});

test('a blocked account gets no mail, and its password no other answer', async () => {
  const { sink, mailsTo } = await catchAccountMails();
  const blocked = await build.user({ blockedAt: new Date() });
  const other = newAddress();
  expect(await register(blocked.email)).toEqual({ register: true });
  expect(await nobody.ask(RESEND, { email: blocked.email })).toEqual({ resendConfirmation: true });
  await register(other);
  await mailsTo(other);
  expect(sink.caught.map(({ to }) => to)).not.toContain(blocked.email);
});

test.each([
  [{ email: 'nobody' }, 'email', 'EMAIL_NO_AT'],
  [{ email: 'ольга@example.com' }, 'email', 'EMAIL_NEEDS_SMTPUTF8'],
  [{ fullName: ' ' }, 'fullName', 'REQUIRED'],
  [{ fullName: 'two\nlines' }, 'fullName', 'CONTROL_CHARACTER'],
  [{ timeZone: 'Mars/Olympus' }, 'timeZone', 'TIME_ZONE_UNKNOWN'],
])('%j is refused, naming the field', async (wrong, field, code) => {
  const input = { email: newAddress(), fullName: 'Olga', ...wrong };
  const { extensions } = await nobody.refused(REGISTER, { input });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code, path: [field] }] });
});
