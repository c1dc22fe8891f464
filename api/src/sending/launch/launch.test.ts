import { describe, expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Client } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { startDueMailing } from '../starts/start-due-mailing.ts';
import { launchSend } from './launch-send.ts';

const COUNTS = 'counts { total pending sending sent deferred failed skipped unknown }';
const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) {
  id runNumber triggerType scope status subject body format heldUntil startedBy { id } ${COUNTS} } }`;
const MAILING = `query ($id: ID!) { mailing(id: $id) { status nextRunAt currentRun { id } problems { code }
  runs { totalCount nodes { runNumber status triggerType scope ${COUNTS} } } } }`;
const DELIVERIES = `query ($id: ID!) { mailingRun(id: $id) { deliveries { nodes { email state skipReason recipient { id } } } } }`;

const launch = async (client: Client, mailing: { id: number | string }, more: object = {}) =>
  (await client.ask(LAUNCH, { input: { mailingId: mailing.id, ...more } })).launchSend;
const refusal = async (client: Client, mailing: { id: number | string }, more: object = {}) =>
  (await client.refused(LAUNCH, { input: { mailingId: mailing.id, ...more } })).extensions;
const look = async (owner: User, { id }: { id: number }) => (await as(owner).ask(MAILING, { id })).mailing;
const deliveries = async (owner: User, id: string) =>
  (await as(owner).ask(DELIVERIES, { id })).mailingRun.deliveries.nodes;
const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

describe('a launch is refused, and leaves nothing behind', () => {
  type Case = [string, (owner: User) => Promise<Mailing>, object, { code: string; path: string[] }];
  const cases: Case[] = [
    [
      'nobody was chosen',
      (owner) => build.mailing({ owner }),
      {},
      { code: 'NO_AUDIENCE', path: ['recipientIds'] },
    ],
    [
      'an empty list was chosen',
      async (owner) => build.mailing({ owner, lists: [await build.list({ owner })] }),
      {},
      { code: 'NO_AUDIENCE', path: ['recipientIds'] },
    ],
    [
      'nobody may be written to',
      async (owner) =>
        build.mailing({ owner, recipients: [await build.recipient({ owner, status: 'BOUNCED' })] }),
      {},
      { code: 'NOBODY_ACTIVE', path: ['recipientIds'] },
    ],
    [
      'the template is broken',
      async (owner) =>
        build.mailing({ owner, people: 1, message: await build.message({ owner, body: '{% if %}' }) }),
      {},
      { code: 'TEMPLATE_SYNTAX', path: ['message', 'body'] },
    ],
    [
      'the text is empty',
      async (owner) =>
        build.mailing({ owner, people: 1, message: await build.message({ owner, body: '<p></p>' }) }),
      {},
      { code: 'BODY_EMPTY', path: ['message', 'body'] },
    ],
    [
      'it is disabled',
      (owner) => build.mailing({ owner, people: 1, values: { isActive: false } }),
      {},
      { code: 'MAILING_DISABLED', path: [] },
    ],
    [
      'its end has passed',
      (owner) => build.mailing({ owner, people: 1, values: { endAt: new Date(Date.now() - 1000) } }),
      {},
      { code: 'END_PASSED', path: ['endAt'] },
    ],
    [
      'it was sent',
      (owner) => build.mailing({ owner, people: 1, values: { status: 'COMPLETED' } }),
      {},
      { code: 'MAILING_COMPLETED', path: ['status'] },
    ],
    [
      'nobody has failed',
      (owner) => build.mailing({ owner, people: 1 }),
      { scope: 'FAILED_ONLY' },
      { code: 'NOBODY_LEFT', path: ['recipientIds'] },
    ],
    [
      'it is held too long',
      (owner) => build.mailing({ owner, people: 1 }),
      { holdSeconds: 61 },
      { code: 'OUT_OF_RANGE', path: ['holdSeconds'] },
    ],
    [
      'it is held for less than nothing',
      (owner) => build.mailing({ owner, people: 1 }),
      { holdSeconds: -1 },
      { code: 'OUT_OF_RANGE', path: ['holdSeconds'] },
    ],
    [
      'its key is too long',
      (owner) => build.mailing({ owner, people: 1 }),
      { idempotencyKey: 'x'.repeat(201) },
      { code: 'TOO_LONG', path: ['idempotencyKey'] },
    ],
    [
      'its key is no text',
      (owner) => build.mailing({ owner, people: 1 }),
      { idempotencyKey: 'a\0' },
      { code: 'CONTROL_CHARACTER', path: ['idempotencyKey'] },
    ],
  ];

  test.each(cases)('where %s', async (_name, make, more, problem) => {
    const owner = await build.user();
    const mailing = await make(owner);
    expect(await refusal(as(owner), mailing, more)).toMatchObject({ code: 'INVALID', problems: [problem] });
    expect(await look(owner, mailing)).toMatchObject({
      status: mailing.status,
      currentRun: null,
      runs: { totalCount: 0 },
    });
  });

  test('where the owner is blocked, whoever launches', async () => {
    const owner = await build.user({ blockedAt: new Date() });
    const mailing = await build.mailing({ owner, people: 1 });
    const extensions = await refusal(as(await build.superuser()), mailing);
    expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code: 'OWNER_BLOCKED' }] });
  });

  test('where the owner is blocked, which is told before and beside every other reason', async () => {
    const owner = await build.user({ blockedAt: new Date() });
    const mailing = await build.mailing({ owner, people: 1, values: { isActive: false } });
    const superuser = as(await build.superuser());
    const problems = [{ code: 'MAILING_DISABLED' }, { code: 'OWNER_BLOCKED' }];
    expect((await superuser.ask(MAILING, { id: mailing.id })).mailing).toMatchObject({ problems });
    expect(await refusal(superuser, mailing)).toMatchObject({ code: 'INVALID', problems });
  });

  test('with every reason at once, and the same are told before', async () => {
    const owner = await build.user();
    const values = { isActive: false, disabledReason: 'Spam', endAt: new Date(Date.now() - 1000) };
    const message = await build.message({ owner, body: '' });
    const mailing = await build.mailing({ owner, message, values: { ...values, status: 'COMPLETED' } });
    const codes = [
      'MAILING_DISABLED_BECAUSE',
      'END_PASSED',
      'MAILING_COMPLETED',
      'NO_AUDIENCE',
      'BODY_EMPTY',
    ];
    const { problems } = await refusal(as(owner), mailing);
    expect(problems!.map(({ code }) => code)).toEqual(codes);
    expect((await look(owner, mailing)).problems.map(({ code }: { code: string }) => code)).toEqual(codes);
  });
});

test('what is only unwise does not stop a launch', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, body: '{{ recipient.age }}!' });
  const mailing = await build.mailing({ owner, message, people: 1 });
  expect((await look(owner, mailing)).problems).toEqual([{ code: 'UNKNOWN_VARIABLE' }]);
  expect((await launch(as(owner), mailing)).status).toBe('RUNNING');
});

test('the audience is frozen, each person once, and who may not be written to is skipped with the reason', async () => {
  const owner = await build.user();
  const active = await build.recipient({ owner, email: 'Anna@example.com' });
  const gone = await build.recipient({ owner, status: 'UNSUBSCRIBED' });
  const list = await build.list({ owner, recipients: [active, gone] });
  const again = await build.list({ owner, recipients: [active] });
  const mailing = await build.mailing({ owner, recipients: [active], lists: [list, again] });
  const run = await launch(as(owner), mailing);
  expect(run).toMatchObject({
    runNumber: 1,
    scope: 'ALL',
    status: 'RUNNING',
    counts: { total: 2, pending: 1, skipped: 1 },
  });
  await as(owner).ask(
    'mutation ($id: ID!) { updateRecipient(id: $id, input: { email: "new@example.com" }) { id } }',
    {
      id: active.id,
    },
  );
  const all = await deliveries(owner, run.id);
  expect(all).toHaveLength(2);
  expect(all).toContainEqual({
    email: 'Anna@example.com',
    state: 'PENDING',
    skipReason: null,
    recipient: { id: String(active.id) },
  });
  expect(all).toContainEqual({
    email: gone.email,
    state: 'SKIPPED',
    skipReason: 'UNSUBSCRIBED',
    recipient: { id: String(gone.id) },
  });
});

test('50 launches at once: one run, and 49 conflicts', async () => {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 5 });
  const answers = await Promise.allSettled(Array.from({ length: 50 }, () => launch(as(owner), mailing)));
  const refused = answers.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
  expect(refused).toHaveLength(49);
  for (const { reason } of refused) expect(String(reason)).toContain('RUN_UNFINISHED');
  expect((await look(owner, mailing)).runs).toMatchObject({
    totalCount: 1,
    nodes: [{ counts: { total: 5 } }],
  });
});

test('50 launches at once with one idempotency key: one run, and 50 equal answers', async () => {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 5 });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => launch(as(owner), mailing, { idempotencyKey: 'once' })),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect((await look(owner, mailing)).runs.totalCount).toBe(1);
});

test('a key belongs to its mailing for ever', async () => {
  const owner = await build.user();
  const [one, other] = [await build.mailing({ owner, people: 1 }), await build.mailing({ owner, people: 1 })];
  const key = { idempotencyKey: 'key' };
  const run = await launch(as(owner), one, key);
  expect(await refusal(as(owner), one, { ...key, scope: 'NOT_YET_SENT' })).toEqual({
    code: 'CONFLICT',
    reason: 'KEY_USED_OTHERWISE',
  });
  await endRun(run.id);
  expect(await launch(as(owner), one, { ...key, scope: 'ALL' })).toMatchObject({
    id: run.id,
    status: 'COMPLETED',
  });
  expect((await launch(as(owner), other, key)).id).not.toBe(run.id);
});

describe.each([
  ['GraphQL', 'MANUAL', (owner: User, id: number) => launch(as(owner), { id })],
  ['a token', 'API', (owner: User, id: number) => launch(as(owner, { scopes: ['SEND', 'READ'] }), { id })],
  [
    'a command',
    'COMMAND',
    async (_owner: User, id: number) => launchSend((await testApp()).asSystem(), { mailingId: id }),
  ],
  [
    'the schedule',
    'SCHEDULE',
    async (_owner: User, id: number) => {
      await execute("update mailing set next_run_at = now() - interval '1 second' where id = ?", [id]);
      await startDueMailing((await testApp()).asSchedule(), id);
    },
  ],
] as const)('launched by %s', (_door, triggerType, open) => {
  test(`it is the same run, and says ${triggerType}`, async () => {
    const owner = await build.user();
    const gone = await build.recipient({ owner, status: 'COMPLAINED' });
    const list = await build.list({ owner, recipients: [gone, await build.recipient({ owner })] });
    const mailing = await build.mailing({ owner, lists: [list], people: 0 });
    await open(owner, mailing.id);
    const { status, runs } = await look(owner, mailing);
    expect(status).toBe('RUNNING');
    const counts = {
      total: 2,
      pending: 1,
      sending: 0,
      sent: 0,
      deferred: 0,
      failed: 0,
      skipped: 1,
      unknown: 0,
    };
    expect(runs.nodes).toEqual([{ runNumber: 1, status: 'RUNNING', triggerType, scope: 'ALL', counts }]);
  });
});

test('who launched is told, and nobody for a command', async () => {
  const [owner, superuser] = [await build.user(), await build.superuser()];
  const mailing = await build.mailing({ owner, people: 1 });
  expect((await launch(as(superuser), mailing)).startedBy).toEqual({ id: String(superuser.id) });
});
