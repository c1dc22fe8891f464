import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import type { DomainError } from '../errors/domain-error.ts';
import { User } from '../accounts/user.entity.ts';
import { blockUser } from './block-user.ts';
import { deleteUser } from './delete-user.ts';
import { updateUser } from './update-user.ts';

const operations = {
  block: 'mutation ($id: ID!) { blockUser(id: $id) { id } }',
  demote: 'mutation ($id: ID!) { updateUser(id: $id, input: { isSuperuser: false }) { id } }',
  delete: 'mutation ($id: ID!) { deleteUser(id: $id) }',
};
const names = Object.keys(operations) as (keyof typeof operations)[];

/** Creates superusers, and demotes all others. */
async function onlySuperusers(howMany: number): Promise<User[]> {
  const { orm } = await testApp();
  await orm.em.fork().nativeUpdate(User, { isSuperuser: true }, { isSuperuser: false });
  return Promise.all(Array.from({ length: howMany }, () => build.superuser()));
}

const activeSuperusers = async () =>
  (await testApp()).orm.em.fork().count(User, { isSuperuser: true, blockedAt: null });

test.each(names)('a superuser cannot %s themselves, also while there are others', async (name) => {
  const [superuser] = await onlySuperusers(2);
  const { extensions, message } = await as(superuser).refused(operations[name], { id: superuser!.id });
  expect(extensions).toMatchObject({ code: 'CONFLICT', reason: 'OWN_ACCOUNT' });
  expect(message).toBe(
    'You cannot block or delete yourself, or remove your own rights. Another superuser can.',
  );
  expect(await activeSuperusers()).toBe(2);
});

test('the last superuser who is not blocked stays, whoever asks', async () => {
  const [last] = await onlySuperusers(1);
  await build.user({ isSuperuser: true, blockedAt: new Date() });
  const id = String(last!.id);
  const asks = [
    async () => blockUser((await testApp()).asSystem(), { id }),
    async () => updateUser((await testApp()).asSystem(), { id, input: { isSuperuser: false } }),
    async () => deleteUser((await testApp()).asSystem(), id),
  ];
  for (const ask of asks) {
    const refused = (await ask().catch((error: unknown) => error)) as DomainError;
    expect(refused).toMatchObject({ code: 'CONFLICT', details: { reason: 'LAST_SUPERUSER' } });
  }
  expect(await activeSuperusers()).toBe(1);
});

test('a superuser who is blocked is demoted and deleted like anybody', async () => {
  const [superuser] = await onlySuperusers(1);
  for (const name of ['demote', 'delete'] as const) {
    const { id } = await build.user({ isSuperuser: true, blockedAt: new Date() });
    await as(superuser).ask(operations[name], { id });
  }
  expect(await activeSuperusers()).toBe(1);
});

const pairs = names.flatMap((one) => names.map((other) => [one, other] as const));

test.each(pairs)('of two superusers who %s and %s each other at once, one stays', async (one, other) => {
  for (let round = 0; round < 3; round++) {
    const [anna, boris] = await onlySuperusers(2);
    const answers: { data: Data | null; error: { extensions: { code: string } } | null }[] =
      await Promise.all([
        as(anna).answer(operations[one], { id: boris!.id }),
        as(boris).answer(operations[other], { id: anna!.id }),
      ]);
    expect(answers.filter(({ error }) => error === null)).toHaveLength(1);
    const refusal = answers.find(({ error }) => error)!.error!.extensions.code;
    expect(['CONFLICT', 'FORBIDDEN', 'NOT_FOUND', 'UNAUTHENTICATED']).toContain(refusal);
    expect(await activeSuperusers()).toBe(1);
  }
});
