import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { LOGIN, MAILGUN_KEY, makers, SENDGRID_KEY } from '../../../test/hook-samples.ts';
import { deep, hostileBodies } from '../../../test/hostile-bodies.ts';
import { hostileText } from '../../../test/hostile-text.ts';
import { runningServer } from '../../../test/server.ts';
import { returnToken } from '../../platform/mime/return-token.ts';
import type { MailService } from '../../platform/mime/service-headers.ts';

const mailHooks = new Map<MailService, string>([
  ['mailgun', MAILGUN_KEY],
  ['sendgrid', SENDGRID_KEY],
  ['postmark', LOGIN],
  ['mailjet', LOGIN],
  ['sparkpost', LOGIN],
  ['ses', 'arn:aws:sns:eu-west-1:123456789012:bounces'],
]);
const login = { authorization: `Basic ${Buffer.from(LOGIN).toString('base64')}` };

/** A new server each time: a network may only send so much to one. */
async function poster() {
  const { url } = await runningServer({ mailHooks });
  return async (service: string, bytes: Buffer | string, headers: Record<string, string>) => {
    const body = typeof bytes === 'string' ? bytes : new Uint8Array(bytes);
    return (await fetch(`${url}/hooks/${service}`, { method: 'POST', body, headers })).status;
  };
}

const shapes = [
  'null',
  '1',
  '""',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '[{}]',
  '{"__proto__": {"x": 1}}',
  '{"a":',
  `{"a":${deep(25_000)}}`,
  JSON.stringify([{ email: 1, event: ['bounce'], sg_event_id: {} }, { msys: null }]),
  JSON.stringify([{ msys: { message_event: 5 } }, { msys: { unsubscribe_event: { type: [] } } }]),
  JSON.stringify({ RecordType: 'Bounce', Email: ['x'], ID: {}, Type: 7, Details: null }),
  JSON.stringify([{ event: 'bounce', email: null, MessageID: -1e308, hard_bounce: 'yes' }]),
  JSON.stringify({ signature: { timestamp: 'x', token: {}, signature: 0 }, 'event-data': [] }),
  JSON.stringify({
    signature: { timestamp: '1', token: 'x', signature: '\u{1f600}' },
    'event-data': { event: 'failed', recipient: 'x' },
  }),
  JSON.stringify({ Type: 'Notification', SigningCertURL: 'http://127.0.0.1/x', Message: '{}' }),
];

test.each([...mailHooks.keys()])(
  'what %s does not send as it should is refused or passed over',
  { timeout: 60_000 },
  async (service) => {
    const post = await poster();
    const bodies = [...shapes, ...(await hostileBodies()).map(([, bytes]) => bytes)];
    for (const [at, body] of bodies.entries())
      for (const headers of [{}, login, { authorization: 'Basic ////', 'content-encoding': 'gzip' }])
        expect({ at, status: await post(service, body, headers as Record<string, string>) }).toEqual({
          at,
          status: expect.toBeOneOf([200, 400, 403, 415]),
        });
  },
);

test('a service that is none is not there', async () => {
  const post = await poster();
  for (const service of ['nobody', '%00', '__proto__', 'constructor', 'a'.repeat(2000)])
    expect(await post(service, '{}', login)).toBe(404);
});

async function mailOfOnePerson() {
  const { services, orm } = await testApp();
  const em = orm.em.fork();
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { id } = (await as(owner).ask(launch, { id: mailing.id })).launchSend;
  const [row] = await em.execute<{ id: string; email: string; hash: Buffer }[]>(
    'select id, email, address_hash as hash from delivery where run_id = ?',
    [id],
  );
  const token = returnToken(services.secret, { deliveryId: Number(row!.id), addressHash: row!.hash });
  /** Forgets them, because a mail has one event of each kind. */
  const takeKept = () =>
    em.execute<{ source: string }[]>('delete from mail_event where delivery_id = ? returning source', [
      row!.id,
    ]);
  return { email: row!.email, token, takeKept };
}

/** A bounce in the words of each service, with the text wherever there may be one. */
const bounces = (text: string): Record<keyof typeof makers, Record<string, unknown>> => ({
  mailgun: {
    id: text,
    event: 'failed',
    severity: 'permanent',
    reason: text,
    'delivery-status': { code: 550, message: text, description: text, 'enhanced-code': text },
  },
  sendgrid: { event: 'bounce', type: text, status: text, reason: text, sg_event_id: text },
  postmark: { RecordType: 'Bounce', Type: 'HardBounce', TypeCode: 1, Details: text, MessageID: text },
  mailjet: { event: 'bounce', hard_bounce: true, error: text, comment: text, Message_GUID: text },
  sparkpost: { type: 'bounce', bounce_class: '10', raw_reason: text, reason: text, event_id: text },
});

test('whatever texts a service signs, the event is kept', { timeout: 60_000 }, async () => {
  const post = await poster();
  const { takeKept, ...mail } = await mailOfOnePerson();
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      for (const [service, about] of Object.entries(bounces(text))) {
        const { body, headers } = makers[service as keyof typeof makers]({ ...mail, messageId: text }, about);
        const status = await post(service, body, headers);
        const kept = await takeKept();
        expect({ service, status, kept }).toEqual({
          service,
          status: 200,
          kept: [{ source: service.toUpperCase() }],
        });
      }
    }),
    { numRuns: 60, endOnFailure: true },
  );
});
