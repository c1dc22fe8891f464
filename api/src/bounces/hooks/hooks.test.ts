import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import {
  type HookSample,
  hookSamples,
  LOGIN,
  MAILGUN_KEY,
  makers,
  SENDGRID_KEY,
} from '../../../test/hook-samples.ts';
import { sentMail } from '../../../test/sent-mail.ts';
import { runningServer } from '../../../test/server.ts';
import { returnToken } from '../../platform/mime/return-token.ts';
import type { MailService } from '../../platform/mime/service-headers.ts';

const secrets = new Map<MailService, string>([
  ['mailgun', MAILGUN_KEY],
  ['sendgrid', SENDGRID_KEY],
  ['postmark', LOGIN],
  ['mailjet', LOGIN],
  ['sparkpost', LOGIN],
]);

async function hookServer() {
  const { url } = await runningServer({ mailHooks: secrets });
  return async (service: string, { body, headers }: HookSample) =>
    (await fetch(`${url}/hooks/${service}`, { method: 'POST', body, headers })).status;
}

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** So many mails of one run, and what is kept of them in their order. */
async function mails(howMany: number) {
  const app = await testApp();
  const em = app.orm.em.fork();
  const owner = await build.user();
  const people = await build.people(owner, howMany);
  const mailing = await build.mailing({ owner, recipients: people.map((id) => ({ id })) as never });
  const { id } = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend;
  const rows = await em.execute<{ id: string; email: string; hash: Buffer }[]>(
    'select id, email, address_hash as hash from delivery where run_id = ? order by id',
    [id],
  );
  const kept = async () => {
    const found = await em.execute<{ delivery_id: string; kind: string; source: string }[]>(
      'select delivery_id, kind, source from mail_event where run_id = ?',
      [id],
    );
    return rows.map((row) => found.filter((event) => event.delivery_id === row.id).map(({ kind }) => kind));
  };
  return {
    rows,
    kept,
    owner,
    tokenOf(at: number) {
      const { id: deliveryId, hash: addressHash } = rows[at]!;
      return returnToken(app.services.secret, { deliveryId: Number(deliveryId), addressHash });
    },
  };
}

test('each event of each service is kept once as what it is, and none that is forged', async () => {
  const post = await hookServer();
  const { rows, kept, tokenOf } = await mails(hookSamples.length);
  const samples = hookSamples.map(([service, about], at) => ({
    service,
    sample: makers[service]({ email: rows[at]!.email, token: tokenOf(at) }, about),
  }));
  for (const { service, sample } of samples) {
    const { body } = sample;
    const unsigned = { body: body.replace(/"signature":"\w+"/, '"signature":"00"'), headers: {} };
    expect(await post(service, unsigned)).toBe(403);
    const [[name, value] = ['x', '']] = Object.entries(sample.headers);
    const other = { body: unsigned.body, headers: { ...sample.headers, [name]: `x${value}` } };
    expect(await post(service, other)).toBe(403);
  }
  expect((await kept()).flat()).toEqual([]);
  for (const { service, sample } of [...samples, ...samples]) expect(await post(service, sample)).toBe(200);
  expect(await kept()).toEqual(hookSamples.map(([, , kind]) => (kind ? [kind] : [])));
}, 60_000);

test('a mail has a header for each service by which its token comes back', async () => {
  const { bytes, token } = await sentMail();
  expect(bytes).toContain(`\r\nX-PM-Metadata-postline: ${token}\r\n`);
  expect(bytes).toContain(`\r\nX-Mailgun-Variables: {"postline":"${token}"}\r\n`);
});

test('what a service tells ends mail, and is not told again after it was allowed', async () => {
  const post = await hookServer();
  const { token, email, person, owner } = await sentMail();
  const sample = makers.postmark({ email, token }, { RecordType: 'SpamComplaint' });
  await post('postmark', sample);
  expect(await person()).toMatchObject({ status: 'COMPLAINED' });
  const { suppressions } = await as(owner).ask('{ suppressions { nodes { id } } }');
  await as(owner).ask(
    'mutation ($id: ID!) { liftSuppression(id: $id, reason: "A mistake") { id } }',
    suppressions.nodes[0],
  );
  await post('postmark', sample);
  expect((await person()).status).toBe('ACTIVE');
});

test('without a token a mail is known by Message-ID and address together, else by the address', async () => {
  const post = await hookServer();
  const about = { event: 'bounce', type: 'bounce', reason: '550 5.1.1 unknown user' };
  const first = await sentMail();
  const messageId = /^Message-ID: <(.+)>/im.exec(first.bytes)![1]!;
  const other = await sentMail();
  // Somebody else's Message-ID counts for nothing: the address does.
  await post('sendgrid', makers.sendgrid({ email: other.email, messageId }, about));
  expect([(await first.person()).status, (await other.person()).status]).toEqual(['ACTIVE', 'BOUNCED']);
  await post('sendgrid', makers.sendgrid({ email: first.email, messageId }, about));
  expect((await first.person()).status).toBe('BOUNCED');
  const events = '{ mailEvents { nodes { source delivery { id } } } }';
  expect((await as(first.owner).ask(events)).mailEvents.nodes).toEqual([
    { source: 'SENDGRID', delivery: { id: String(first.deliveryId) } },
  ]);
  expect(await post('sendgrid', makers.sendgrid({ email: 'nobody@example.net' }, about))).toBe(200);
});

test('a signature of Mailgun serves one event, and not for ever', async () => {
  const post = await hookServer();
  const { rows, kept, tokenOf } = await mails(2);
  const one = makers.mailgun({ email: rows[0]!.email, token: tokenOf(0) }, { event: 'complained' });
  expect(await post('mailgun', one)).toBe(200);
  const other = { ...one, body: one.body.replace(tokenOf(0), tokenOf(1)) };
  await post('mailgun', other);
  expect(await kept()).toEqual([['COMPLAINT'], []]);
});

test('services without a secret, broken messages and long ones are refused', async () => {
  const post = await hookServer();
  const login = { authorization: `Basic ${Buffer.from(LOGIN).toString('base64')}` };
  expect(await post('ses', { body: '{}', headers: login })).toBe(404);
  expect(await post('constructor', { body: '{}', headers: login })).toBe(404);
  for (const body of ['', '{', '[[[]]]', 'null', '{"msys":1}', `"${'x'.repeat(100)}"`])
    for (const service of ['postmark', 'mailjet', 'sparkpost'])
      expect(await post(service, { body, headers: login })).toBe(200);
  expect(await post('mailgun', { body: '{"signature":{}}', headers: {} })).toBe(403);
  expect(await post('postmark', { body: 'x'.repeat(3_000_000), headers: login })).toBe(413);
});
