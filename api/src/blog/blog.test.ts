import { expect, test } from 'vitest';
import sharp from 'sharp';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { htmlOf } from './markdown/html-of.ts';
import { viewsOf } from './views.ts';

const CREATE = `mutation ($input: CreateBlogPostInput!) { createBlogPost(input: $input) {
  id slug contentHtml isPublished publishedAt viewerCan { edit delete } } }`;
const READ = 'query ($slug: String!) { blogPost(slug: $slug) { title viewCount viewerCan { edit } } }';
const UPDATE =
  'mutation ($id: ID!, $input: UpdateBlogPostInput!) { updateBlogPost(id: $id, input: $input) { slug isPublished publishedAt } }';

test('a post has an address of its title, and is everybody’s when it is published', async () => {
  const [writer, reader] = [as(await build.superuser()), as(null)];
  const input = { title: 'Привет, мир!', content: '# Head\n\n**bold**' };
  const { createBlogPost: post } = await writer.ask(CREATE, { input });
  expect(post).toMatchObject({
    slug: expect.stringMatching(/^privet-mir(-\d+)?$/),
    contentHtml: '<h2>Head</h2>\n<p><strong>bold</strong></p>\n',
    isPublished: false,
    viewerCan: { edit: true, delete: true },
  });
  const { createBlogPost: second } = await writer.ask(CREATE, { input });
  expect(second.slug).not.toBe(post.slug);

  expect((await reader.refused(READ, { slug: post.slug })).extensions.code).toBe('NOT_FOUND');
  const { updateBlogPost } = await writer.ask(UPDATE, {
    id: post.id,
    input: { title: 'Other', isPublished: true },
  });
  expect(updateBlogPost).toEqual({ slug: post.slug, isPublished: true, publishedAt: expect.any(String) });
  expect((await reader.ask(READ, { slug: post.slug })).blogPost).toMatchObject({
    title: 'Other',
    viewerCan: { edit: false },
  });
});

test('a view is counted at once, written later, and not of those who write', async () => {
  const app = await testApp();
  const { slug, id } = await build.post();
  const reader = as(await build.user());
  for (const times of [1, 2, 3]) {
    expect((await expectQueries(2, () => reader.ask(READ, { slug }))).blogPost.viewCount).toBe(times);
  }
  await as(await build.superuser()).ask(READ, { slug });
  const written = async () =>
    (
      await app.orm.em
        .fork()
        .execute<{ view_count: number }[]>('select view_count from blog_post where id = ?', [id])
    )[0]!.view_count;
  expect(await written()).toBe(0);
  await viewsOf(app.services).flush();
  expect(await written()).toBe(3);
});

test('home shows three published posts', async () => {
  for (let count = 0; count < 4; count++) await build.post();
  await (await testApp()).services.cache.clear();
  const { overview } = await as(null).ask('{ overview { posts { id isPublished } } }');
  expect(overview.posts).toHaveLength(3);
  expect(new Set(overview.posts.map((post: { id: string }) => post.id)).size).toBe(3);
});

test.each([
  ['<script>alert(1)</script>', 'script>'],
  ['[x](javascript:alert(1))', 'href="javascript'],
  ['![x](https://evil.example/x.png)', '<img'],
  ['<img src=x onerror=alert(1)>', '<img'],
  ['[x](//evil.example)', 'href="//'],
  ['![x](data:image/svg+xml;base64,AAAA)', '<img'],
])('%s does no harm', (text, harm) => {
  expect(htmlOf(text)).not.toContain(harm);
});

test.each([
  '> '.repeat(20_000),
  '['.repeat(50_000),
  '- '.repeat(20_000),
  '*a '.repeat(30_000),
  '`'.repeat(90_000),
])('a text of many repetitions is shown or refused in time', async (content) => {
  const writer = as(await build.superuser());
  const { data, error } = await writer.answer(
    'query ($content: String!) { previewBlogPost(content: $content) }',
    { content },
  );
  expect(error?.extensions.code ?? typeof data!.previewBlogPost).toMatch(/^(INVALID|string)$/);
});

test('a picture is made smaller, kept once and shown to all; what is none is refused', async () => {
  const { port } = await runningServer();
  const post = async (body: Uint8Array, cookie: string) =>
    fetch(`http://127.0.0.1:${port}/images`, { method: 'POST', body, headers: { cookie } });
  const cookie = await sessionOf(await build.superuser());
  const large = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer();
  const [first, again] = [await post(large, cookie), await post(large, cookie)];
  expect([first.status, again.status]).toEqual([201, 201]);
  const { url } = (await first.json()) as { url: string };
  expect(await again.json()).toEqual({ url });
  const shown = await fetch(`http://127.0.0.1:${port}${url}`);
  expect(shown.headers.get('content-type')).toBe('image/webp');
  expect(await sharp(Buffer.from(await shown.arrayBuffer())).metadata()).toMatchObject({
    width: 1600,
    height: 800,
  });

  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>');
  for (const wrong of [svg, Buffer.from('no picture'), large.subarray(0, 2000), Buffer.alloc(0)]) {
    expect((await post(wrong, cookie)).status).toBe(422);
  }
  expect((await post(Buffer.alloc(5_000_001), cookie)).status).toBe(413);
  expect((await post(large, await sessionOf(await build.user()))).status).toBe(403);
  expect((await fetch(`http://127.0.0.1:${port}/images/${'0'.repeat(64)}.webp`)).status).toBe(404);
});

test('the feed has what is published', async () => {
  const { port } = await runningServer();
  const published = await build.post({ title: 'Tom & Jerry', contentHtml: '<p>Cheese</p>' });
  const draft = await build.post({ isPublished: false });
  await (await testApp()).services.cache.clear();
  const feed = await fetch(`http://127.0.0.1:${port}/blog/feed.xml`);
  expect(feed.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
  const text = await feed.text();
  expect(text).toContain(`/blog/${published.slug}/</link>`);
  expect(text).not.toContain(draft.slug);
});
