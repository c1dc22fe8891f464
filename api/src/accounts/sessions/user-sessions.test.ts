import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, asRequest } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { sessionIdOf } from '../../../test/operations.ts';
import { sessionOf } from '../../../test/server.ts';
import { AuditEntry } from '../../audit/audit-entry.entity.ts';

const LIST = `query ($userId: ID) { userSessions(userId: $userId) {
  nodes { id isCurrent user { id fullName } } totalCount } }`;
const END = 'mutation ($id: ID!) { endUserSession(id: $id) }';
const END_ALL = 'mutation ($id: ID!) { endUserSessions(userId: $id) }';
const VIEWER = '{ viewer { id } }';

test('a superuser sees the sessions of a user and ends one: its next request is anonymous', async () => {
  const [root, user] = [await build.superuser(), await build.user({ fullName: 'Anna' })];
  const cookie = await sessionOf(user);
  const { userSessions } = await as(root).ask(LIST, { userId: user.id });
  expect(userSessions).toMatchObject({
    nodes: [{ isCurrent: false, user: { id: String(user.id), fullName: 'Anna' } }],
    totalCount: 1,
  });
  const { id } = userSessions.nodes[0];
  expect((await as(root).ask(END, { id })).endUserSession).toBe(id);
  expect((await asRequest({ cookie }).ask(VIEWER)).viewer).toBeNull();
  expect((await as(root).refused(END, { id })).extensions.code).toBe('NOT_FOUND');
  const { orm } = await testApp();
  const entry = { action: 'SESSION_ENDED', subjectId: String(user.id), actorId: root.id } as const;
  expect(await orm.em.fork().count(AuditEntry, entry)).toBe(1);
});

test('ending all sessions of oneself leaves the current one', async () => {
  const root = await build.superuser();
  const cookie = await sessionOf(root);
  await sessionIdOf(root);
  const here = asRequest({ cookie });
  expect((await here.ask(END_ALL, { id: root.id })).endUserSessions).toBe(1);
  expect((await here.ask(LIST, { userId: root.id })).userSessions).toMatchObject({
    nodes: [{ isCurrent: true }],
  });
});

test('others may neither see nor end them, and expired ones are not listed', async () => {
  const [manager, user] = [await build.manager(), await build.user()];
  const id = await sessionIdOf(user);
  expect((await as(manager).refused(LIST, { userId: user.id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(manager).refused(END, { id })).extensions.code).toBe('FORBIDDEN');
  const { orm } = await testApp();
  await orm.em.fork().execute(`update session set expires_at = now() where id = ?`, [id]);
  const { userSessions } = await as(await build.superuser()).ask(LIST, { userId: user.id });
  expect(userSessions.totalCount).toBe(0);
});
