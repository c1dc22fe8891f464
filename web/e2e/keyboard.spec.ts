import { expect, test, visit } from './journey.ts';

test('by keyboard alone from nothing to a sent mailing, in few keys and without loss', async ({
  anna: page,
}) => {
  let keys = 0;
  const press = async (...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
    keys += pressed.length;
  };
  const tabTo = async (selector: string) => {
    while (!(await page.evaluate((css) => document.activeElement?.matches(css), selector)))
      await press('Tab');
  };
  await visit(page, '/');
  await press('g', 'e');
  await expect(page.getByRole('heading', { level: 1, name: 'Messages' })).toBeVisible();
  await press('n');
  await expect(page.getByRole('textbox', { name: 'Subject' })).toBeFocused();
  await page.keyboard.type('Written by keyboard');
  // The editor comes a moment after the page.
  await expect(page.locator('[contenteditable]').first()).toBeVisible();
  await tabTo('[contenteditable]');
  await page.keyboard.type('Have a');
  await press('Control+s');
  // Typing on during a save neither loses the focus nor triggers shortcuts.
  await page.keyboard.type(' nice meeting', { delay: 30 });
  await expect(page).toHaveURL(/\/messages\/\d+\/$/);
  await page.keyboard.type(' and go');
  await expect(page.getByRole('textbox', { name: 'Text' })).toBeFocused();
  await expect(page.getByRole('textbox', { name: 'Text' })).toContainText('Have a nice meeting and go');
  await press('Control+s');
  await expect(page.getByText(/^Saved/).first()).toBeVisible();

  await press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await expect(page.getByRole('listbox', { name: 'Search and actions' })).toBeVisible();
  await page.keyboard.type('new mailing');
  await press('Enter');
  await expect(page.getByRole('combobox', { name: 'Message' })).toBeFocused();
  await page.keyboard.type('Written by');
  await expect(page.getByRole('option', { name: /Written by keyboard/ })).toBeVisible();
  await press('Enter');
  const people = page.getByRole('combobox', { name: 'Individual recipients' });
  await press('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab');
  await expect(people).toBeFocused();
  await page.keyboard.type('zoe');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await press('ArrowDown', 'Enter', 'Control+Enter');
  const send = page.getByRole('main').getByRole('button', { name: 'Send', exact: true });
  await expect(send).toBeFocused();
  await press('Enter');
  await expect(
    page.getByRole('alertdialog').getByRole('button', { name: 'Send to 1 recipient' }),
  ).toBeFocused();
  await press('Enter');
  await expect(page.getByText('Nothing has been sent yet')).toBeVisible();
  // The button that was pressed is gone, but not the place of the keyboard.
  await expect(send).toBeHidden();
  await expect(page.locator('body')).not.toBeFocused();
  expect(keys).toBeLessThanOrEqual(40);
});

test('what is typed into a picker before its scripts have come is searched for when they have', async ({
  anna: page,
  graphql,
}) => {
  await graphql('mutation { createMessage(input: { subject: "Typed early", body: "Hello" }) { id } }');
  const scripts = Promise.withResolvers<void>();
  await page.route(/\.js(\?|$)/, async (route) => {
    await scripts.promise;
    await route.continue();
  });
  await page.goto('/mailings/create/', { waitUntil: 'commit' });
  const picker = page.getByRole('combobox', { name: 'Message' });
  await picker.fill('Typed ear');
  scripts.resolve();
  await page.getByRole('option', { name: /Typed early/ }).click();
  await expect(picker).toHaveValue('Typed early');
  await page.getByRole('combobox', { name: 'Lists' }).fill('None');
  await expect(page.getByRole('option', { name: 'Create “None”' })).toBeVisible();
});
