import { expect, test, visit } from './journey.ts';
import { accountOf, logIn, somebody } from './people.ts';

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const PATH = '/blog/what-readers-open/';

test('a post is written beside its preview, kept as a draft, published and found by everybody', async ({
  anna: page,
  request: visitor,
  postline,
}) => {
  await visit(page, '/blog/');
  await page.getByRole('link', { name: 'New post' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('What readers open');
  await page.getByRole('textbox', { name: 'Text' }).fill('# Why\n\nBecause it is **short** & plain.');
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('heading', { name: 'What readers open' })).toBeVisible();
  await expect(preview.getByRole('heading', { name: 'Why' })).toBeVisible();
  await expect(preview.locator('strong')).toHaveText('short');
  await page.getByLabel('Picture').setInputFiles({ name: 'dot.png', mimeType: 'image/png', buffer: PIXEL });
  await expect(preview.locator('img')).toHaveAttribute('src', /^\/images\/[0-9a-f]{64}\.webp$/);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(PATH);
  await expect(page.getByText('Draft')).toBeVisible();
  expect((await visitor.get(PATH)).status()).toBe(404);
  expect(await (await visitor.get('/blog/feed.xml')).text()).not.toContain(PATH);

  await page.getByRole('link', { name: 'Edit' }).click();
  await page.getByRole('switch', { name: 'Published' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(PATH);
  await expect(page.getByText('Draft')).toBeHidden();

  const shown = await visitor.get(PATH);
  const html = await shown.text();
  for (const [property, content] of Object.entries({
    'og:type': 'article',
    'og:title': 'What readers open',
    'og:description': 'Why Because it is short &amp; plain.',
    'og:url': postline.url + PATH,
    'og:site_name': 'Postline',
  }))
    expect(html).toContain(`<meta property="${property}" content="${content}"`);
  const picture = /<meta property="og:image" content="([^"]+)"/.exec(html)![1]!;
  expect((await visitor.get(picture)).headers()['content-type']).toBe('image/webp');
  expect(await (await visitor.get('/blog/feed.xml')).text()).toContain(`<link>${postline.url}${PATH}</link>`);

  expect(await (await visitor.get('/robots.txt')).text()).toMatch(/^Allow: \/blog\/$/m);

  const { etag } = shown.headers();
  expect((await visitor.get(PATH, { headers: { 'if-none-match': etag! } })).status()).toBe(304);
  await visit(page, `${PATH}update/`);
  await page.getByRole('textbox', { name: 'Text' }).fill('It says what is inside.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page).toHaveURL(PATH);
  const changed = await visitor.get(PATH, { headers: { 'if-none-match': etag! } });
  expect(changed.status()).toBe(200);
  expect(await changed.text()).toContain('It says what is inside.');

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete post' }).click();
  await expect(page).toHaveURL('/blog/');
  await expect(page.getByRole('link', { name: 'What readers open' })).toBeHidden();
  expect((await visitor.get(PATH, { headers: { 'if-none-match': etag! } })).status()).toBe(404);
});

test('whoever may only add posts writes one, and is offered no change of any', async ({
  graphql,
  browser,
  postline,
}) => {
  await graphql('mutation ($input: CreateGroupInput!) { createGroup(input: $input) { id } }', {
    input: { name: 'Writers', permissions: ['add_blogpost'] },
  });
  const writer = { email: 'wanda@example.com', fullName: 'Wanda Writer', group: 'Writers' };
  await accountOf(graphql, writer);
  const page = await somebody(browser, { baseURL: postline.url });
  await logIn(page, writer.email);
  await expect(page).toHaveURL('/');
  await visit(page, '/blog/');
  await page.getByRole('link', { name: 'New post' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Notes of a writer');
  await page.getByRole('textbox', { name: 'Text' }).fill('Short, and done.');
  await page.getByRole('switch', { name: 'Published' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  // The preview beside the form has the same heading.
  await expect(page).toHaveURL('/blog/notes-of-a-writer/');
  await expect(page.getByRole('heading', { name: 'Notes of a writer' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Edit' })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Delete' })).toBeHidden();
  expect((await page.request.get('/blog/notes-of-a-writer/')).status()).toBe(200);
});
