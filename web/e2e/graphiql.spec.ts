import { expect, test, visit } from './journey.ts';
import { accountOf, logIn, somebody } from './people.ts';

test('GraphiQL asks the API as the viewer, and no other host for anything', async ({
  anna: page,
  baseURL,
}) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== baseURL) elsewhere.push(request.url());
  });
  await visit(page, '/');
  await page.getByRole('link', { name: 'GraphiQL' }).click();
  await expect(page.getByText('totalCount').first()).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: /^Execute query/ }).click();
  await expect(page.getByRole('region', { name: 'Result Window' }).getByText('"mailings"')).toBeVisible();

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await expect(page.getByRole('link', { name: 'MailingRun', exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect(page.locator('body')).toHaveClass(/graphiql-dark/);
  expect(elsewhere).toEqual([]);
});

test('on a phone the response of GraphiQL stands below the operation, and the documentation has the page to itself', async ({
  anna: page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await visit(page, '/graphiql');
  const result = page.getByRole('region', { name: 'Result Window' });
  await expect(page.getByText('totalCount').first()).toBeVisible({ timeout: 30_000 });
  // Its button does nothing until it has read the operation.
  await expect(async () => {
    await page.getByRole('button', { name: /^Execute query/ }).click({ timeout: 30_000 });
    await expect(result.getByText('"mailings"')).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 45_000 });
  expect((await result.boundingBox())!.width).toBeGreaterThan(250);

  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const documentation = page.getByRole('link', { name: 'MailingRun', exact: true }).first();
  await expect(documentation).toBeVisible();
  await expect(result).toBeHidden();
  await page.getByRole('button', { name: 'Hide Documentation Explorer' }).click();
  await expect(result).toBeVisible();
});

test('to others nothing leads there, and there is no such page', async ({ graphql, browser }) => {
  await accountOf(graphql, { email: 'nina@example.com', fullName: 'Nina Brandt', group: 'nobody' });
  const nina = await somebody(browser);
  await nina.goto('/graphiql');
  await expect(nina).toHaveURL(/\/login\?next=%2Fgraphiql/);
  await logIn(nina, 'nina@example.com');
  await expect(nina.getByRole('button', { name: /Nina Brandt/ })).toBeVisible();
  await expect(nina.getByRole('link', { name: 'GraphiQL' })).toHaveCount(0);
  await nina.goto('/graphiql');
  await expect(nina.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
});
