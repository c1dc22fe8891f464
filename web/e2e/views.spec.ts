import { faults } from './faults.ts';
import { expect, test, visit } from './journey.ts';

test('a filter and an order are saved by name, opened again, renamed and deleted', async ({ anna: page }) => {
  await visit(page, '/messages/');
  await page.getByRole('button', { name: 'Views' }).click();
  await expect(page.getByRole('menuitem', { name: /^Save this view/ })).toBeDisabled();
  await page.keyboard.press('Escape');

  await visit(page, '/messages/?q=month&sort=subject');
  await page.getByRole('button', { name: 'Views' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Save this view…' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Save this view' });
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('Give the view a name')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Monthly, by subject');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'View: Monthly, by subject' })).toBeVisible();

  await visit(page, '/messages/');
  await page.getByRole('button', { name: 'Views' }).click();
  expect(await faults(page), 'the open menu').toEqual([]);
  await page.getByRole('menuitem', { name: 'Monthly, by subject' }).click();
  await expect(page).toHaveURL(/q=month&sort=subject/);
  await expect(page.getByRole('columnheader', { name: 'Subject' })).toHaveAttribute('aria-sort', 'ascending');

  await page.getByRole('button', { name: 'View: Monthly, by subject' }).click();
  await page.getByRole('menuitem', { name: 'Edit views…' }).click();
  const edit = page.getByRole('dialog', { name: 'Your views' });
  const name = edit.getByRole('textbox', { name: 'Name of the view Monthly, by subject' });
  await name.fill('Monthly');
  await name.press('Tab');
  await expect(page.getByText('Renamed to “Monthly”')).toBeVisible();
  await expect.poll(() => faults(page), 'the dialog').toEqual([]);
  await edit.getByRole('button', { name: 'Delete the view Monthly' }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByRole('button', { name: 'Views' })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('filters fold into one button that counts them', async ({ anna: page }) => {
    await visit(page, '/deliveries/');
    const state = page.getByRole('combobox', { name: 'Status' });
    await expect(state).toBeHidden();
    await page.getByRole('button', { name: 'Filters' }).tap();
    await state.selectOption('Sent');
    await expect(page).toHaveURL(/state=SENT/);
    await page.getByRole('button', { name: 'Filters (1)' }).tap();
    await expect(state).toBeHidden();
    expect(await faults(page)).toEqual([]);
  });
});
