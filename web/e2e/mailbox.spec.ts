import { messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test.use({
  expectedErrors: [/ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE/],
});

test('a caught mail stays in view while the server is away', async ({ anna: page, graphql, postline }) => {
  test.setTimeout(120_000);
  const id = await messageOf(graphql, 'Still to be read');
  const input = { messageId: id, to: [postline.login.email] };
  await graphql('mutation ($input: SendTestInput!) { sendTest(input: $input) }', { input });
  await visit(page, '/mailbox');
  await page.getByRole('link', { name: /Still to be read/ }).click();
  const mail = page.getByRole('article', { name: 'Still to be read' });
  await expect(mail).toBeVisible();
  const banner = page.getByText('Connection lost');
  await postline.restart(async () => {
    await expect(banner).toBeVisible({ timeout: 30_000 });
    await expect(mail).toBeVisible();
  });
  await expect(banner).toBeHidden({ timeout: 30_000 });
  await expect(mail).toBeVisible();
});
