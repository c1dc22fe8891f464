import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { runningServer } from '../../../test/server.ts';
import { mailedToken } from '../../../test/unsubscribe-link.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { SuppressionReason } from '../../recipients/suppressions/suppression.entity.ts';
import { linkKeyOf, openLink, sealLink, unsubscribeUrl } from './unsubscribe-link.ts';

const LAUNCH =
  'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { deliveries { nodes { id } } } }';
const PAGE = `query ($token: String!) { unsubscribePage(token: $token) {
  senderName senderAddress isTest refused canUndo lists { id name hasLeft } } }`;

/** A person who received a mail, with the token of its link. */
async function reached({ before }: { before?: SuppressionReason } = {}) {
  const owner = await build.user({ fullName: 'Anna' });
  const person = await build.recipient({ owner, comment: 'Note' });
  const list = await build.list({ owner, name: 'News', recipients: [person] });
  const mailing = await build.mailing({ owner, recipients: [], lists: [list] });
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailing.id });
  const { orm } = await testApp();
  if (before)
    await orm.em.fork().execute(
      `insert into suppression (address_hash, owner_id, reach, reason, source)
       select address_hash, owner_id, 'OWNER', ?, 'BY_HAND' from recipient where id = ?`,
      [before, person.id],
    );
  const deliveryId = Number(launchSend.deliveries.nodes[0].id);
  return { owner, person, list, mailing, deliveryId, token: await mailedToken(deliveryId) };
}

const statusOf = async (owner: User, { id }: { id: number }) =>
  (await as(owner).ask('query ($id: ID!) { recipient(id: $id) { status comment } }', { id })).recipient;

const pageOf = async (token: string) => (await as().ask(PAGE, { token })).unsubscribePage;

async function post(path: string, body: string, contentType = 'application/x-www-form-urlencoded') {
  const { url } = await runningServer();
  const response = await fetch(`${url}/unsubscribe/${path}`, {
    method: 'POST',
    body,
    redirect: 'manual',
    headers: {
      'content-type': contentType,
      'sec-fetch-site': 'cross-site',
    },
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

const part = (headers: string) => `--x\r\n${headers}\r\n\r\nOne-Click\r\n--x--\r\n`;
const NAME = 'Content-Disposition: form-data; name="List-Unsubscribe"';

test.each([
  ['as a form', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
  ['as a form with parts', part(NAME), 'multipart/form-data; boundary=x'],
  ['with a type of its part', part(`${NAME}\r\nContent-Type: text/plain`), 'multipart/form-data; boundary=x'],
  ['in lower case', 'list-unsubscribe=one-click', 'application/x-www-form-urlencoded'],
  ['percent-encoded', 'List%2DUnsubscribe=One%2DClick', 'application/x-www-form-urlencoded'],
  ['as JSON', '{"List-Unsubscribe":"One-Click"}', 'application/json'],
  ['with nothing in it', '', 'text/plain'],
  [
    'in an unknown encoding',
    'List-Unsubscribe=One-Click',
    'application/x-www-form-urlencoded; charset=x-none',
  ],
  [
    'of 100 kB',
    `List-Unsubscribe=One-Click&padding=${'x'.repeat(100_000)}`,
    'application/x-www-form-urlencoded',
  ],
])(
  "a mail program's POST %s unsubscribes at once, without a session, and again",
  async (_name, body, type) => {
    const { owner, person, token } = await reached();
    expect(await post(token, body, type)).toMatchObject({ status: 200, location: null });
    expect(await statusOf(owner, person)).toEqual({ status: 'UNSUBSCRIBED', comment: 'Note' });
    expect((await post(token, body, type)).status).toBe(200);
  },
);

test.each([
  ['sender', 'OWNER'],
  ['everything', 'INSTALLATION'],
])('the page ends mail of the %s, and takes it back', async (choice, refused) => {
  const { owner, person, token } = await reached();
  expect(await pageOf(token)).toMatchObject({ senderName: 'Anna', refused: null, canUndo: false });
  expect(await post(token, `choice=${choice}`)).toMatchObject({
    status: 303,
    location: `/unsubscribe/${token}?done`,
  });
  expect((await statusOf(owner, person)).status).toBe('UNSUBSCRIBED');
  expect(await pageOf(token)).toMatchObject({ refused, canUndo: true });
  expect((await post(token, 'choice=undo')).status).toBe(303);
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
  expect(await pageOf(token)).toMatchObject({ refused: null, canUndo: false });
});

test('one list can be left: its mail ends, other mail goes on', async () => {
  const { owner, person, list, mailing, token } = await reached();
  expect((await pageOf(token)).lists).toEqual([{ id: String(list.id), name: 'News', hasLeft: false }]);
  await post(token, `choice=list-${list.id}`);
  expect(await pageOf(token)).toMatchObject({ refused: null, canUndo: true, lists: [{ hasLeft: true }] });
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
  const ofAudience = async (input: object) =>
    (
      await as(owner).ask(
        `query ($input: PreviewAudienceInput!) { previewAudience(input: $input) { count leftOut { reason count } } }`,
        { input },
      )
    ).previewAudience;
  const left = { count: 0, leftOut: [{ reason: 'UNSUBSCRIBED', count: 1 }] };
  expect(await ofAudience({ mailingId: mailing.id })).toEqual(left);
  expect(await ofAudience({ listIds: [list.id] })).toEqual(left);
  expect(await ofAudience({ listIds: [list.id], recipientIds: [person.id] })).toMatchObject({ count: 1 });
  const another = await build.list({ owner });
  expect((await post(token, `choice=list-${another.id}`)).status).toBe(303);
  expect((await pageOf(token)).lists).toHaveLength(1);
  await post(token, 'choice=undo');
  expect(await ofAudience({ mailingId: mailing.id })).toMatchObject({ count: 1, leftOut: [] });
});

test('a mail program ends mail of all who write from the same address; the page can spare the others', async () => {
  const [first, second] = [await reached(), await build.user()];
  const twin = await build.recipient({ owner: second, email: first.person.email.toUpperCase() });
  await post(first.token, 'choice=sender');
  expect((await statusOf(second, twin)).status).toBe('ACTIVE');
  await post(first.token, 'List-Unsubscribe=One-Click');
  expect((await statusOf(second, twin)).status).toBe('UNSUBSCRIBED');
  expect((await pageOf(first.token)).refused).toBe('INSTALLATION');
});

test('to look at the page changes nothing', async () => {
  const { owner, person, token } = await reached();
  const { url } = await runningServer();
  await fetch(`${url}/unsubscribe/${token}`);
  await fetch(`${url}/unsubscribe/${token}`, { method: 'HEAD' });
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
});

test.each([
  ['BOUNCED', 'UNSUBSCRIBED', 'ACTIVE'],
  ['COMPLAINED', 'COMPLAINED', 'COMPLAINED'],
  ['UNSUBSCRIBED', 'UNSUBSCRIBED', 'UNSUBSCRIBED'],
] as const)('a person who is %s is %s then, and %s when they take it back', async (before, after, undone) => {
  const { owner, person, token } = await reached({ before });
  expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
  expect((await statusOf(owner, person)).status).toBe(after);
  await post(token, 'choice=undo');
  expect((await statusOf(owner, person)).status).toBe(undone);
});

test('the link of a test mail changes nothing, and the page says so', async () => {
  const { owner, person, deliveryId } = await reached();
  const token = await mailedToken(deliveryId, { kind: 'TEST' });
  expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
  expect(await pageOf(token)).toMatchObject({ isTest: true, refused: null });
});

test('a link that was not made here does nothing, and says so', async () => {
  const { owner, person, token, deliveryId } = await reached();
  const stranger = { kind: 'SHARED', deliveryId, ownerId: owner.id, addressHash: Buffer.alloc(16) } as const;
  const wrong = [
    `${token.slice(0, -2)}AA`,
    token.slice(0, -4),
    `${token}AAAA`,
    'x',
    '%20',
    '..%2F..%2Fetc',
    sealLink(linkKeyOf('another secret'), stranger),
  ];
  for (const path of wrong) {
    expect((await post(path, 'List-Unsubscribe=One-Click')).status).toBe(404);
    expect((await post(path, 'choice=sender')).status).toBe(303);
    expect((await as().refused(PAGE, { token: decodeURIComponent(path) })).extensions.code).toBe('NOT_FOUND');
  }
  expect((await post('%E0%A4%A', '')).status).toBe(400);
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
});

test('a token names nobody, and opens as it was sealed', () => {
  const addressHash = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
  for (const deliveryId of [1, 65_536, 2 ** 40, 2 ** 48 - 1]) {
    const link = { kind: 'OWN', deliveryId, ownerId: 7, addressHash } as const;
    const token = sealLink(linkKeyOf('secret'), link);
    expect(token).toMatch(/^[\w-]{58}$/);
    expect(Buffer.from(token, 'base64url').includes(addressHash.subarray(0, 4))).toBe(false);
    expect(openLink([linkKeyOf('other'), linkKeyOf('secret')], token)).toEqual(link);
    expect(openLink([linkKeyOf('other')], token)).toBeNull();
  }
  const link = { kind: 'SHARED', deliveryId: 1, ownerId: 7, addressHash } as const;
  expect(unsubscribeUrl('https://mail.example.org', linkKeyOf('secret'), link)).toMatch(
    /^https:\/\/mail\.example\.org\/unsubscribe\/[\w-]{58}$/,
  );
});
