import { randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';
import { tokenOf } from '../../../test/operations.ts';
import { runningServer, sessionOf } from '../../../test/server.ts';
import type { User } from '../../accounts/user.entity.ts';

/** The file that a user downloads from a path, with its rows. */
async function download(user: User | null, path: string, headers: Record<string, string> = {}) {
  const { url } = await runningServer();
  const cookie = user ? { cookie: await sessionOf(user) } : {};
  const response = await fetch(`${url}/export/${path}`, { headers: { ...cookie, ...headers } });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer());
  const isCsv = response.headers.get('content-type')?.startsWith('text/csv') ?? false;
  const rows: string[][] = isCsv ? parse(text, { bom: true, delimiter: [',', ';'] }) : [];
  return { status: response.status, headers: response.headers, text, titles: rows[0], rows: rows.slice(1) };
}

test('recipients come with their lists and a column for each attribute, nothing in them is a formula', async () => {
  const owner = await build.user();
  const anna = await build.recipient({ owner, fullName: 'Анна', attributes: { city: 'Рим', age: 7 } });
  await build.recipient({ owner, fullName: '=HYPERLINK("x")', comment: '+1', attributes: { city: '@x' } });
  await build.list({ owner, name: 'News', recipients: [anna] });
  const { status, headers, text, titles, rows } = await download(owner, 'recipients.csv');
  expect(status).toBe(200);
  expect(headers.get('content-disposition')).toMatch(
    /^attachment; filename="recipients-\d{4}-\d\d-\d\d\.csv"$/,
  );
  expect(text.startsWith('\uFEFFEmail,Full name,')).toBe(true);
  expect(titles!.slice(-2)).toEqual(['city', 'age']);
  expect(rows[0]).toMatchObject({ 0: anna.email, 1: 'Анна', 3: 'ACTIVE', 4: 'News', 7: 'Рим', 8: '7' });
  expect(rows[0]![5]).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  expect(rows[1]).toMatchObject({ 1: `'=HYPERLINK("x")`, 2: "'+1", 7: "'@x" });
});

test('a Russian reader gets semicolons, unless another sign is asked for', async () => {
  const owner = await build.user({ locale: 'RU' });
  await build.recipient({ owner });
  expect((await download(owner, 'recipients.csv')).text).toMatch(/^\uFEFFEmail;Полное имя;/);
  expect((await download(owner, 'recipients.csv?separator=comma')).text).toMatch(/^\uFEFFEmail,Полное имя,/);
});

test('a filter is kept, however many rows it shows', async () => {
  const owner = await build.user();
  const ids = await build.people(owner, 2500);
  await build.recipient({ owner, email: 'somebody-else@example.com' });
  const { rows } = await download(owner, 'recipients.csv?search=p');
  expect(new Set(rows.map(([email]) => email)).size).toBe(2501);
  expect((await download(owner, 'recipients.csv?search=somebody-else')).rows).toHaveLength(1);
  expect((await download(owner, 'recipients.csv?status=BOUNCED')).rows).toHaveLength(0);
  expect((await download(owner, 'recipients.csv?status=X')).status).toBe(422);
  const wanted = (filter: string) => `recipients.csv?filter=${encodeURIComponent(filter)}`;
  expect(
    (await download(owner, wanted('{"search":"somebody-else","createdAfter":"2020-01-01T00:00:00Z"}'))).rows,
  ).toHaveLength(1);
  for (const wrong of ['{', '{"unknown":1}', '{"createdWithinDays":0}', '7']) {
    expect((await download(owner, wanted(wrong))).status).toBe(422);
  }
  expect(ids).toHaveLength(2500);
});

test.each([
  'recipients.csv?statuses=x&status=x',
  'recipients.csv?createdAfter=yesterday',
  'suppressions.csv?isLifted=maybe',
  'suppressions.csv?source=x',
  'attempts.csv?smtpCode=x',
  'attempts.csv?from=x',
])('%s is refused, as a condition that is left out would show more than was asked for', async (path) => {
  expect((await download(await build.user(), path)).status).toBe(422);
});

test('a segment is exported as it stands, by those who see it', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  await build.people(owner, 3);
  await build.recipient({ owner, email: 'segmented@example.com' });
  const create = 'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }';
  const { createSegment } = await as(owner).ask(create, {
    input: { name: 'S', filter: { search: 'segmented' } },
  });
  const path = `recipients.csv?segmentId=${createSegment.id}`;
  expect((await download(owner, path)).rows.map(([email]) => email)).toEqual(['segmented@example.com']);
  expect((await download(owner, `${path}&status=BOUNCED`)).rows).toEqual([]);
  expect((await download(stranger, path)).status).toBe(404);
});

test('each sees their own; a token needs READ', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  const { email } = await build.recipient({ owner });
  expect((await download(null, 'recipients.csv')).status).toBe(401);
  expect((await download(stranger, `recipients.csv?ownerId=${owner.id}`)).rows).toEqual([]);
  const found = await download(await build.manager(), `recipients.csv?ownerId=${owner.id}`);
  expect(found.rows.map(([address]) => address)).toEqual([email]);
  const asToken = async (scope: string) =>
    download(null, 'recipients.csv', { authorization: `Bearer ${(await tokenOf(owner, [scope])).secret}` });
  expect((await asToken('READ')).rows).toHaveLength(1);
  expect((await asToken('WRITE')).status).toBe(403);
});

test('the deliveries of a run, its attempts and the suppressions can be had too', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  const [one, other] = [await build.recipient({ owner }), await build.recipient({ owner })];
  const mailing = await build.mailing({ owner, recipients: [one, other] });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { id } = (await as(owner).ask(launch, { id: mailing.id })).launchSend;
  await endRun(id, { [other.id]: 'FAILED' });
  const label = randomUUID();
  await (await testApp()).orm.em.fork().execute(
    `with server as (insert into mail_server (label) values (?) returning id)
     insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, server_id)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'FAILURE', 550, '550 no', server.id from server, delivery
     join mailing_run run on run.id = run_id where run.id = ? and state = 'FAILED'`,
    [label, id],
  );
  await build.suppression(owner);
  const failed = await download(owner, `runs/${id}/deliveries.csv?state=FAILED`);
  expect(failed.rows).toEqual([[other.email, 'Person', 'FAILED', '', '1', '', '', '550 no']]);
  expect((await download(owner, `runs/${id}/deliveries.csv`)).rows).toHaveLength(2);
  const about = `runs/${id}/deliveries.csv?search=${encodeURIComponent(one.email)}`;
  expect((await download(owner, about)).rows.map(([email]) => email)).toEqual([one.email]);
  expect((await download(owner, `runs/${id}/deliveries.csv?skipReason=BOUNCED`)).rows).toEqual([]);
  expect((await download(stranger, `runs/${id}/deliveries.csv`)).status).toBe(404);
  const { rows } = await download(owner, `attempts.csv?runId=${id}`);
  expect(rows[0]!.slice(1)).toEqual([
    other.email,
    mailing.name,
    '1',
    'MANUAL',
    'FAILURE',
    '550',
    label,
    '550 no',
  ]);
  for (const wanted of [
    'status=SUCCESS',
    'smtpCode=250',
    'server=nowhere',
    'to=2020-01-01',
    'search=nobody-else',
  ]) {
    expect([wanted, (await download(owner, `attempts.csv?${wanted}`)).rows]).toEqual([wanted, []]);
  }
  expect(
    (await download(owner, 'attempts.csv?status=FAILURE&smtpCode=550&from=2020-01-01')).rows,
  ).toHaveLength(1);
  expect((await download(owner, 'suppressions.csv?isLifted=false')).rows).toHaveLength(1);
  expect((await download(owner, 'suppressions.csv?reason=COMPLAINED')).rows).toEqual([]);
  expect((await download(stranger, 'suppressions.csv')).rows).toEqual([]);
});
