import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { download } from '../../../test/download.ts';
import { endRun } from '../../../test/end-run.ts';
import { tokenOf } from '../../../test/operations.ts';

test('mailings come with their latest run, and nothing in them is a formula', async () => {
  const owner = await build.user({ fullName: 'Anna' });
  const person = await build.recipient({ owner });
  const message = await build.message({ owner, subject: '=HYPERLINK("x")' });
  const mailing = await build.mailing({ owner, message, recipients: [person], values: { name: '+Новости' } });
  const launch = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
  const { id } = (await as(owner).ask(launch, { id: mailing.id })).launchSend;
  await endRun(id, { [person.id]: 'FAILED' });
  await build.mailing({ owner, message, values: { nextRunAt: new Date('2040-01-02T03:04:05Z') } });
  const { status, rows } = await download(owner, 'mailings.csv');
  expect(status).toBe(200);
  expect(rows).toMatchObject([
    {
      Id: String(mailing.id),
      Name: "'+Новости",
      Status: 'COMPLETED',
      Enabled: 'true',
      Owner: 'Anna',
      Message: `'=HYPERLINK("x")`,
      'Next start (UTC)': '',
      Runs: '1',
      'Latest run (UTC)': expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      Recipients: '1',
      Sent: '0',
      Failed: '1',
      Skipped: '0',
    },
    {
      Status: 'CREATED',
      'Next start (UTC)': '2040-01-02 03:04:05',
      Runs: '0',
      'Latest run (UTC)': '',
      Sent: '',
    },
  ]);
});

test('the conditions of the page apply to mailings, messages and lists, and a wrong one is refused', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, subject: 'Weekly' });
  await build.mailing({
    owner,
    message,
    values: { name: 'Armed', nextRunAt: new Date('2040-01-01') },
  });
  await build.mailing({ owner, values: { name: 'Disabled', isActive: false } });
  await build.mailing({ owner, values: { name: 'Done', status: 'COMPLETED' } });
  const found = async (query: string) =>
    (await download(owner, `mailings.csv?${query}`)).rows.map(({ Name }) => Name);
  expect(await found('isArmed=true')).toEqual(['Armed']);
  expect(await found('status=CREATED&isArmed=false')).toEqual(['Disabled']);
  expect(await found('needsAttention=true')).toEqual(['Armed', 'Disabled']);
  expect(await found('search=don')).toEqual(['Done']);
  expect(await found(`messageId=${message.id}`)).toEqual(['Armed']);
  expect(await found('segmentId=2147483647')).toEqual([]);
  for (const wrong of ['status=X', 'isArmed=perhaps']) {
    expect((await download(owner, `mailings.csv?${wrong}`)).status).toBe(422);
  }
  const [row] = (await download(owner, 'messages.csv?search=week')).rows;
  expect(row).toMatchObject({ Id: String(message.id), Subject: 'Weekly', Format: 'HTML', Mailings: '1' });
  expect((await download(owner, 'messages.csv')).rows).toHaveLength(3);
  const list = await build.list({ owner, name: 'Friends', recipients: [await build.recipient({ owner })] });
  await build.list({ owner, name: 'Others' });
  expect((await download(owner, 'lists.csv?search=frie')).rows).toMatchObject([
    { Id: String(list.id), Name: 'Friends', Recipients: '1' },
  ]);
});

test.each(['mailings.csv', 'messages.csv', 'lists.csv'])('of %s each gets their own', async (path) => {
  const owner = await build.user();
  await build.mailing({ owner });
  await build.list({ owner });
  const of = `${path}?ownerId=${owner.id}`;
  expect((await download(null, path)).status).toBe(401);
  expect((await download(await build.user(), of)).rows).toEqual([]);
  expect((await download(await build.manager(), of)).rows).toHaveLength(1);
  expect((await download(await tokenOf(owner, ['READ']), path)).rows).toHaveLength(1);
  expect((await download(await tokenOf(owner, ['WRITE']), path)).status).toBe(403);
});

test('all rows come, however many there are', async () => {
  const owner = await build.user();
  const message = await build.message({ owner });
  const { id } = await build.mailing({ owner, message });
  await (
    await testApp()
  ).orm.em
    .fork()
    .execute(
      `insert into mailing (owner_id, message_id, name) select owner_id, message_id, 'M' || n from mailing, generate_series(1, 1200) n where id = ?`,
      [id],
    );
  const { rows } = await download(owner, 'mailings.csv');
  expect(new Set(rows.map(({ Id }) => Id)).size).toBe(1201);
});
