import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { catchAccountMails, tokenIn } from '../../../test/account-mails.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { createGroups } from '../../users/groups/create-groups.ts';

const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) }';
const RESEND = 'mutation ($email: String!) { resendConfirmation(email: $email) }';
const RECOVER = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';
const CONFIRM = 'mutation ($input: ConfirmEmailInput!) { confirmEmail(input: $input) { id } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }';
const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { fullName } }';
const ofOwner = 'the password of the owner';

const nobody = as(null);

/** What two people may do with the same address; only its owner gets its mails. */
const steps = {
  'the owner registers': (email: string) => nobody.ask(REGISTER, { input: { email, fullName: 'Owner' } }),
  'an intruder registers': (email: string) =>
    nobody.ask(REGISTER, { input: { email, fullName: 'Intruder' } }),
  'somebody asks for the link again': (email: string) => nobody.ask(RESEND, { email }),
  'somebody asks for a new password': (email: string) => nobody.ask(RECOVER, { email }),
};
type Step = keyof typeof steps;

function ordersOf(rest: Step[]): Step[][] {
  if (rest.length === 0) return [[]];
  return rest.flatMap((first) =>
    ordersOf(rest.filter((step) => step !== first)).map((order) => [first].concat(order)),
  );
}
/** Every order in which there is a link at all. */
const orders = ordersOf(Object.keys(steps) as Step[]).filter((order) => order[0]!.endsWith('registers'));

beforeAll(async () => {
  await createGroups((await testApp()).orm.em.fork());
});

/** Sets the password through a mailed link. Returns true if the link is valid. */
async function follow(link: string, token: string, password: string): Promise<boolean> {
  const { error } = link.includes('confirm-email')
    ? await nobody.answer(CONFIRM, { input: { token, password, fullName: 'Owner' } })
    : await nobody.answer(RESET, { input: { token, newPassword: password } });
  return error === null;
}

test.each(orders.map((order) => [order.join(', '), order] as const))(
  'the owner wins by every link: %s',
  async (_, order) => {
    const { mailsTo } = await catchAccountMails();
    for (let chosen = 0; chosen < order.length; chosen++) {
      const email = `claim-${randomUUID()}@example.com`;
      for (const step of order) await steps[step](email);
      const mails = await mailsTo(email, order.length);
      const links = mails.map((mail) => ({ text: mail.text!, token: tokenIn(mail) }));
      const { text, token } = links[chosen]!;
      const isConfirmed = text.includes('confirm-email');
      expect(await follow(text, token, ofOwner)).toBe(true);
      await nobody.ask(LOGIN, { input: { email, password: ofOwner } });
      // Links mailed before are invalid, and later requests change nothing.
      await steps['an intruder registers'](email);
      for (const link of links) expect(await follow(link.text, link.token, 'another password')).toBe(false);
      const { login } = await nobody.ask(LOGIN, { input: { email, password: ofOwner } });
      expect(isConfirmed ? login.fullName : 'Owner').toBe('Owner');
    }
  },
);
