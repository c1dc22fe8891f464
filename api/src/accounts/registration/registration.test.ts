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
const CONFIRM = 'mutation ($token: String!) { confirmEmail(token: $token) { id email emailConfirmedAt } }';
const RESEND = 'mutation ($email: String!) { resendConfirmation(email: $email) }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id fullName groups { name } } }';
const password = 'a long enough password';

const nobody = as(null);
const newAddress = () => `new-${randomUUID()}@example.com`;
const register = (email: string, given: object = {}) =>
  nobody.ask(REGISTER, { input: { email, password, fullName: 'Olga', ...given } });
const logIn = (email: string, tried = password) => ({ input: { email, password: tried } });
const confirmedUser = async () => build.user({ passwordHash: await hashPassword('the right password') });
const em = async () => (await testApp()).orm.em.fork();
const accountOf = async (email: string) => (await em()).findOneOrFail(User, { email });

beforeAll(async () => {
  await createGroups(await em());
});

test('who registers gets a mail, confirms by its link, and then logs in', async () => {
  const { mailsTo } = await catchAccountMails();
  const email = newAddress();
  expect(await register(email, { locale: 'RU', timeZone: 'Europe/Moscow' })).toEqual({ register: true });
  const early = await nobody.refused(LOGIN, logIn(email));
  expect(early).toMatchObject({
    message: 'Confirm your address first: open the link in the mail that we sent you.',
    extensions: { code: 'INVALID', reason: 'EMAIL_NOT_CONFIRMED' },
  });
  const [mail] = await mailsTo(email);
  expect(mail!.subject).toBe('Подтвердите адрес');
  const { baseUrl } = (await testApp()).services;
  expect(mail!.text).toContain(`\n${baseUrl}/confirm-email/${tokenIn(mail!)}\n`);
  expect(mail!.html).toContain(`href="${baseUrl}/confirm-email/${tokenIn(mail!)}"`);
  const { confirmEmail } = await nobody.ask(CONFIRM, { token: tokenIn(mail!) });
  expect(confirmEmail).toMatchObject({ email, emailConfirmedAt: expect.any(String) });
  const { login } = await nobody.ask(LOGIN, logIn(email));
  expect(login).toEqual({ id: confirmEmail.id, fullName: 'Olga', groups: [{ name: 'Users' }] });
  expect(await accountOf(email)).toMatchObject({ locale: 'RU', timeZone: 'Europe/Moscow' });
});

test("without a choice the account has the browser's language, and UTC", async () => {
  const email = newAddress();
  await register(email);
  expect(await accountOf(email)).toMatchObject({ locale: 'EN', timeZone: 'UTC', fullName: 'Olga' });
});

test('nobody logs in to an account that is not confirmed, and only its password is told why', async () => {
  const email = newAddress();
  await register(email);
  const wrong = await nobody.refused(LOGIN, logIn(email, 'a wrong password'));
  expect(wrong).toEqual(await nobody.refused(LOGIN, logIn(newAddress())));
});

describe('a link', () => {
  const refusal = {
    message:
      'This link has been used, or it is too old. Try to log in; if you cannot, have a new link sent to you.',
    extensions: { code: 'INVALID', reason: 'CONFIRM_LINK_REFUSED' },
  };
  const newUser = () => build.user({ emailConfirmedAt: null });

  test('works once', async () => {
    const token = await build.link(await newUser(), 'CONFIRM_EMAIL');
    await nobody.ask(CONFIRM, { token });
    expect(await nobody.refused(CONFIRM, { token })).toMatchObject(refusal);
  });

  test('works for one of two who use it at once', async () => {
    const token = await build.link(await newUser(), 'CONFIRM_EMAIL');
    const answers = await Promise.all(Array.from({ length: 8 }, () => nobody.answer(CONFIRM, { token })));
    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
    const refused = answers.filter(({ error }) => error !== null);
    for (const { error } of refused) expect(error).toMatchObject(refusal);
  });

  test('that is too old, for something else, made up or of a blocked account is refused alike', async () => {
    const blocked = await build.user({ emailConfirmedAt: null, blockedAt: new Date() });
    const tokens = [
      await build.link(await newUser(), 'CONFIRM_EMAIL', { expiresAt: new Date(Date.now() - 1000) }),
      await build.link(await newUser(), 'RESET_PASSWORD'),
      await build.link(blocked, 'CONFIRM_EMAIL'),
      ...['', 'nonsense', 'x'.repeat(43), '\0', '%'],
    ];
    const answers = await Promise.all(tokens.map((token) => nobody.refused(CONFIRM, { token })));
    expect(answers[0]).toMatchObject(refusal);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test('is kept as a hash, and made only when its mail is sent', async () => {
    const email = newAddress();
    await register(email);
    const { id } = await accountOf(email);
    const kept = async () =>
      (await em()).execute<{ token: string }[]>(
        `select encode(token_hash, 'hex') || account_token::text as token from account_token where user_id = ?`,
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

test('each registration of an address is confirmed with its own password, and ends the others', async () => {
  const { mailsTo } = await catchAccountMails();
  const email = newAddress();
  await register(email, { password: 'the password of an intruder', fullName: 'Intruder' });
  await mailsTo(email);
  await register(email.toUpperCase(), { password: 'the password of the owner', fullName: 'Owner' });
  const [first] = await mailsTo(email);
  const [second] = await mailsTo(email.toUpperCase());
  await nobody.ask(CONFIRM, { token: tokenIn(second!) });
  expect((await nobody.ask(LOGIN, logIn(email, 'the password of the owner'))).login.fullName).toBe('Owner');
  await nobody.refused(CONFIRM, { token: tokenIn(first!) });
  await nobody.refused(LOGIN, logIn(email, 'the password of an intruder'));
  expect(await (await em()).count(User, { email: [email, email.toUpperCase()] })).toBe(1);
});

test('the link is sent again, with the password that was registered', async () => {
  const { mailsTo } = await catchAccountMails();
  const email = newAddress();
  await register(email);
  const [first] = await mailsTo(email);
  expect(await nobody.ask(RESEND, { email: email.toUpperCase() })).toEqual({ resendConfirmation: true });
  const [, again] = await mailsTo(email, 2);
  expect(tokenIn(again!)).not.toBe(tokenIn(first!));
  await nobody.ask(CONFIRM, { token: tokenIn(again!) });
  await nobody.ask(LOGIN, logIn(email));
  await nobody.refused(CONFIRM, { token: tokenIn(first!) });
});

test('an address that has an account is told so by mail, and the account stays as it is', async () => {
  const { mailsTo } = await catchAccountMails();
  const user = await confirmedUser();
  await register(user.email.toUpperCase(), { fullName: 'Intruder', locale: 'RU' });
  const [mail] = await mailsTo(user.email);
  expect(mail!.subject).toBe('You have an account already');
  expect(mail!.text).toMatch(/\/login\n[^]*\/password-recovery\n/);
  expect(tokenIn(mail!)).toBe('none');
  const known = await accountOf(user.email);
  expect(known).toMatchObject({ fullName: user.fullName, locale: 'EN' });
  await nobody.ask(LOGIN, logIn(user.email, 'the right password'));
  await nobody.ask(RESEND, { email: user.email });
  const [, again] = await mailsTo(user.email, 2);
  expect(again!.subject).toBe('You have an account already');
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
  [{ password: 'short' }, 'password', 'PASSWORD_TOO_SHORT'],
  [{ password: 'password123' }, 'password', 'PASSWORD_COMMON'],
])('%j is refused, naming the field', async (wrong, field, code) => {
  const input = { email: newAddress(), password, fullName: 'Olga', ...wrong };
  const { extensions } = await nobody.refused(REGISTER, { input });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code, path: [field] }] });
});
