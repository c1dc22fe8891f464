import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { User } from '../accounts/user.entity.ts';
import { Recipient } from '../recipients/recipient.entity.ts';
import { shown, shownColumns } from './shown.ts';

async function rowsOf(id: number): Promise<object[]> {
  const { orm } = await testApp();
  return orm.em.fork().execute('select * from recipient where id = ?', [id]);
}

test('a row is shown as the entity that would be read', async () => {
  const { orm } = await testApp();
  const owner = await build.user();
  const { id } = await build.recipient({
    owner,
    fullName: 'Olga',
    attributes: { city: 'Omsk', tags: [1, null] },
  });
  const em = orm.em.fork();
  const [recipient] = shown(em, Recipient, await rowsOf(id));
  const read = await orm.em.fork().findOneOrFail(Recipient, id);
  expect(recipient).toBeInstanceOf(Recipient);
  const names = (Object.keys(recipient!) as (keyof Recipient)[]).filter((name) => name !== 'owner');
  expect(names).toEqual(expect.arrayContaining(['id', 'email', 'attributes', 'createdAt']));
  for (const name of names) expect([name, recipient![name]]).toEqual([name, read[name]]);
  expect(recipient!.owner.id).toBe(owner.id);
  expect(await recipient!.owner.loadOrFail()).toMatchObject({ email: owner.email });
});

test('the values of what is shown are its own, without the accessors of entities', async () => {
  const { orm } = await testApp();
  const { id } = await build.recipient({ owner: await build.user(), fullName: 'Olga' });
  const [recipient] = shown(orm.em.fork(), Recipient, await rowsOf(id));
  expect(Object.getOwnPropertyDescriptor(recipient, 'fullName')).toMatchObject({ value: 'Olga' });
  expect(Object.keys(recipient!)).toEqual(expect.arrayContaining(['id', 'email', 'createdAt', 'owner']));
});

test('nothing that is shown is saved', async () => {
  const { orm } = await testApp();
  const { id } = await build.recipient({ owner: await build.user(), fullName: 'Olga' });
  const em = orm.em.fork();
  const [recipient] = shown(em, Recipient, await rowsOf(id));
  recipient!.fullName = 'Helga';
  await em.flush();
  expect(await rowsOf(id)).toMatchObject([{ full_name: 'Olga' }]);
});

test('secrets are not among what is read for showing', async () => {
  const { orm } = await testApp();
  const em = orm.em.fork();
  const ofUser = shownColumns(em, User).sql;
  expect(ofUser).toContain('"row"."email"');
  expect(ofUser).toContain('"row"."is_superuser"');
  expect(ofUser).not.toContain('password');
  expect(shownColumns(em, Recipient).sql).not.toContain('address_hash');
});
