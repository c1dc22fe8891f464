import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { createGroups } from './create-groups.ts';
import { Group } from '../../accounts/group.entity.ts';
import { allPermissions, managerPermissions } from '../../accounts/permission.list.ts';

const FIELDS = 'id name userCount permissions { codename }';
const CREATE = `mutation ($input: CreateGroupInput!) { createGroup(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateGroupInput!) { updateGroup(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteGroup(id: $id) }';
const GROUPS = `{ groups { ${FIELDS} } }`;

const superuser = async () => as(await build.superuser());
const codes = (refused: { extensions: { problems?: Data[] } }) =>
  refused.extensions.problems!.map(({ code, path }) => [code, path.join('.')]);
const named = async (name: string): Promise<Data> =>
  (await (await superuser()).ask(GROUPS)).groups.find((group: Data) => group.name === name);

async function builtIn(name: string): Promise<Group> {
  const em = (await testApp()).orm.em.fork();
  await createGroups(em);
  return em.findOneOrFail(Group, { name });
}

test('a group is made, and says what it gives to how many', async () => {
  const input = { name: ` Auditors ${randomUUID()} `, permissions: ['view_user', 'can_view_all_mailings'] };
  const { createGroup } = await (await superuser()).ask(CREATE, { input });
  expect(createGroup).toEqual({
    id: expect.any(String),
    name: input.name.trim(),
    userCount: 0,
    permissions: [{ codename: 'can_view_all_mailings' }, { codename: 'view_user' }],
  });
  for (let number = 0; number < 2; number++) {
    await build.member(await build.user(), { id: Number(createGroup.id) } as Group);
  }
  expect(await named(createGroup.name)).toEqual({ ...createGroup, userCount: 2 });
});

test('members have what a group gives from their next request on, and no longer than it gives it', async () => {
  const [user, group] = [await build.user(), await build.group()];
  await build.member(user, group);
  const other = await build.mailing({});
  const see = async () =>
    (await as(user).answer('query ($id: ID!) { mailing(id: $id) { id } }', { id: other.id })).error;
  expect((await see())!.extensions.code).toBe('NOT_FOUND');
  await (
    await superuser()
  ).ask(UPDATE, { id: group.id, input: { permissions: ['view_mailing', 'can_view_all_mailings'] } });
  expect(await see()).toBeNull();
  await (await superuser()).ask(UPDATE, { id: group.id, input: { permissions: [] } });
  expect((await see())!.extensions.code).toBe('NOT_FOUND');
});

test('an update changes what it names', async () => {
  const group = await build.group(['view_user']);
  const update = async (input: Data) =>
    (await (await superuser()).ask(UPDATE, { id: group.id, input })).updateGroup as Data;
  const before = { id: String(group.id), name: group.name, userCount: 0 };
  expect(await update({})).toEqual({ ...before, permissions: [{ codename: 'view_user' }] });
  const name = `Other ${randomUUID()}`;
  expect(await update({ name })).toEqual({ ...before, name, permissions: [{ codename: 'view_user' }] });
  expect(await update({ permissions: ['view_group', 'view_group'] })).toEqual({
    ...before,
    name,
    permissions: [{ codename: 'view_group' }],
  });
});

test('permissions that do not exist are named, and nothing is changed', async () => {
  const group = await build.group(['view_user']);
  const input = { name: `Other ${randomUUID()}`, permissions: ['view_user', 'fly', "x'},{y"] };
  const refusals = [
    await (await superuser()).refused(CREATE, { input }),
    await (await superuser()).refused(UPDATE, { id: group.id, input }),
  ];
  for (const { extensions } of refusals) {
    expect(extensions.problems).toMatchObject([
      {
        code: 'PERMISSION_UNKNOWN',
        path: ['permissions'],
        message: "These permissions do not exist: fly, x'},{y.",
      },
    ]);
  }
  expect(await named(group.name)).toMatchObject({ permissions: [{ codename: 'view_user' }] });
  expect(await named(input.name)).toBeUndefined();
});

test.each<[string, string]>([
  ['', 'REQUIRED'],
  ['  ', 'REQUIRED'],
  ['x'.repeat(151), 'TOO_LONG'],
  ['two\nlines', 'CONTROL_CHARACTER'],
  ['Managers', 'GROUP_NAME_TAKEN'],
])('the name %j is refused', async (name, code) => {
  await builtIn('Managers');
  const group = await build.group();
  const input = { name, permissions: [] };
  expect(codes(await (await superuser()).refused(CREATE, { input }))).toEqual([[code, 'name']]);
  expect(codes(await (await superuser()).refused(UPDATE, { id: group.id, input }))).toEqual([[code, 'name']]);
});

test('a group that is deleted is gone with its members’ rights, and the members stay', async () => {
  const [user, group] = [await build.user(), await build.group(['view_user'])];
  await build.member(user, group);
  expect((await (await superuser()).ask(DELETE, { id: group.id })).deleteGroup).toBe(String(group.id));
  const { viewer } = await as(user).ask('{ viewer { groups { id } permissions { codename } } }');
  expect(viewer).toEqual({ groups: [], permissions: [] });
  expect((await (await superuser()).refused(DELETE, { id: group.id })).extensions.code).toBe('NOT_FOUND');
});

test.each(['Users', 'Managers'])(
  '%s is neither renamed nor deleted, but may be given other rights',
  async (name) => {
    const { id } = await builtIn(name);
    const before = await named(name);
    const asked = await superuser();
    for (const refused of [
      await asked.refused(DELETE, { id }),
      await asked.refused(UPDATE, { id, input: { name: 'Other' } }),
    ]) {
      expect(refused.extensions).toMatchObject({ code: 'CONFLICT', reason: 'GROUP_BUILT_IN' });
    }
    const input = { name, permissions: ['view_user'] };
    expect((await asked.ask(UPDATE, { id, input })).updateGroup.permissions).toEqual([
      { codename: 'view_user' },
    ]);
    await createGroups((await testApp()).orm.em.fork());
    expect((await named(name)).permissions).toEqual([{ codename: 'view_user' }]);
    const permissions = before.permissions.map(({ codename }: Data) => codename);
    await asked.ask(UPDATE, { id, input: { permissions } });
  },
);

test('every permission has a name in both languages, as Django would give it', async () => {
  const ask = async (locale: 'EN' | 'RU') => {
    const { permissions } = await as(await build.user({ isSuperuser: true, locale })).ask(
      '{ permissions { codename name } }',
    );
    return new Map<string, string>(permissions.map(({ codename, name }: Data) => [codename, name]));
  };
  const [english, russian] = [await ask('EN'), await ask('RU')];
  expect([...english.keys()]).toEqual(allPermissions);
  expect([...russian.keys()]).toEqual(allPermissions);
  expect(managerPermissions.map((codename) => russian.get(codename))).toEqual([
    'Can view Пользователь',
    'Can view Получатель',
    'Can view Сообщение',
    'Can view Рассылка',
    'Может просматривать всех получателей',
    'Может просматривать все сообщения',
    'Может просматривать все рассылки',
    'Can change Пользователь',
    'Может отключать рассылки',
  ]);
  expect(english.get('add_blogpost')).toBe('Can add blog post');
  expect(english.get('can_disable_mailing')).toBe('Can disable mailings');
  for (const names of [english, russian]) {
    expect([...names.values()].filter((name) => /[{}]|undefined/.test(name))).toEqual([]);
    expect(new Set(names.values()).size).toBe(allPermissions.length);
  }
});

test('who has view_group reads groups and writes none', async () => {
  const reader = await build.user();
  await build.member(reader, await build.group(['view_group', 'view_user', 'change_user']));
  expect((await as(reader).ask(GROUPS)).groups.length).toBeGreaterThan(0);
  const input = { name: 'Mine', permissions: [] };
  expect((await as(reader).refused(CREATE, { input })).extensions.code).toBe('FORBIDDEN');
});
