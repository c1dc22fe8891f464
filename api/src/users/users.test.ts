import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { managerPermissions } from '../accounts/permission.list.ts';

const USERS = `query ($first: Int, $after: String, $filter: UserFilter, $orderBy: UserOrder) {
  users(first: $first, after: $after, filter: $filter, orderBy: $orderBy) {
    totalCount nodes { id email } pageInfo { hasNextPage endCursor } } }`;
const ONE = `query ($id: ID!) { user(id: $id) { id email createdAt groups { name } permissions { codename }
  owned { recipients lists messages mailings } viewerCan { edit block changeGroups delete } } }`;

const idsOf = (data: Data) => data.users.nodes.map(({ id }: { id: string }) => Number(id));

test('managers list everybody, an ordinary user nobody', async () => {
  const user = await build.user();
  const filter = { search: user.email };
  expect(idsOf(await as(await build.manager()).ask(USERS, { filter }))).toEqual([user.id]);
  expect(idsOf(await as(await build.superuser()).ask(USERS, { filter }))).toEqual([user.id]);
  expect((await as(user).refused(USERS, { filter })).extensions.code).toBe('FORBIDDEN');
});

test('a part of the name or the address finds a user, without regard to case and to what LIKE makes of it', async () => {
  const mark = randomUUID();
  const anna = await build.user({ email: `Anna_${mark}@example.com`, fullName: 'Анна' });
  const boris = await build.user({ email: `boris.${mark}@example.com`, fullName: `Борис ${mark}` });
  const found = async (search: string) =>
    idsOf(await as(await build.manager()).ask(USERS, { filter: { search } })).toSorted();
  expect(await found(mark.toUpperCase())).toEqual([anna.id, boris.id]);
  expect(await found(`анна_${mark}`)).toEqual([]);
  expect(await found(`ANNA_${mark}`)).toEqual([anna.id]);
  expect(await found(`anna%${mark}`)).toEqual([]);
  expect(await found(`БОРИС ${mark}`)).toEqual([boris.id]);
});

test('the list is narrowed to the blocked, to the others, and to a group', async () => {
  const mark = randomUUID();
  const one = await build.user({ fullName: mark });
  const blocked = await build.user({ fullName: mark, blockedAt: new Date() });
  const group = await build.group();
  await build.member(blocked, group);
  const manager = as(await build.manager());
  const found = async (filter: Data) =>
    idsOf(await manager.ask(USERS, { filter: { search: mark, ...filter } })).toSorted();
  expect(await found({})).toEqual([one.id, blocked.id]);
  expect(await found({ isActive: true })).toEqual([one.id]);
  expect(await found({ isActive: false })).toEqual([blocked.id]);
  expect(await found({ groupId: group.id })).toEqual([blocked.id]);
  expect(await found({ groupId: group.id, isActive: true })).toEqual([]);
  expect(await found({ groupId: '2147483647' })).toEqual([]);
  expect(await found({ groupId: 'x' })).toEqual([]);
});

test.each(['EMAIL', 'CREATED_AT', 'LAST_LOGIN_AT'])(
  'by %s, every user comes once, page by page, and backwards in the other direction',
  async (field) => {
    const mark = randomUUID();
    const at = (day: number) => new Date(Date.UTC(2026, 0, day));
    for (const [email, day, login] of [
      ['c', 1, at(3)] as const,
      ['a', 2, null] as const,
      ['d', 2, at(3)] as const,
      ['b', 3, at(1)] as const,
      ['e', 3, null] as const,
    ]) {
      const values = { email: `${email}@${mark}.example.com`, createdAt: at(day), lastLoginAt: login };
      await build.user({ ...values, fullName: mark });
    }
    const manager = as(await build.manager());
    const walk = async (direction: string) => {
      const seen: string[] = [];
      for (let after: string | null = null, more = true; more;) {
        const orderBy = { field, direction };
        const { users } = await manager.ask(USERS, { first: 2, after, filter: { search: mark }, orderBy });
        seen.push(...users.nodes.map(({ email }: { email: string }) => email[0]!));
        ({ hasNextPage: more, endCursor: after } = users.pageInfo);
      }
      return seen.join('');
    };
    const ascending = { EMAIL: 'abcde', CREATED_AT: 'cadbe', LAST_LOGIN_AT: 'bcdae' }[field]!;
    expect(await walk('ASC')).toBe(ascending);
    expect(await walk('DESC')).toBe(ascending.split('').toReversed().join(''));
  },
);

test('a user sees themselves; to them everybody else is as if not there', async () => {
  const [user, other] = [await build.user(), await build.user()];
  const { user: me } = await as(user).ask(ONE, { id: user.id });
  expect(me).toMatchObject({
    id: String(user.id),
    email: user.email,
    createdAt: expect.any(String),
    groups: [],
    permissions: [],
    owned: {
      recipients: 0,
      lists: 0,
      messages: 0,
      mailings: 0,
    },
    viewerCan: {
      edit: false,
      block: false,
      changeGroups: false,
      delete: false,
    },
  });
  const refused = await as(user).refused(ONE, { id: other.id });
  expect(refused.extensions.code).toBe('NOT_FOUND');
  expect(await as(user).refused(ONE, { id: '2147483647' })).toEqual(refused);
});

test('what a user owns is counted, and nothing of anybody else', async () => {
  const owner = await build.user();
  const recipients = [await build.recipient({ owner }), await build.recipient({ owner })];
  await build.list({ owner, recipients });
  await build.mailing({ owner, recipients });
  await build.mailing({ people: 3 });
  const { user } = await as(await build.manager()).ask(ONE, { id: owner.id });
  expect(user.owned).toEqual({ recipients: 2, lists: 1, messages: 1, mailings: 1 });
});

test('what a viewer may do with a user is told before they try', async () => {
  const [manager, superuser] = [await build.manager(), await build.superuser()];
  const moderator = await build.user();
  await build.member(moderator, await build.group(['view_user', 'change_user']));
  const can = async (viewer: typeof manager, id: number) =>
    (await as(viewer).ask(ONE, { id })).user.viewerCan;
  const none = { edit: false, block: false, changeGroups: false, delete: false };
  const all = { edit: true, block: true, changeGroups: true, delete: true };
  const user = await build.user();
  expect(await can(manager, user.id)).toEqual({ ...none, block: true });
  expect(await can(moderator, user.id)).toEqual({ ...none, block: true });
  for (const other of [await build.manager(), superuser, manager, moderator]) {
    expect(await can(manager, other.id)).toEqual(none);
  }
  expect(await can(moderator, manager.id)).toEqual(none);
  expect(await can(superuser, user.id)).toEqual(all);
  expect(await can(superuser, manager.id)).toEqual(all);
  expect(await can(superuser, (await build.superuser()).id)).toEqual(all);
  expect(await can(superuser, superuser.id)).toEqual({ ...all, block: false, delete: false });
});

test("a manager's permissions are the group's; a name and nothing more is told of who disabled a mailing", async () => {
  const manager = await build.manager();
  const { user } = await as(await build.manager()).ask(ONE, { id: manager.id });
  const codenames = user.permissions.map(({ codename }: Data) => codename);
  expect(codenames).toEqual(managerPermissions.toSorted());
  expect(user.groups).toEqual([{ name: 'Managers' }]);
  const owner = await build.user();
  const { id } = await build.mailing({ owner });
  await as(manager).ask('mutation ($id: ID!) { disableMailing(id: $id) { id } }', { id });
  const { mailing } = await as(owner).ask(
    'query ($id: ID!) { mailing(id: $id) { disabledBy { __typename id fullName } } }',
    { id },
  );
  expect(mailing.disabledBy).toEqual({
    __typename: 'PublicUser',
    id: String(manager.id),
    fullName: manager.fullName,
  });
});

test('search and sorting have an index each', async () => {
  const { orm } = await testApp();
  const rows = await orm.em
    .fork()
    .execute<{ indexname: string }[]>(`select indexname from pg_indexes where tablename = 'user'`);
  expect(rows.map(({ indexname }) => indexname)).toEqual(
    expect.arrayContaining([
      'user_search_index',
      'user_email_index',
      'user_created_at_index',
      'user_last_login_at_index',
    ]),
  );
});
