import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import { createGroups } from '../users/groups/create-groups.ts';
import { hashPassword } from './passwords/password-hash.ts';

const LOGIN = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
const REGISTER = 'mutation ($input: RegisterInput!) { register(input: $input) }';
const RESEND = 'mutation ($email: String!) { resendConfirmation(email: $email) }';
const RESET = 'mutation ($email: String!) { requestPasswordReset(email: $email) }';

const nobody = as(null);
const registration = (email: string) => ({ input: { email, fullName: 'Olga' } });

/** Addresses of every kind, which nobody may be able to tell apart. */
async function addresses(): Promise<string[]> {
  const passwordHash = await hashPassword('the password of the account');
  const unconfirmed = `unconfirmed-${randomUUID()}@example.com`;
  await nobody.ask(REGISTER, registration(unconfirmed));
  return [
    `unknown-${randomUUID()}@example.com`,
    unconfirmed,
    (await build.user({ passwordHash })).email,
    (await build.user({ passwordHash, blockedAt: new Date() })).email,
    (await build.user({ passwordHash: null })).email,
  ];
}

beforeAll(async () => {
  const { orm } = await testApp();
  await createGroups(orm.em.fork());
});

test.each([
  ['register', 2, REGISTER, registration],
  ['resendConfirmation', 2, RESEND, (email: string) => ({ email })],
  ['requestPasswordReset', 2, RESET, (email: string) => ({ email })],
  ['login', 3, LOGIN, (email: string) => ({ input: { email, password: 'a wrong password' } })],
] as const)(
  '%s answers the same for every address, by as many statements',
  async (_, count, document, variablesFor) => {
    const answers = [];
    for (const email of await addresses()) {
      const { error, data } = await expectQueries(count, () => nobody.answer(document, variablesFor(email)));
      answers.push({ error, data });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  },
);

test('the numbers of accounts do not tell how many registrations were of new addresses', async () => {
  const numberOfNew = async () => {
    const email = `next-${randomUUID()}@example.com`;
    await nobody.ask(REGISTER, registration(email));
    const { orm } = await testApp();
    const [row] = await orm.em
      .fork()
      .execute<{ id: number }[]>('select id from "user" where email = ?', [email]);
    return row!.id;
  };
  const [unknown, , known] = await addresses();
  const steps = [];
  for (const email of [unknown!, known!]) {
    const before = await numberOfNew();
    await nobody.ask(REGISTER, registration(email));
    steps.push((await numberOfNew()) - before);
  }
  expect(steps[0]).toBe(steps[1]);
});

test('what mails are left out for an address that gets too many, nobody else learns', async () => {
  const { orm } = await testApp();
  for (const email of (await addresses()).slice(0, 3)) {
    for (let asked = 0; asked < 3; asked++) {
      expect(await nobody.ask(REGISTER, registration(email))).toEqual({ register: true });
      expect(await nobody.ask(RESET, { email })).toEqual({ requestPasswordReset: true });
    }
    const [row] = await orm.em.fork().execute<{ to_send: number }[]>(
      `select count(*)::int as to_send from account_mail join "user" on "user".id = user_id
       where email = ? and finished_at is null`,
      [email],
    );
    expect(row!.to_send).toBe(5);
  }
});
