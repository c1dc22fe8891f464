import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { tokenOf } from '../../test/operations.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, untilFinished } from '../../test/worker.ts';
import type { User } from '../accounts/user.entity.ts';
import { hashPassword } from '../accounts/passwords/password-hash.ts';
import { createContext } from '../context/context.ts';
import { setSendingLimits } from '../sending/limits/set-sending-limits.ts';
import { launchSend } from '../sending/launch/launch-send.ts';
import { forgetEntries } from './forget-entries.ts';
import { record } from './record.ts';

const ENTRIES = `query ($filter: AuditFilter) { auditEntries(filter: $filter) { totalCount nodes {
  actorKind actorId actorName action subject subjectId subjectName ownerId runId details } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

async function entriesOf(filter: object) {
  return (await as(await build.superuser()).ask(ENTRIES, { filter })).auditEntries.nodes;
}
const actionsOf = async (user: User) =>
  (await entriesOf({ actorId: user.id })).map(({ action }: { action: string }) => action).toReversed();

test('a launch, what is done to its run, and its end are on record with the run', async () => {
  const app = await testApp();
  const [owner, manager] = [await build.user(), await build.manager()];
  const sink = await startSink();
  const mailing = await build.mailing({ owner, people: 2 });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id;
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run });
  await as(manager).ask('mutation ($id: ID!) { disableMailing(id: $id, reason: "spam") { id } }', {
    id: mailing.id,
  });
  await as(manager).ask('mutation ($id: ID!) { enableMailing(id: $id) { id } }', { id: mailing.id });
  await as(owner).ask('mutation ($id: ID!) { resumeRun(id: $id) { id } }', { id: run });
  await startWorker(app, sink.url);
  await untilFinished(app, run);
  await sink.close();
  const entries = await entriesOf({ subject: 'MAILING', subjectId: String(mailing.id) });
  const ofOwner = { actorKind: 'USER', actorId: String(owner.id), actorName: owner.fullName };
  expect(entries.toReversed()).toMatchObject([
    {
      action: 'LAUNCHED',
      ...ofOwner,
      runId: run,
      details: { trigger: 'MANUAL', scope: 'ALL', recipients: 2 },
    },
    { action: 'RUN_PAUSED', ...ofOwner, runId: run },
    { action: 'MAILING_DISABLED', actorId: String(manager.id), runId: null, details: { reason: 'spam' } },
    { action: 'MAILING_ENABLED', actorId: String(manager.id) },
    { action: 'RUN_RESUMED', ...ofOwner, runId: run },
    {
      action: 'RUN_ENDED',
      actorKind: 'SERVICE',
      actorId: null,
      runId: run,
      subjectName: mailing.name,
      ownerId: String(owner.id),
      details: { status: 'COMPLETED', sent: 2, failed: 0, skipped: 0, unknown: 0 },
    },
  ]);
});

test('commands, programs and the schedule are told from people', async () => {
  const app = await testApp();
  const owner = await build.user();
  const kinds = [];
  for (const launch of [
    (id: number) => launchSend(app.asSystem(), { mailingId: id }),
    (id: number) => launchSend(app.asSchedule(), { mailingId: id }),
    (id: number) => as(owner, { scopes: ['SEND', 'READ'] }).ask(LAUNCH, { id }),
  ]) {
    const { id } = await build.mailing({ owner, people: 1 });
    await launch(id);
    kinds.push((await entriesOf({ subject: 'MAILING', subjectId: String(id) }))[0].actorKind);
  }
  expect(kinds).toEqual(['COMMAND', 'SERVICE', 'TOKEN']);
});

test('log-ins, refusals, passwords and tokens are on record, and no secret', async () => {
  const user = await build.user({ passwordHash: await hashPassword('a rare enough secret') });
  const login = 'mutation ($input: LoginInput!) { login(input: $input) { id } }';
  const wrong = { email: user.email, password: 'wrong' };
  await as(null).refused(login, { input: wrong });
  await as(null).refused(login, { input: { ...wrong, email: 'my-password@nowhere.example' } });
  await as(null).ask(login, { input: { email: user.email, password: 'a rare enough secret' } });
  const { secret, token } = await tokenOf(user, ['READ'], 'My script');
  await as(user).ask('mutation ($id: ID!) { revokeApiToken(id: $id) }', { id: token.id });
  await as(user).ask('mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }', {
    input: { currentPassword: 'a rare enough secret', newPassword: 'another rare secret' },
  });
  const entries = await entriesOf({ subject: 'USER', subjectId: String(user.id) });
  expect(entries.toReversed()).toMatchObject([
    { action: 'LOGIN_REFUSED', actorKind: 'NOBODY', details: { isKnown: true } },
    { action: 'LOGGED_IN', actorKind: 'USER', actorId: String(user.id) },
    { action: 'TOKEN_CREATED', details: { name: 'My script', scopes: 'READ' } },
    { action: 'TOKEN_REVOKED', details: { name: 'My script' } },
    { action: 'PASSWORD_CHANGED', details: { isFirst: false } },
  ]);
  const all = JSON.stringify(await entriesOf({}));
  for (const hidden of [secret, 'rare', 'my-password', 'wrong']) expect(all).not.toContain(hidden);
});

test('what is done to users, groups, recipients, suppressions, limits and jobs is on record', async () => {
  const [superuser, user] = [await build.superuser(), await build.user()];
  const client = as(superuser);
  const group = (
    await client.ask(
      'mutation ($name: String!) { createGroup(input: { name: $name, permissions: [] }) { id } }',
      {
        name: `Audited ${superuser.id}`,
      },
    )
  ).createGroup.id;
  await client.ask(
    'mutation ($id: ID!) { updateGroup(id: $id, input: { permissions: ["view_user"] }) { id } }',
    { id: group },
  );
  const of = { id: user.id };
  await client.ask(
    'mutation ($id: ID!, $group: ID!) { updateUser(id: $id, input: { groupIds: [$group] }) { id } }',
    {
      ...of,
      group,
    },
  );
  await client.ask('mutation ($id: ID!) { blockUser(id: $id, reason: "rude") { id } }', of);
  await client.ask('mutation ($id: ID!) { unblockUser(id: $id) { id } }', of);
  await client.ask('mutation ($id: ID!) { setUserLimited(id: $id, isLimited: true) { id } }', of);
  await client.ask('mutation ($id: ID!) { deleteUser(id: $id) }', of);
  await client.ask('mutation ($id: ID!) { deleteGroup(id: $id) }', { id: group });
  const recipient = await build.recipient({ owner: superuser });
  await client.ask('mutation ($ids: [ID!]!) { deleteRecipients(ids: $ids) }', {
    ids: [recipient.id],
  });
  const { id } = await build.suppression(superuser);
  await client.ask('mutation ($id: ID!) { liftSuppression(id: $id, reason: "asked") { id } }', { id });
  await client.ask('mutation { setSendingLimits(input: { connections: 20 }) { connections } }');
  await client.ask('mutation { pauseJob(name: "clean-up") { name } }');
  await client.ask('mutation { resumeJob(name: "clean-up") { name } }');
  expect(await actionsOf(superuser)).toEqual([
    'GROUP_CREATED',
    'GROUP_CHANGED',
    'RIGHTS_CHANGED',
    'USER_BLOCKED',
    'USER_UNBLOCKED',
    'QUOTA_CHANGED',
    'USER_DELETED',
    'GROUP_DELETED',
    'RECIPIENTS_DELETED',
    'SUPPRESSION_LIFTED',
    'LIMITS_CHANGED',
    'JOB_PAUSED',
    'JOB_RESUMED',
  ]);
  const entries = await entriesOf({ actorId: superuser.id });
  expect(JSON.stringify(entries)).not.toContain(recipient.email);
});

test('what was rolled back is neither recorded nor logged, and what was committed is logged after that', async () => {
  const { services } = await testApp();
  const lines: object[] = [];
  const { actor } = await as(await build.superuser()).context();
  const log = Object.assign(Object.create(services.log), { info: (line: object) => lines.push(line) });
  const ctx = createContext({ ...services, log }, { actor, trigger: 'MANUAL', ip: '192.0.2.7' });
  const entry = { action: 'JOB_ASKED', subject: 'JOB', subjectId: 'nothing', runId: 7 } as const;
  const failing = ctx.em.transactional(async () => {
    await record(ctx, entry);
    throw new Error('It is rolled back.');
  });
  await expect(failing).rejects.toThrow('rolled back');
  expect(await entriesOf({ actorId: actor.id })).toEqual([]);
  await ctx.em.transactional(async () => {
    await record(ctx, entry);
    expect(lines).toEqual([]);
  });
  expect(lines).toEqual([
    { audit: 'JOB_ASKED', actor: actor.id, job: 'nothing', run: 7, network: '192.0.2.7' },
  ]);
  expect(await actionsOf({ id: actor.id } as User)).toEqual(['JOB_ASKED']);
  await setSendingLimits(ctx, { connections: 20 });
  expect(lines).toHaveLength(2);
});

test('the log is append-only, but for what is older than it is kept', async () => {
  const em = (await testApp()).orm.em.fork();
  const old = `insert into audit_entry (at, actor_kind, action, subject, actor_name)
    select now() - n * interval '1 month', 'COMMAND', 'JOB_ASKED', 'JOB', 'Old' from unnest(array[11, 13]) n`;
  await em.execute(old);
  for (const sql of [
    `update audit_entry set actor_name = 'Somebody else'`,
    'delete from audit_entry',
    'truncate audit_entry',
  ]) {
    await expect(em.execute(sql)).rejects.toThrow('append-only');
  }
  expect(await forgetEntries(em, 12)).toBe(1);
  expect(await em.execute(`select from audit_entry where actor_name = 'Old'`)).toHaveLength(1);
  await expect(em.execute('delete from audit_entry')).rejects.toThrow('append-only');
});

test('managers see what was done to mailings, and users nothing', async () => {
  const [owner, manager] = [await build.user(), await build.manager()];
  const { id } = await build.mailing({ owner, people: 1 });
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend.id;
  await endRun(run);
  await tokenOf(owner, ['READ']);
  const filter = { actorId: owner.id };
  const seen = (await as(manager).ask(ENTRIES, { filter })).auditEntries.nodes;
  expect(seen.map(({ action }: { action: string }) => action)).toEqual(['LAUNCHED']);
  expect((await as(manager).ask(ENTRIES, { filter: { subject: 'USER' } })).auditEntries.totalCount).toBe(0);
  expect((await as(owner).refused(ENTRIES, { filter })).extensions.code).toBe('FORBIDDEN');
  expect((await actionsOf(owner)).toSorted()).toEqual(['LAUNCHED', 'TOKEN_CREATED']);
});

test('senders, addresses that are suppressed by hand, webhooks and log-outs are recorded', async () => {
  const owner = await build.user();
  const client = as(owner);
  const address = `news@a${owner.id}.example`;
  const make =
    'mutation ($address: String!) { createSenderIdentity(input: { name: "A", address: $address }) { id } }';
  const { id } = (await client.ask(make, { address })).createSenderIdentity;
  await client.ask('mutation ($id: ID!) { updateSenderIdentity(id: $id, input: { name: "B" }) { id } }', {
    id,
  });
  await client.ask('mutation ($id: ID!) { deleteSenderIdentity(id: $id) }', { id });
  const add = 'mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { id } }';
  const domain = (await client.ask(add, { domain: `a${owner.id}.example` })).addSenderDomain.id;
  await client.ask('mutation ($id: ID!) { deleteSenderDomain(id: $id) }', { id: domain });
  await client.ask('mutation { addSuppressions(input: { emails: ["x@example.com"] }) { addedCount } }');
  const webhook =
    'mutation { createWebhook(input: { url: "https://a.example/", events: [RUN_FINISHED] }) { webhook { id } } }';
  const hook = (await client.ask(webhook)).createWebhook.webhook.id;
  await client.ask('mutation ($id: ID!) { deleteWebhook(id: $id) }', { id: hook });
  expect(await actionsOf(owner)).toEqual([
    'SENDER_CREATED',
    'SENDER_CHANGED',
    'SENDER_DELETED',
    'SENDER_CREATED',
    'SENDER_DELETED',
    'SUPPRESSIONS_ADDED',
    'WEBHOOK_CREATED',
    'WEBHOOK_DELETED',
  ]);
});

test('the file of the log is for those who may see all mailings, and for their programs that may read', async () => {
  const { url } = await runningServer();
  const get = async (headers: Record<string, string>, query = '') => {
    const response = await fetch(`${url}/export/audit.csv${query}`, { headers });
    return { status: response.status, text: await response.text() };
  };
  const of = async (user: User) => ({ cookie: await sessionOf(user) });
  const bearer = async (user: User, scope: string) => ({
    authorization: `Bearer ${(await tokenOf(user, [scope])).secret}`,
  });
  const [user, manager, superuser] = [await build.user(), await build.manager(), await build.superuser()];
  const mailing = await build.mailing({ owner: user, people: 1 });
  await as(user).ask(LAUNCH, { id: mailing.id });
  await tokenOf(user, ['READ'], 'Of the user');
  for (const headers of [await of(manager), await of(superuser), await bearer(manager, 'READ')]) {
    const { status, text } = await get(headers, `?actorId=${user.id}&action=LAUNCHED`);
    expect(status).toBe(200);
    expect(text.trim().split('\r\n')).toEqual([
      expect.stringContaining('Action'),
      expect.stringContaining(mailing.name),
    ]);
  }
  // As in the list, managers see what was done to mailings only.
  const ofToken = `?actorId=${user.id}&action=TOKEN_CREATED`;
  expect((await get(await of(superuser), ofToken)).text).toContain('Of the user');
  expect((await get(await of(manager), ofToken)).text).not.toContain('Of the user');
  expect(JSON.parse((await get({})).text).errors[0].extensions.code).toBe('UNAUTHENTICATED');
  for (const headers of [await of(user), await bearer(user, 'READ'), await bearer(manager, 'WRITE')]) {
    const { status, text } = await get(headers);
    expect(status).toBe(403);
    expect(JSON.parse(text).errors[0].extensions.code).toBe('FORBIDDEN');
  }
  expect((await get(await of(manager), '?action=NOTHING')).status).toBe(422);
});
