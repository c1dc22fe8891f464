import { messageOf } from './graphql.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

// One red pixel, transparent in part.
const picture = {
  name: 'logo.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
    'base64',
  ),
};

inEachWay(() => {
  test('an image is uploaded into a message, with its size told and its description asked', async ({
    anna: page,
    hand,
  }) => {
    await visit(page, '/messages/create/');
    await hand.press(page.getByRole('button', { name: 'Newsletter' }));
    await expect(page.getByRole('textbox', { name: 'Subject' })).toHaveValue('News of the month');
    await hand.press(page.getByRole('button', { name: 'Image', exact: true }));
    const dialog = page.getByRole('dialog', { name: 'Image' });
    await hand.upload(dialog.getByRole('button', { name: 'Choose an image' }), picture);
    await expect(dialog.getByText(/^1 × 1 pixels, \d+ B$/)).toBeVisible();
    await hand.write(dialog.getByRole('textbox', { name: 'Description' }), 'Our logo');
    await hand.press(dialog.getByRole('button', { name: 'Insert' }));
    const shown = page.getByRole('textbox', { name: 'Text' }).getByRole('img', { name: 'Our logo' });
    await expect(shown).toHaveJSProperty('naturalWidth', 1);
    // The preview loads what is kept on this site, and nothing else.
    await hand.turnTo(page, 'Preview');
    const preview = page.getByRole('region', { name: 'Preview' }).locator('iframe').last().contentFrame();
    await expect(preview.getByRole('img', { name: 'Our logo' })).toHaveJSProperty('naturalWidth', 1);
  });

  test('a message has a text part of its own, a file, and its earlier version back', async ({
    anna: page,
    graphql,
    hand,
  }) => {
    const body = '<p>Hello</p><p><a href="{{ unsubscribeUrl }}">Bye</a></p>';
    const id = await messageOf(graphql, 'Parts', body);
    await visit(page, `/messages/${id}/`);
    await hand.press(page.getByRole('switch', { name: 'Write the text part yourself' }));
    await hand.write(page.getByRole('textbox', { name: 'Text part' }), 'Written by hand');
    await hand.press(page.getByRole('button', { name: 'Save' }));
    await expect(page.getByText(/^Saved \d/)).toBeVisible();
    await hand.turnTo(page, 'Preview');
    const preview = page.getByRole('region', { name: 'Preview' });
    await hand.press(preview.getByRole('radio', { name: 'Text part' }));
    await expect(preview.getByText('Written by hand')).toBeVisible();
    await hand.turnTo(page, 'Edit');

    const file = { name: 'price list.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n') };
    await hand.upload(page.getByRole('button', { name: 'Attach a file' }), file);
    await expect(page.getByRole('link', { name: 'price list.csv' })).toBeVisible();
    await expect(page.getByText(/^4 B of 3 MB/)).toBeVisible();

    await hand.press(page.getByRole('button', { name: 'More actions' }));
    await hand.press(page.getByRole('menuitem', { name: 'Earlier versions' }));
    const dialog = page.getByRole('dialog', { name: 'Earlier versions' });
    await hand.press(dialog.getByRole('button', { name: 'Return to this version' }));
    await expect(page.getByRole('textbox', { name: 'Text part' })).toBeHidden();
  });
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
