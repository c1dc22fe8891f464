import { expect, test, visit } from './journey.ts';

test('a domain is added, its record is shown, and what cannot be looked up is told', async ({
  anna: page,
}) => {
  await visit(page, '/senders/');
  await expect(page.getByRole('heading', { name: 'No senders yet' })).toBeVisible();
  // Mails are only caught here, so there is no server whose encryption could be looked at.
  await expect(page.getByRole('heading', { name: 'Encryption of the mail servers' })).toBeHidden();
  await page.getByRole('button', { name: 'Add domain' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Domain' }).fill('not a domain');
  await dialog.getByRole('button', { name: 'Add domain' }).click();
  await expect(dialog.getByText('This is not a domain name')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Domain' }).fill('news.postline.invalid');
  await dialog.getByRole('button', { name: 'Add domain' }).click();
  const card = page.getByRole('article', { name: 'news.postline.invalid' });
  await expect(card.getByText('Waiting for its record')).toBeVisible();
  await expect(card.locator('code').first()).toHaveText(
    /^postline-[0-9a-f]{8}\._domainkey\.news\.postline\.invalid$/,
  );
  await expect(card.locator('code').nth(1)).toContainText('v=DKIM1');
  await card.getByRole('button', { name: 'Check now' }).click();
  await expect(card.getByRole('status')).toContainText('_domainkey.news.postline.invalid', {
    timeout: 60_000,
  });
  await expect(card.getByText('Not verified')).toBeVisible();
});

test('a sender is made, and a mailing that chooses it says so', async ({ anna: page, graphql }) => {
  const { createMessage } = await graphql(
    'mutation { createMessage(input: { subject: "Spring", body: "Hello" }) { id } }',
  );
  await visit(page, '/senders/?new');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Garden news');
  await dialog.getByRole('textbox', { name: 'Address' }).fill('news@garden.example');
  await dialog.getByRole('checkbox', { name: 'Use by default' }).check();
  await dialog.getByRole('button', { name: 'Create sender' }).click();
  await expect(page.getByRole('row', { name: /Garden news/ })).toContainText('Not verified');

  await visit(page, `/mailings/create/?message=${createMessage!.id}`);
  const field = page.getByRole('combobox', { name: 'Sender' });
  await expect(field).toContainText('Default: Garden news <news@garden.example>');
  await field.selectOption({ label: 'Garden news <news@garden.example>, not verified' });
  await page.getByRole('combobox', { name: 'Lists' }).first().fill('Readers');
  // Other journeys have lists of readers of something.
  const readers = page.getByRole('option').filter({ has: page.getByText('Readers', { exact: true }) });
  await readers.click();
  await page.getByRole('button', { name: 'Create mailing' }).click();
  await expect(page.getByRole('heading', { name: 'Spring' }).first()).toBeVisible();
  await expect(page.getByText('news@garden.example', { exact: true })).toBeVisible();
  await expect(page.getByText('Mails cannot be sent from news@garden.example')).toBeVisible();

  await page.getByRole('button', { name: 'Check the emails' }).click();
  await expect(page.getByText('Check before you send')).toBeVisible();
  await expect(page.getByText('The email shows no unsubscribe link')).toBeVisible();

  await visit(page, '/senders/');
  await page.getByRole('button', { name: 'Actions for Garden news' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete sender' }).click();
  await expect(page.getByText('“Garden news” deleted')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No senders yet' })).toBeVisible();
});
