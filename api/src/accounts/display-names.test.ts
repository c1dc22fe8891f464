import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Client } from '../../test/client.ts';
import { createUser } from '../users/create-user.ts';
import { testApp } from '../../test/database.ts';

const wrong = [
  'ceo@bank.example',
  'ceo＠bank.example',
  'ceo﹫bank.example',
  'Anna \u202Eelpmaxe.knab',
  'An\u200Bna',
  'Anna\u2066',
  'Anna\u0007',
];
const right = ['Анна Петрова', 'José Ñandú', 'علی‌رضا', 'Zoë 👩‍🚀', "D'Arcy-O’Neil, Jr."];

const password = 'a long enough password';
const newAddress = () => `name-${randomUUID()}@example.com`;

/** Every way in which somebody gives a user a name. */
const doors: Record<string, (fullName: string) => Promise<unknown>> = {
  register: (fullName) =>
    as(null).ask('mutation ($input: RegisterInput!) { register(input: $input) }', {
      input: { email: newAddress(), fullName },
    }),
  async confirmEmail(fullName) {
    const token = await build.link(await build.user({ emailConfirmedAt: null }), 'CONFIRM_EMAIL');
    const confirm = 'mutation ($input: ConfirmEmailInput!) { confirmEmail(input: $input) { id } }';
    return as(null).ask(confirm, { input: { token, password, fullName } });
  },
  updateProfile: async (fullName) =>
    rename(
      as(await build.user()),
      'mutation ($name: String) { updateProfile(input: { fullName: $name }) { id } }',
      fullName,
    ),
  createUser: async (fullName) =>
    as(await build.superuser()).ask(
      'mutation ($input: CreateUserInput!) { createUser(input: $input) { id } }',
      { input: { email: newAddress(), password, fullName } },
    ),
  async updateUser(fullName) {
    const { id } = await build.user();
    const update = `mutation ($name: String) { updateUser(id: ${id}, input: { fullName: $name }) { id } }`;
    return rename(as(await build.superuser()), update, fullName);
  },
  commands: async (fullName) =>
    createUser((await testApp()).asSystem(), { email: newAddress(), password, fullName }),
};

const rename = (client: Client, document: string, name: string) => client.ask(document, { name });

test.each(Object.keys(doors))('%s takes names of people and none that look like an address', async (door) => {
  for (const name of wrong) {
    const reason = await doors[door]!(name).then(
      () => 'it was taken',
      (error: Error & { details?: { faults: { code: string }[] } }) =>
        error.details?.faults[0]!.code ?? error.message,
    );
    expect(reason).toMatch(/DISPLAY_NAME|CONTROL_CHARACTER/);
  }
  for (const name of right) await doors[door]!(name);
});
