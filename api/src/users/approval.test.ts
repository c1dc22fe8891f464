import { randomUUID } from 'node:crypto';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { catchAccountMails, tokenIn } from '../../test/account-mails.ts';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { tellOpenRegistration } from '../programs/tell-open-registration.ts';
import { createGroups } from './groups/create-groups.ts';
import type { Config } from '../config.ts';
import { User } from '../accounts/user.entity.ts';

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) }';
const CONFIRM = 'mutation ($input: ConfirmEmailInput!) { confirmEmail(input: $input) { id awaitsApproval } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const APPROVE = 'mutation ($id: ID!) { approveUser(id: $id) { awaitsApproval } }';
const QUEUE = '{ users(filter: { awaitsApproval: true }) { nodes { email } } }';
const password = 'a long enough password';

const nobody = as(null);
const newAddress = () => `applicant-${randomUUID()}@example.com`;
const register = (email: string) => nobody.answer(REGISTER, { input: { email, fullName: 'Olga' } });
const logIn = (email: string) => nobody.answer(LOGIN, { input: { email, password } });

async function registrationIs(registration: Config['registration']) {
  const { services } = await testApp();
  services.registration = registration;
  onTestFinished(() => {
    services.registration = 'OPEN';
  });
}

beforeAll(async () => {
  await createGroups((await testApp()).orm.em.fork());
});

test('closed, nobody registers, and everybody is told so', async () => {
  await registrationIs('CLOSED');
  const email = newAddress();
  for (const address of [email, (await build.user()).email]) {
    expect((await register(address)).error).toMatchObject({
      message: 'Registration is closed: ask an administrator for an account.',
      extensions: { code: 'FORBIDDEN', reason: 'REGISTRATION_CLOSED' },
    });
  }
  expect(await nobody.ask('{ registration }')).toEqual({ registration: 'CLOSED' });
  expect(await (await testApp()).orm.em.fork().count(User, { email })).toBe(0);
});

test('with approval, an account is used only once a manager has approved it', async () => {
  await registrationIs('APPROVAL');
  const { mailsTo } = await catchAccountMails();
  const [email, manager] = [newAddress(), await build.manager()];
  const isQueued = async () =>
    (await as(manager).ask(QUEUE)).users.nodes.some((user: { email: string }) => user.email === email);
  expect((await register(email)).error).toBeNull();
  const [mail] = await mailsTo(email);
  expect(await isQueued()).toBe(false);
  const { confirmEmail } = await nobody.ask(CONFIRM, { input: { token: tokenIn(mail!), password } });
  expect(confirmEmail.awaitsApproval).toBe(true);
  expect(await isQueued()).toBe(true);
  expect((await logIn(email)).error).toMatchObject({
    message: 'Your account is waiting for approval. You will get an email once you can log in.',
    extensions: { code: 'INVALID', reason: 'AWAITS_APPROVAL' },
  });
  const wrong = await nobody.refused(LOGIN, { input: { email, password: 'a wrong password' } });
  expect(wrong.extensions).toEqual({ code: 'INVALID' });
  const { id } = confirmEmail;
  expect((await as(await build.user()).refused(APPROVE, { id })).extensions.code).toBe('FORBIDDEN');
  for (const _ of [1, 2]) {
    expect(await as(manager).ask(APPROVE, { id })).toEqual({ approveUser: { awaitsApproval: false } });
  }
  expect(await isQueued()).toBe(false);
  expect((await logIn(email)).error).toBeNull();
  const mails = await mailsTo(email, 2);
  expect(mails[1]!.subject).toBe('Your account is approved');
  expect(mails[1]!.text).toMatch(/\/login\n/);
  expect(mails).toHaveLength(2);
});

test('recovering the password of an account that waits does not let in', async () => {
  const user = await build.user({ awaitsApproval: true });
  const token = await build.link(user, 'RESET_PASSWORD');
  const reset = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
  await nobody.ask(reset, { input: { token, newPassword: password } });
  expect((await logIn(user.email)).error!.extensions.reason).toBe('AWAITS_APPROVAL');
});

test.each([
  ['https://post.example.org', 'OPEN', 1],
  ['https://post.example.org', 'APPROVAL', 0],
  ['http://127.0.0.1:5000', 'OPEN', 0],
] as const)('at %s with registration %s the start says so %i times', async (baseUrl, registration, times) => {
  const app = await testApp();
  const said: string[] = [];
  const config = { ...app.config, baseUrl, registration };
  tellOpenRegistration({ ...app, config }, (key) => void said.push(key));
  expect(said).toEqual(Array(times).fill('CLI_REGISTRATION_OPEN'));
});
