import { pino } from 'pino';
import { Webhook as Verifier } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { startHookServer } from '../../test/hook-server.ts';
import type { User } from '../accounts/user.entity.ts';
import { makeCall } from './calling/make-call.ts';
import { newSecret, sealSecret } from './webhook-secret.ts';
import type { WebhookEvent } from './webhook.enums.ts';

const CALLS = `query ($id: ID!) { webhook(id: $id) { disabledAt disabledAs failingSince succeededAt
  calls { nodes { id messageId event status tries responseCode response nextTryAt finishedAt body } } } }`;
const REPLAY = 'mutation ($id: ID!) { replayWebhookCall(id: $id) { id status tries } }';
const TEST = 'mutation ($id: ID!) { testWebhook(id: $id) { id event status } }';
const execute = async <T = Data>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/** A webhook of a new user with a program that responds, and a function to make its calls one by one. */
async function hook({
  timeout = 1000,
  mayBePrivate = true,
  url = '',
  events = ['RUN_FINISHED'] as WebhookEvent[],
} = {}) {
  const { orm, services } = await testApp();
  const [program, owner, secret] = [await startHookServer(), await build.user(), newSecret()];
  const sealedSecret = sealSecret(services.secret, secret);
  const webhook = await build.webhook(owner, { url: url || program.url, events, sealedSecret });
  const parts = {
    log: pino({ level: 'silent' }),
    keys: [services.secret],
    mayBePrivate,
    times: { pulse: 50, timeout, delays: [60, 300] },
  };
  const id = String(webhook.id);
  return {
    owner,
    program,
    secret,
    id,
    ask: (document: string, variables: Data = { id }) => as(owner).ask(document, variables),
    state: async () => (await as(owner).ask(CALLS, { id })).webhook,
    /** Calls that other tests left due do not belong to this one. */
    async call() {
      await execute(
        `update webhook_call set next_try_at = now() + interval '1 hour' where status = 'PENDING' and webhook_id <> ?`,
        [webhook.id],
      );
      return makeCall(orm.em.fork(), parts);
    },
    due: () => execute('update webhook_call set next_try_at = now() where webhook_id = ?', [webhook.id]),
  };
}

test('a call is signed by Standard Webhooks, and its success is recorded', async () => {
  const { ask, call, program, secret, state } = await hook();
  await ask(TEST);
  expect(await call()).toBe(true);
  expect(await call()).toBe(false);
  const [{ headers, body } = { headers: {}, body: '' }] = program.calls;
  expect(headers['content-type']).toBe('application/json');
  const verified = new Verifier(secret).verify(body, headers as Record<string, string>);
  expect(verified).toMatchObject({ type: 'webhook.test', data: { webhookId: expect.any(String) } });
  expect(() => new Verifier(newSecret()).verify(body, headers as Record<string, string>)).toThrow(
    'No matching signature',
  );
  expect(() => new Verifier(secret).verify(`${body} `, headers as Record<string, string>)).toThrow(
    'No matching signature',
  );
  const { failingSince, succeededAt, calls } = await state();
  expect(failingSince).toBeNull();
  expect(Date.parse(succeededAt)).toBeGreaterThan(0);
  expect(calls.nodes).toMatchObject([
    { status: 'DELIVERED', tries: 1, responseCode: 204, messageId: headers['webhook-id'], nextTryAt: null },
  ]);
  expect(calls.nodes[0].body).toEqual(JSON.parse(body));
});

test.each<
  [
    name: string,
    answer: Parameters<Awaited<ReturnType<typeof startHookServer>>['answer']>[0],
    code: number | null,
    text: RegExp,
  ]
>([
  ['an error', (response) => void response.writeHead(500).end('broken \0 here'), 500, /^broken {2}here$/],
  [
    'a redirect',
    (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    302,
    /^$/,
  ],
  ['nothing', () => undefined, null, /no answer within 1 second/],
  ['a connection that breaks', (response) => void response.socket?.destroy(), null, /hang up|reset/],
  [
    'headers without end',
    (response) => void response.writeHead(200, { long: 'x'.repeat(100_000) }).end(),
    null,
    /./,
  ],
])('%s is tried again later, with the same id', async (_what, answer, code, text) => {
  const { ask, call, due, program, state } = await hook();
  program.answer(answer);
  await ask(TEST);
  await call();
  const [first] = (await state()).calls.nodes;
  expect(first).toMatchObject({ status: 'PENDING', tries: 1, responseCode: code, finishedAt: null });
  expect(first.response).toMatch(text);
  const pause = Date.parse(first.nextTryAt) - Date.now();
  expect(pause).toBeGreaterThan(30_000);
  expect(pause).toBeLessThan(61_000);
  expect(await call()).toBe(false);
  program.answer((response) => void response.writeHead(200).end('ok'));
  await due();
  await call();
  const { failingSince, calls } = await state();
  expect([failingSince, calls.nodes]).toMatchObject([
    null,
    [{ status: 'DELIVERED', tries: 2, response: 'ok' }],
  ]);
  expect(new Set(program.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(program.calls.map(({ body }) => body)).size).toBe(1);
});

test('an answer without end is read to its beginning; its status counts', async () => {
  const { ask, call, program, state } = await hook({ timeout: 3000 });
  program.answer((response) => {
    response.writeHead(200);
    const flood = () => {
      while (!response.destroyed && response.write('y'.repeat(65_536)));
      response.once('drain', flood);
    };
    flood();
  });
  await ask(TEST);
  await call();
  const [{ status, response }] = (await state()).calls.nodes;
  expect([status, response]).toEqual(['DELIVERED', 'y'.repeat(500)]);
});

test('after its last try a call is given up, and can be replayed', async () => {
  const { ask, call, due, program, state } = await hook();
  program.answer((response) => void response.writeHead(503).end());
  await ask(TEST);
  for (let tries = 0; tries < 3; tries++) {
    await due();
    await call();
  }
  const [given] = (await state()).calls.nodes;
  expect(given).toMatchObject({ status: 'FAILED', tries: 3, responseCode: 503 });
  program.answer((response) => void response.writeHead(200).end());
  expect((await ask(REPLAY, { id: given.id })).replayWebhookCall).toMatchObject({
    status: 'PENDING',
    tries: 0,
  });
  await call();
  expect((await state()).calls.nodes).toMatchObject([{ status: 'DELIVERED', messageId: given.messageId }]);
  await ask(REPLAY, { id: given.id });
});

test.each([
  ['410', 'GONE'],
  ['three days of failures', 'FAILING'],
])('%s disables a webhook, gives up what waits, and tells its owner by mail', async (what, reason) => {
  const { ask, call, id, owner, program, state } = await hook();
  program.answer((response) => void response.writeHead(reason === 'GONE' ? 410 : 500).end());
  if (reason === 'FAILING')
    await execute("update webhook set failing_since = now() - interval '73 hours' where id = ?", [id]);
  await ask(TEST);
  await ask(TEST);
  await call();
  const { disabledAs, calls } = await state();
  expect([what, disabledAs]).toEqual([what, reason]);
  expect(calls.nodes.map(({ status }: Data) => status)).toEqual(['FAILED', 'FAILED']);
  const mails = 'select kind from account_mail where user_id = ?';
  expect(await execute(mails, [owner.id])).toEqual([{ kind: 'WEBHOOK_DISABLED' }]);
  expect((await as(owner).refused(TEST, { id })).extensions.reason).toBe('WEBHOOK_DISABLED');
  expect((await as(owner).refused(REPLAY, { id: calls.nodes[0].id })).extensions.reason).toBe(
    'WEBHOOK_DISABLED',
  );
});

test.each(['http://127.0.0.1:1/', 'http://localhost:1/', 'http://[::1]:1/', 'http://0x7f000001:1/'])(
  'no request goes to %s unless the installation allows it',
  async (url) => {
    const { ask, call, state } = await hook({ mayBePrivate: false, url });
    await ask(TEST);
    await call();
    const [{ response }] = (await state()).calls.nodes;
    expect(response).toBe('The address is not of a public network.');
  },
);

test('of a webhook one call is made at a time, and none that another worker makes', async () => {
  const { ask, call, id } = await hook();
  await ask(TEST);
  await ask(TEST);
  await execute(
    "update webhook_call set held_until = now() + interval '1 minute' where webhook_id = ? and id in (select max(id) from webhook_call where webhook_id = ?)",
    [id, id],
  );
  expect(await call()).toBe(false);
  await execute('update webhook_call set held_until = null where webhook_id = ?', [id]);
  expect(await call()).toBe(true);
});

test('a secret that cannot be read any more is told, and a new one helps', async () => {
  const { ask, call, due, id, program, state } = await hook();
  await execute(
    "update webhook set sealed_secret = '\\x00000000000000000000000000000000000000000000000000000000000000' where id = ?",
    [id],
  );
  await ask(TEST);
  await call();
  expect((await state()).calls.nodes[0].response).toContain('SECRET_KEY');
  const { rotateWebhookSecret } = await ask(
    'mutation ($id: ID!) { rotateWebhookSecret(id: $id) { secret } }',
  );
  await due();
  await call();
  const [{ headers, body }] = program.calls as [(typeof program.calls)[0]];
  expect(
    new Verifier(rotateWebhookSecret.secret).verify(body, headers as Record<string, string>),
  ).toBeTruthy();
});

const CREATE = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret webhook { id url events } } }`;
const created = async (owner: User, input: Data) => (await as(owner).ask(CREATE, { input })).createWebhook;

test('webhooks are created, changed, disabled and deleted; the secret is shown once', async () => {
  const owner = await build.user();
  const url = 'https://hooks.example.com/a?b=c';
  const { secret, webhook } = await created(owner, { url, events: ['RUN_FINISHED', 'RUN_FINISHED'] });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(webhook).toMatchObject({ url, events: ['RUN_FINISHED'] });
  const update = async (input: Data) =>
    (
      await as(owner).ask(
        'mutation ($id: ID!, $input: UpdateWebhookInput!) { updateWebhook(id: $id, input: $input) { url events disabledAt disabledAs } }',
        { id: webhook.id, input },
      )
    ).updateWebhook;
  expect(await update({ events: ['IMPORT_FINISHED'] })).toMatchObject({ url, events: ['IMPORT_FINISHED'] });
  expect(await update({ isEnabled: false })).toMatchObject({ disabledAs: 'BY_HAND' });
  expect(await update({ isEnabled: true })).toMatchObject({ disabledAs: null, disabledAt: null });
  const [row] = await execute('select sealed_secret from webhook where id = ?', [webhook.id]);
  expect((row!.sealed_secret as Buffer).toString('latin1')).not.toContain(secret.slice(6, 20));
  await as(owner).ask('mutation ($id: ID!) { deleteWebhook(id: $id) }', { id: webhook.id });
  expect((await as(owner).ask('{ webhooks { id } }')).webhooks).toEqual([]);
});

test.each([
  ['no address', { url: 'x' }, 'WEBHOOK_URL'],
  ['no TLS', { url: 'http://example.com/' }, 'WEBHOOK_HTTPS'],
  ['another scheme', { url: 'ftp://example.com/' }, 'WEBHOOK_URL'],
  ['a log-in', { url: 'https://a:b@example.com/' }, 'WEBHOOK_URL'],
  ['a long address', { url: `https://example.com/${'x'.repeat(2000)}` }, 'TOO_LONG'],
  ['no events', { events: [] }, 'REQUIRED'],
])('%s is refused', async (_what, wrong, code) => {
  const owner = await build.user();
  const input = { url: 'https://example.com/', events: ['RUN_FINISHED'], ...wrong };
  const { extensions } = await as(owner).refused(CREATE, { input });
  expect(extensions).toMatchObject({ code: 'INVALID', problems: [{ code }] });
});

test('a user has at most 20', async () => {
  const owner = await build.user();
  for (let count = 0; count < 20; count++) await build.webhook(owner);
  const input = { url: 'https://example.com/', events: ['RUN_FINISHED'] };
  expect((await as(owner).refused(CREATE, { input })).extensions.reason).toBe('WEBHOOKS_TOO_MANY');
});
