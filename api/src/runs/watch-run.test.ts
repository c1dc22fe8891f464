import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, asRequest } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { readEvents } from '../../test/event-stream.ts';
import { tokenOf } from '../../test/operations.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker } from '../../test/worker.ts';
import { User } from '../accounts/user.entity.ts';

const WATCH = `subscription ($id: ID!) { mailingRun(id: $id) { status
  counts { total pending sending sent deferred failed skipped unknown } } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

interface Event {
  data?: { mailingRun: { status: string; counts: Record<string, number> } | null };
  errors?: { extensions: { code: string } }[];
}

async function launched(people: number) {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people });
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailing.id });
  return { owner, runId: launchSend.id as string };
}

test('a run is told at once and while it changes, its numbers add up in every event, and the stream ends with it', async () => {
  const { url } = await runningServer();
  const sink = await startSink({ delay: 20 });
  onTestFinished(() => sink.close());
  const { owner, runId } = await launched(1000);
  await startWorker(await testApp(), sink.url);
  const events: Event[] = [];
  for await (const event of readEvents(url, {
    query: WATCH,
    variables: { id: runId },
    cookie: await sessionOf(owner),
  })) {
    events.push(event as Event);
  }
  expect(events.length).toBeGreaterThan(2);
  for (const { data } of events) {
    const { total, ...others } = data!.mailingRun!.counts;
    expect(Object.values(others).reduce((sum, count) => sum + count, 0)).toBe(total);
  }
  expect(events.at(-1)!.data!.mailingRun).toMatchObject({ status: 'COMPLETED', counts: { sent: 1000 } });
});

test('nobody watches what they may not see', async () => {
  const { url } = await runningServer();
  const { runId } = await launched(1);
  const stranger = await sessionOf(await build.user());
  const codeFor = async (cookie?: string) => {
    for await (const event of readEvents(url, {
      query: WATCH,
      variables: { id: runId },
      ...(cookie && { cookie }),
    })) {
      return (event as Event).errors?.[0]?.extensions.code;
    }
    return null;
  };
  expect(await codeFor()).toBe('UNAUTHENTICATED');
  expect(await codeFor(stranger)).toBe('NOT_FOUND');
});

test('a stream ends when its viewer is blocked', async () => {
  const { url } = await runningServer();
  const { orm } = await testApp();
  const { owner, runId } = await launched(1);
  const codes: (string | undefined)[] = [];
  for await (const event of readEvents(url, {
    query: WATCH,
    variables: { id: runId },
    cookie: await sessionOf(owner),
  })) {
    codes.push((event as Event).errors?.[0]?.extensions.code);
    if (codes.length === 1) await orm.em.fork().nativeUpdate(User, owner.id, { blockedAt: new Date() });
  }
  expect(codes).toEqual([undefined, 'NOT_FOUND']);
});

const waysOut: [string, (owner: User, stream: { cookie: string; tokenId: string }) => Promise<unknown>][] = [
  [
    'is blocked by a manager',
    async ({ id }) =>
      as(await build.manager()).ask('mutation ($id: ID!) { blockUser(id: $id) { id } }', { id }),
  ],
  ['logs out', async (_owner, { cookie }) => asRequest({ cookie }).ask('mutation { logout }')],
  [
    'recovers the password',
    async (owner) =>
      as(null).ask('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) }', {
        input: { token: await build.link(owner, 'RESET_PASSWORD'), newPassword: 'a rare password' },
      }),
  ],
  [
    'revokes the token',
    async (owner, { tokenId: id }) =>
      as(owner).ask('mutation ($id: ID!) { revokeApiToken(id: $id) }', { id }),
  ],
];

test.each([
  ['session', ...waysOut[0]!],
  ['token', ...waysOut[0]!],
  ['session', ...waysOut[1]!],
  ['session', ...waysOut[2]!],
  ['token', ...waysOut[2]!],
  ['token', ...waysOut[3]!],
] as const)(
  'a stream by %s ends when its viewer %s, also where nothing happens that it could tell',
  async (by, _how, leave) => {
    const { url } = await runningServer();
    const { owner, runId } = await launched(1);
    await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: runId });
    const cookie = await sessionOf(owner);
    const { secret, token } = await tokenOf(owner, ['READ']);
    const asking = by === 'session' ? { cookie } : { headers: { authorization: `Bearer ${secret}` } };
    const events: Event[] = [];
    for await (const event of readEvents(url, { query: WATCH, variables: { id: runId }, ...asking })) {
      events.push(event as Event);
      if (events.length === 1) await leave(owner, { cookie, tokenId: token.id });
    }
    const last = by === 'session' ? 'NOT_FOUND' : 'UNAUTHENTICATED';
    expect(events.map(({ errors }) => errors?.[0]?.extensions.code)).toEqual([undefined, last]);
  },
);

test('only subscriptions are streamed, and a subscription is answered nowhere else', async () => {
  const { url } = await runningServer();
  const cookie = await sessionOf(await build.user());
  const first = async (query: string) => {
    for await (const event of readEvents(url, { query, cookie })) return event as Event;
    return null;
  };
  expect((await first('{ viewer { id } }'))!.errors![0]!.extensions.code).toBe('BAD_REQUEST');
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query: 'subscription { mailingRun(id: "1") { id } }' }),
  });
  expect(response.status).toBe(400);
});
