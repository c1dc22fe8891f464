import { messageOf } from './graphql.ts';
import { expect, test, visit } from './journey.ts';

// One red pixel, transparent in part.
const picture = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
};

test('an image is uploaded into a message, with its size told and its description asked', async ({
  anna: page,
}) => {
  await visit(page, '/messages/create/');
  await page.getByRole('button', { name: 'Newsletter' }).click();
  await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('News of the month');
  await page.getByRole('button', { name: 'Image', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Image' });
  await dialog.locator('input[type=file]').setInputFiles(picture);
  await expect(dialog.getByText(/^1 × 1 pixels, \d+ B$/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Description' }).fill('Our logo');
  await dialog.getByRole('button', { name: 'Insert' }).click();
  const shown = page.getByRole('textbox', { name: 'Text' }).getByRole('img', { name: 'Our logo' });
  await expect(shown).toHaveJSProperty('naturalWidth', 1);
  // The preview loads what is kept on this site, and nothing else.
  const preview = page.getByRole('region', { name: 'Preview' }).locator('iframe').last().contentFrame();
  await expect(preview.getByRole('img', { name: 'Our logo' })).toHaveJSProperty('naturalWidth', 1);
});

test('a message has a text part of its own, a file, and its earlier version back', async ({
  anna: page,
  graphql,
}) => {
  const id = await messageOf(graphql, 'Parts', '<p>Hello</p><p><a href="{{ unsubscribeUrl }}">Bye</a></p>');
  await visit(page, `/messages/${id}/`);
  await page.getByText('Write the text part yourself').click();
  await page.getByRole('textbox', { name: 'Text part' }).fill('Written by hand');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText(/^Saved \d/)).toBeVisible();
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('Text part', { exact: true }).click();
  await expect(preview.getByText('Written by hand')).toBeVisible();

  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach a file' }).click();
  await (
    await chooser
  ).setFiles({ name: 'price list.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') });
  await expect(page.getByRole('link', { name: 'price list.csv' })).toBeVisible();
  await expect(page.getByText(/^4 B of 3 MB/)).toBeVisible();

  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Earlier versions' }).click();
  const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
  await dialog.getByRole('button', { name: 'Return to this version' }).click();
  await expect(page.getByRole('textbox', { name: 'Text part' })).toBeHidden();
});

test('the look of mails is chosen, and new messages have it', async ({ anna: page }) => {
  await visit(page, '/profile/mail-layout/');
  await page.getByRole('textbox', { name: 'Accent color', exact: true }).fill('#aa0011');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await visit(page, '/messages/create/');
  await page.getByText('HTML', { exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Text' })).toContainText('data-accent="#aa0011"');
});
