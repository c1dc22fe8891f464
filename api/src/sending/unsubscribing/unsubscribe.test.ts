import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { runningServer } from '../../../test/server.ts';
import type { User } from '../../accounts/user.entity.ts';
import type { RecipientStatus } from '../../recipients/recipient.entity.ts';
import { readUnsubscribeToken, unsubscribeToken, unsubscribeUrl } from './unsubscribe-link.ts';

const LAUNCH =
  'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { deliveries { nodes { id } } } }';

/** Somebody who got a mail, with the token of its link. */
async function reached(status: RecipientStatus = 'ACTIVE') {
  const owner = await build.user();
  const person = await build.recipient({ owner, comment: 'Note' });
  const mailing = await build.mailing({ owner, recipients: [person] });
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailing.id });
  const { orm, services } = await testApp();
  await orm.em.fork().execute('update recipient set status = ? where id = ?', [status, person.id]);
  const token = unsubscribeToken(services.secret, Number(launchSend.deliveries.nodes[0].id));
  return { owner, person, token };
}

const statusOf = async (owner: User, { id }: { id: number }) =>
  (await as(owner).ask('query ($id: ID!) { recipient(id: $id) { status comment } }', { id })).recipient;

async function post(path: string, body: string, contentType = 'application/x-www-form-urlencoded') {
  const { url } = await runningServer();
  const response = await fetch(`${url}/unsubscribe/${path}`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { 'content-type': contentType, 'sec-fetch-site': 'cross-site' },
  });
  return { status: response.status, location: response.headers.get('location'), text: await response.text() };
}

const multipart =
  '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';

test.each([
  ['as a form', 'List-Unsubscribe=One-Click', 'application/x-www-form-urlencoded'],
  ['as a form with parts', multipart, 'multipart/form-data; boundary=x'],
])(
  "a mail program's POST %s unsubscribes at once, without a session, and again",
  async (_name, body, type) => {
    const { owner, person, token } = await reached();
    expect(await post(token, body, type)).toMatchObject({ status: 200, location: null });
    expect(await statusOf(owner, person)).toEqual({ status: 'UNSUBSCRIBED', comment: 'Note' });
    expect((await post(token, body, type)).status).toBe(200);
  },
);

test('the button of the page does it too, and leads back to the page', async () => {
  const { owner, person, token } = await reached();
  expect(await post(token, '')).toMatchObject({ status: 303, location: `/unsubscribe/${token}?done` });
  expect((await statusOf(owner, person)).status).toBe('UNSUBSCRIBED');
});

test('to look at the page changes nothing', async () => {
  const { owner, person, token } = await reached();
  const { url } = await runningServer();
  await fetch(`${url}/unsubscribe/${token}`);
  await fetch(`${url}/unsubscribe/${token}`, { method: 'HEAD' });
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
});

test.each([
  ['BOUNCED', 'UNSUBSCRIBED'],
  ['COMPLAINED', 'COMPLAINED'],
] as const)('who %s is %s then', async (before, after) => {
  const { owner, person, token } = await reached(before);
  expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
  expect((await statusOf(owner, person)).status).toBe(after);
});

test('a link that was not made here does nothing, and says so', async () => {
  const { owner, person, token } = await reached();
  const wrong = [
    ...[`${token.slice(0, -2)}AA`, token.slice(0, -4), `${token}AAAA`, 'x', '%20', '..%2F..%2Fetc'],
    unsubscribeToken('another secret', 1),
  ];
  for (const path of wrong) {
    expect((await post(path, 'List-Unsubscribe=One-Click')).status).toBe(404);
    const { status, location } = await post(path, '');
    expect(status).toBe(303);
    expect(location).toMatch(/^\/unsubscribe\/[\w%.-]+\?unknown$/);
  }
  expect((await post('%E0%A4%A', '')).status).toBe(400);
  expect((await statusOf(owner, person)).status).toBe('ACTIVE');
});

test('a link to somebody who was deleted does nothing, without a word of it', async () => {
  const { owner, person, token } = await reached();
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: person.id });
  expect((await post(token, 'List-Unsubscribe=One-Click')).status).toBe(200);
});

test('a token says nothing but a number, signed', () => {
  for (const id of [1, 65_536, 2 ** 40, 2 ** 48 - 1]) {
    const token = unsubscribeToken('secret', id);
    expect(token).toMatch(/^[\w-]{30}$/);
    expect(readUnsubscribeToken('secret', token)).toBe(id);
    expect(readUnsubscribeToken('other', token)).toBeNull();
  }
  expect(unsubscribeUrl('https://mail.example.org', 'secret', 1)).toMatch(
    /^https:\/\/mail\.example\.org\/unsubscribe\/[\w-]{30}$/,
  );
});
