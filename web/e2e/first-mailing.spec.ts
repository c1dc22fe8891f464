import { listOf, messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

test('from nothing to a mail that arrived', async ({ page, postline }) => {
  await visit(page, '/');
  await page.getByRole('main').getByRole('link', { name: 'Log in' }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill(postline.login.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(postline.login.password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Administrator/ })).toBeVisible();

  await page.getByRole('link', { name: 'Recipients', exact: true }).click();
  await page.getByRole('button', { name: 'Add recipient' }).click();
  const person = page.getByRole('dialog', { name: 'Add recipient' });
  await person.getByRole('button', { name: 'Add recipient' }).click();
  await expect(person.getByText('Enter an email address.')).toBeVisible();
  await person.getByRole('textbox', { name: 'Email' }).fill('grace.hopper@example.com');
  await person.getByRole('textbox', { name: 'Full name' }).fill('Grace Hopper');
  await person.getByRole('button', { name: 'Add recipient' }).click();
  await expect(page.getByRole('link', { name: 'Grace Hopper' })).toBeVisible();

  await page.getByRole('link', { name: 'Messages', exact: true }).click();
  await page.getByRole('link', { name: 'New message' }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('A letter to {{ recipient.fullName }}');
  await page.getByText('HTML', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('<p>Dear {{ recipient.fullName }},\nit works.</p>');
  await expect(page.getByRole('region', { name: 'Preview' }).getByText('A letter to Person')).toBeVisible();
  await page.getByRole('button', { name: 'Create message' }).click();
  await expect(page).toHaveURL(/\/messages\/\d+\/$/);

  await page.getByRole('link', { name: 'Mailings', exact: true }).click();
  await page.getByRole('link', { name: 'New mailing' }).click();
  await page.getByRole('combobox', { name: 'Message' }).fill('A letter');
  await page.getByRole('option', { name: /A letter to/ }).click();
  await page.getByRole('combobox', { name: 'Individual recipients' }).fill('grace');
  await page.getByRole('option', { name: /Grace Hopper/ }).click();
  await page.getByRole('textbox', { name: 'Name of the mailing' }).fill('The first journey');
  await page.getByRole('button', { name: 'Create mailing' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The first journey' })).toBeVisible();

  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Send to 1 recipient' }).click();
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  await expect(page.getByText('Completed').first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('1 of 1 sent')).toBeVisible();

  await visit(page, '/mailbox');
  await page.getByRole('link', { name: /A letter to Grace Hopper/ }).click();
  await expect(page.getByRole('article', { name: 'A letter to Grace Hopper' })).toBeVisible();
  const mail = page.getByRole('article').frameLocator('iframe');
  await expect(mail.getByText('Dear Grace Hopper, it works.')).toBeVisible();

  await page.getByRole('link', { name: 'Attempts', exact: true }).click();
  const attempt = page.getByRole('row', { name: /grace\.hopper@example\.com/ });
  await expect(attempt).toContainText('Success');
});

test('a launch that is taken back sends nothing', async ({ anna: page, graphql }) => {
  const listId = await listOf(graphql, 'Second thoughts', ['hasty@example.com']);
  const messageId = await messageOf(graphql, 'Sent too soon');
  const { mailing } = await graphql(
    'mutation ($input: CreateMailingInput!) { mailing: createMailing(input: $input) { id } }',
    {
      input: { name: 'Second thoughts', messageId, listIds: [listId] },
    },
  );
  await visit(page, `/mailings/${mailing!.id}/`);
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Send to/ })
    .click();
  await page.getByRole('main').getByRole('button', { name: 'Undo' }).first().click();
  await expect(page.getByText('Undone. Nothing was sent.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
});
