import { beforeAll, expect, test } from 'vitest';
import { catchAccountMails, tokenIn } from '../../../test/account-mails.ts';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import { createGroups } from '../../users/groups/create-groups.ts';

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) }';
const RESEND = 'mutation ($email: String!) { resendConfirmation(email: $email) }';
const RECOVER = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
const CONFIRM = 'mutation ($input: ConfirmEmailInput!) { confirmEmail(input: $input) { id } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const MOVE = 'mutation ($id: ID!, $email: String!) { updateUser(id: $id, input: { email: $email }) { id } }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';

const nobody = as(null);
const password = 'the password of one of two';

/** What the one who has the former address may do with it. */
const claims = {
  registers: (email: string) => nobody.ask(REGISTER, { input: { email, fullName: 'Former' } }),
  'asks for the link again': (email: string) => nobody.ask(RESEND, { email }),
  'asks for a new password': (email: string) => nobody.ask(RECOVER, { email }),
};
const names = Object.keys(claims) as (keyof typeof claims)[];

beforeAll(async () => {
  await createGroups((await testApp()).orm.em.fork());
});

/** Whether a link lets somebody set a password, as a confirmation or a recovery. */
async function follow(token: string): Promise<boolean> {
  const confirmed = await nobody.answer(CONFIRM, { input: { token, password } });
  if (confirmed.error === null) return true;
  return (await nobody.answer(RESET, { input: { token, newPassword: password } })).error === null;
}

let count = 0;
const address = (who: string) => `${who}-${Date.now()}-${++count}@example.com`;

const cases = names.flatMap((before) =>
  names.flatMap((after) => [true, false].map((isConfirmed) => ({ before, after, isConfirmed }))),
);
test.each(cases)(
  'an account belongs to its new address: its former owner $before before and $after after (confirmed: $isConfirmed)',
  async ({ before, after, isConfirmed }) => {
    const { mailsTo, sink } = await catchAccountMails();
    const [former, now] = [address('former'), address('now')];
    const confirmedAt = isConfirmed ? new Date() : null;
    const user = await build.user({ email: former, emailConfirmedAt: confirmedAt });
    await claims[before](former);
    const [first] = await mailsTo(former, 1);
    await as(await build.superuser()).ask(MOVE, { id: user.id, email: now });
    expect(await follow(tokenIn(first!))).toBe(false);
    await claims[after](former);
    await nobody.ask(RECOVER, { email: now });
    const recovery = (await mailsTo(now, 1)).at(-1)!;
    // Registering makes an account of its own.
    const later = sink.caught.filter(({ to }) => to === former).slice(1);
    for (const { bytes } of later) {
      const token = /(?:confirm-email|password-reset)\/([\w-]{43})/.exec(bytes.replaceAll('=\r\n', ''))?.[1];
      if (token) await follow(token);
    }
    expect(await follow(tokenIn(recovery))).toBe(true);
    const { login } = await nobody.ask(LOGIN, { input: { email: now, password } });
    expect(login.id).toBe(String(user.id));
    const other = await nobody.answer(LOGIN, { input: { email: former, password } });
    expect(other.data?.login.id).not.toBe(String(user.id));
  },
);

test('a mail that is being made while the address changes carries no link to the account', async () => {
  const { sink, mailsTo } = await catchAccountMails();
  const [former, now] = [address('former'), address('now')];
  const user = await build.user({ email: former });
  const em = (await testApp()).orm.em.fork();
  await em.begin();
  await em.execute('select from "user" where id = ? for no key update', [user.id]);
  await em.execute('update "user" set email = ? where id = ?', [now, user.id]);
  await em.execute('delete from mailed_link where user_id = ?', [user.id]);
  await nobody.ask(RECOVER, { email: former });
  const tries = async () =>
    (
      await (
        await testApp()
      ).orm.em
        .fork()
        .execute('select from account_mail where user_id = ? and tries > 0', [user.id])
    ).length;
  await until(async () => (await tries()) > 0);
  await em.commit();
  const [mail] = await mailsTo(now);
  expect(sink.caught.map(({ to }) => to)).not.toContain(former);
  expect(await follow(tokenIn(mail!))).toBe(true);
});
