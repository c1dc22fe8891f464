import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { download } from '../../test/download.ts';
import { tokenOf } from '../../test/operations.ts';

const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);

test('segments come with their conditions and how many people match', async () => {
  const owner = await build.user({ fullName: 'Anna' });
  await build.recipient({ owner, email: 'a@example.com' });
  await build.recipient({ owner, email: 'b@example.com' });
  const create = 'mutation ($input: CreateSegmentInput!) { createSegment(input: $input) { id } }';
  const named = (name: string, filter: object) => as(owner).ask(create, { input: { name, filter } });
  await named('=Everybody', { status: 'ACTIVE' });
  await named('One', { search: 'a@example' });
  const { status, rows } = await download(owner, 'segments.csv');
  expect(status).toBe(200);
  expect(rows).toMatchObject([
    { Name: "'=Everybody", Conditions: '{"status": "ACTIVE"}', Recipients: '2', Owner: 'Anna' },
    { Name: 'One', Recipients: '1', 'Created (UTC)': time, 'Changed (UTC)': time },
  ]);
  expect((await download(owner, 'segments.csv?search=one')).rows).toMatchObject([{ Name: 'One' }]);
});

test('senders come with whether they are verified, and without keys', async () => {
  const owner = await build.user();
  const create = `mutation ($input: CreateSenderIdentityInput!) { createSenderIdentity(input: $input) { id } }`;
  await as(owner).ask(create, { input: { name: 'Shop', address: 'shop@example.net', isDefault: true } });
  const { rows } = await download(owner, 'senders.csv');
  expect(rows).toEqual([
    {
      Id: expect.any(String),
      Name: 'Shop',
      Address: 'shop@example.net',
      'Replies to': '',
      Default: 'true',
      Verified: 'false',
      Owner: owner.fullName,
      'Created (UTC)': time,
    },
  ]);
});

test('webhooks come without their secrets, and are for nobody else', async () => {
  const owner = await build.user();
  const create = `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { secret } }`;
  const input = { url: 'https://example.com/hook', events: ['RUN_FINISHED', 'RECIPIENT_UNSUBSCRIBED'] };
  await as(owner).ask(create, { input });
  const { rows } = await download(owner, 'webhooks.csv');
  expect(rows).toEqual([
    {
      Id: expect.any(String),
      URL: 'https://example.com/hook',
      Events: 'RUN_FINISHED RECIPIENT_UNSUBSCRIBED',
      Enabled: 'true',
      'Why disabled': '',
      'Failing since (UTC)': '',
      'Last success (UTC)': '',
      'Created (UTC)': time,
    },
  ]);
  expect((await download(await build.manager(), 'webhooks.csv')).rows).toEqual([]);
});

test('of posts, drafts come for authors alone', async () => {
  const author = await build.superuser();
  const create = 'mutation ($input: CreateBlogPostInput!) { createBlogPost(input: $input) { id } }';
  const titled = async (title: string, isPublished: boolean) =>
    (await as(author).ask(create, { input: { title, content: 'Text', isPublished } })).createBlogPost.id;
  const [shown, draft] = [await titled('Shown', true), await titled('Draft', false)];
  const seenBy = async (user: typeof author) => {
    const { rows } = await download(user, 'posts.csv');
    return rows.filter(({ Id }) => Id === shown || Id === draft);
  };
  expect(await seenBy(author)).toMatchObject([
    { Title: 'Shown', Published: 'true', 'Published (UTC)': time, Views: '0' },
    { Title: 'Draft', Published: 'false', 'Published (UTC)': '' },
  ]);
  expect(await seenBy(await build.user())).toMatchObject([{ Title: 'Shown' }]);
});

test.each(['segments.csv', 'senders.csv'])('of %s each gets their own', async (path) => {
  const owner = await build.user();
  await as(owner).ask('mutation { createSegment(input: { name: "S", filter: { status: ACTIVE } }) { id } }');
  await as(owner).ask(
    'mutation { createSenderIdentity(input: { name: "N", address: "n@example.net" }) { id } }',
  );
  const of = `${path}?ownerId=${owner.id}`;
  expect((await download(await build.user(), of)).rows).toEqual([]);
  expect((await download(await build.manager(), of)).rows).toHaveLength(1);
  expect((await download(await tokenOf(owner, ['READ']), path)).rows).toHaveLength(1);
});

test.each(['segments.csv', 'senders.csv', 'webhooks.csv', 'posts.csv'])(
  '%s is for users who may read',
  async (path) => {
    expect((await download(null, path)).status).toBe(401);
    expect((await download(await tokenOf(await build.user(), ['WRITE']), path)).status).toBe(403);
  },
);
