import { messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';
import { accountOf, logIn, somebody } from './people.ts';

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

test('whoever is new sends a first mail to themselves and reads it, by keyboard', async ({
  graphql,
  browser,
  postline,
}) => {
  await accountOf(graphql, { email: 'new.here@example.com', fullName: 'New Here', group: 'Users' });
  const page = await somebody(browser, { baseURL: postline.url, locale: 'en-GB' });
  await logIn(page, 'new.here@example.com');
  await page.getByRole('button', { name: 'Send it to me' }).press('Enter');
  await expect(page.getByText('Sent to new.here@example.com')).toBeVisible();
  // The button is gone, but not the place of the keyboard.
  await expect(page.locator('body')).not.toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Open the mailbox' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: /My first email with Postline/ }).click();
  await expect(page.getByRole('article', { name: 'My first email with Postline' })).toBeVisible();
  await page.context().close();
});
