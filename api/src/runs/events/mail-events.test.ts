import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { sentMail } from '../../../test/sent-mail.ts';
import type { User } from '../../accounts/user.entity.ts';

const HEARD = `query ($id: ID!) { recipient(id: $id) { status
  events { totalCount nodes { kind source reason code words email delivery { id } run { id } } }
  deliveries { nodes { events { kind } run { eventCounts { hardBounces softBounces policyBounces complaints unsubscribes } } } } } }`;
const LIFT = 'mutation ($id: ID!) { liftSuppression(id: $id, reason: "They made room") { id } }';
const FULL = { onRecipient: () => '552 5.2.2 Mailbox full' };

const heard = async (owner: User, id: number) => (await as(owner).ask(HEARD, { id })).recipient;

const delayed = (status: string, words: string) => `From: MAILER-DAEMON@mx.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; p@example.com
Action: failed
Status: ${status}
Diagnostic-Code: smtp; ${words}

--b--
`;

test('what the server says last is kept with the delivery, the person and the run', async () => {
  const { owner, recipients, runId, deliveryId, email } = await sentMail({
    onRecipient: () => '550 5.1.1 No such user',
  });
  const person = await heard(owner, recipients[0]!.id);
  expect(person).toMatchObject({
    status: 'BOUNCED',
    events: {
      totalCount: 1,
      nodes: [
        {
          kind: 'HARD_BOUNCE',
          source: 'SMTP',
          reason: 'NO_MAILBOX',
          code: '5.1.1',
          words: '550 5.1.1 No such user',
          email,
          delivery: { id: String(deliveryId) },
          run: { id: runId },
        },
      ],
    },
  });
  expect(person.deliveries.nodes[0]).toEqual({
    events: [{ kind: 'HARD_BOUNCE' }],
    run: {
      eventCounts: { hardBounces: 1, softBounces: 0, policyBounces: 0, complaints: 0, unsubscribes: 0 },
    },
  });
});

test('five soft bounces in a row end mail, over SMTP and in reports alike; a mail that was taken starts anew', async () => {
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  const given = { owner, recipients: [recipient] };
  const statusOf = async () => (await heard(owner, recipient.id)).status;
  for (let mails = 0; mails < 3; mails++) await sentMail({ ...given, ...FULL });
  await sentMail(given);
  for (let mails = 0; mails < 3; mails++) await sentMail({ ...given, ...FULL });
  const taken = await sentMail(given);
  await taken.receive(taken.to, delayed('4.4.1', '421 4.4.1 Connection timed out'));
  expect(await statusOf()).toBe('ACTIVE');
  await taken.receive(taken.to, delayed('4.4.1', '421 4.4.1 Connection timed out'));
  expect(await statusOf()).toBe('ACTIVE');
  await sentMail({ ...given, ...FULL });
  expect(await statusOf()).toBe('BOUNCED');
  expect((await heard(owner, recipient.id)).events.totalCount).toBe(8);
});

test('the last of them may come as a report, and whoever allows mail again starts anew', async () => {
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  const given = { owner, recipients: [recipient] };
  for (let mails = 0; mails < 4; mails++) await sentMail({ ...given, ...FULL });
  const last = await sentMail(given);
  await last.receive(last.to, delayed('5.2.2', '552 5.2.2 Over quota'));
  expect((await heard(owner, recipient.id)).status).toBe('BOUNCED');
  const { suppressions } = await as(owner).ask('{ suppressions { nodes { id } } }');
  await as(owner).ask(LIFT, { id: suppressions.nodes[0].id });
  await last.receive(last.to, delayed('5.2.2', '552 5.2.2 Over quota'));
  for (let mails = 0; mails < 4; mails++) await sentMail({ ...given, ...FULL });
  expect((await heard(owner, recipient.id)).status).toBe('ACTIVE');
  await sentMail({ ...given, ...FULL });
  expect((await heard(owner, recipient.id)).status).toBe('BOUNCED');
});

test('a refusal for policy never ends mail, however often', async () => {
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  for (let mails = 0; mails < 6; mails++) {
    const { to, receive } = await sentMail({ owner, recipients: [recipient] });
    await receive(to, delayed('5.7.1', '550 5.7.1 Message rejected due to content restrictions'));
  }
  const { status, events } = await heard(owner, recipient.id);
  expect({ status, count: events.totalCount }).toEqual({ status: 'ACTIVE', count: 6 });
});

test('events are filtered, exported, and shown to those who see the mailings', async () => {
  const { owner, runId, mailing, email, to, receive } = await sentMail();
  await receive(to, delayed('5.2.2', '552 5.2.2 Over quota =SUM(1)'));
  const find = async (user: User, filter: object) =>
    (
      await as(user).ask('query ($filter: MailEventFilter) { mailEvents(filter: $filter) { totalCount } }', {
        filter,
      })
    ).mailEvents.totalCount as number;
  const filters = [
    { runId },
    { mailingId: mailing.id },
    { kind: 'SOFT_BOUNCE' },
    { source: 'REPORT' },
    { email },
  ];
  for (const filter of filters) expect(await find(owner, filter)).toBe(1);
  for (const filter of [
    { runId: '0' },
    { kind: 'COMPLAINT' },
    { email: 'other@example.com' },
    { to: '2020-01-01T00:00:00Z' },
  ])
    expect(await find(owner, filter)).toBe(0);
  expect(await find(await build.user(), { runId })).toBe(0);
  expect(await find(await build.superuser(), { runId })).toBe(1);
  const app = await testApp();
  const ctx = app.asSystem();
  const { exportEvents } = await import('../export/export-events.ts');
  const rows: unknown[][] = [];
  for await (const portion of exportEvents(ctx, { runId }).portions) rows.push(...(portion as unknown[][]));
  expect(rows).toHaveLength(1);
  expect(rows[0]!.slice(1)).toEqual([
    email,
    expect.any(String),
    1,
    'SOFT_BOUNCE',
    'REPORT',
    'MAILBOX_FULL',
    '5.2.2',
    '552 5.2.2 Over quota =SUM(1)',
  ]);
});
