import { listOf, mailingOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test('a person leaves by the link in the mail, without an account and without a script', async ({
  anna: page,
  graphql,
  browser,
  postline,
}) => {
  const listId = await listOf(graphql, 'Leavers', ['leaver@example.com']);
  const messageId = await messageOf(graphql, 'Stay or go');
  const mailingId = await mailingOf(graphql, { messageId, listIds: [listId] });
  await graphql('mutation ($input: LaunchSendInput!) { launchSend(input: $input) { id } }', {
    input: { mailingId: mailingId },
  });
  await visit(page, '/mailbox');
  await page.getByRole('link', { name: /Stay or go/ }).click();
  const link = page.getByRole('article').frameLocator('iframe').getByRole('link', { name: 'Unsubscribe' });
  const address = await link.getAttribute('href');
  expect(address).toContain(`${postline.url}/unsubscribe/`);

  const opened = page.waitForEvent('popup');
  await link.click();
  const tab = await opened;
  await expect(tab.getByRole('heading', { level: 1, name: 'Unsubscribe?' })).toBeVisible();
  await tab.close();

  const stranger = await browser.newContext({ javaScriptEnabled: false, locale: 'ru-RU' });
  const theirs = await stranger.newPage();
  await theirs.goto(address!);
  await expect(theirs.getByRole('heading', { level: 1, name: 'Отписаться от рассылки?' })).toBeVisible();
  await visit(page, '/recipients?status=UNSUBSCRIBED');
  await expect(page.getByText('leaver@example.com')).toBeHidden();

  await theirs.getByRole('button', { name: 'Отписаться' }).click();
  await expect(theirs.getByRole('heading', { level: 1, name: 'Вы отписаны' })).toBeVisible();
  await visit(page, '/recipients?status=UNSUBSCRIBED');
  await expect(page.getByRole('row', { name: /leaver@example\.com/ })).toBeVisible();
  await visit(page, `/mailings/${mailingId}/`);
  await page.getByRole('button', { name: 'Unsubscribed: 1' }).click();
  const left = page.getByRole('dialog', { name: 'Unsubscribed' });
  await left.getByRole('link', { name: 'leaver@example.com' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'leaver@example.com' })).toBeVisible();

  await theirs.getByRole('button', { name: 'Подписаться снова' }).click();
  await expect(theirs.getByRole('button', { name: 'Отписаться' })).toBeVisible();
  await visit(page, '/recipients?status=UNSUBSCRIBED');
  await expect(page.getByText('leaver@example.com')).toBeHidden();
  await stranger.close();
});

test.describe('a link that was not made here', () => {
  test.use({ expectedErrors: [/404/] });

  test('unsubscribes nobody', async ({ page }) => {
    await visit(page, '/unsubscribe/nonsense');
    await expect(page.getByRole('heading', { level: 1, name: 'This link does not work' })).toBeVisible();
  });
});
