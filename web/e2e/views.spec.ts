import { faults } from './faults.ts';
import { inEachWay, test } from './hands/in-each-way.ts';
import { expect, visit } from './journey.ts';

inEachWay(() => {
  test('a filter and an order are saved by name, opened again, renamed and deleted', async ({
    anna: page,
    hand,
  }) => {
    const view = `Monthly, ${hand.mark}`;
    await visit(page, '/messages/');
    await hand.press(page.getByRole('button', { name: 'Views' }));
    await expect(page.getByRole('menuitem', { name: /^Save this view/ })).toBeDisabled();
    await page.keyboard.press('Escape');

    await visit(page, '/messages/?q=month&sort=subject');
    await hand.press(page.getByRole('button', { name: 'Views' }));
    await hand.press(page.getByRole('menuitem', { name: 'Save this view…' }));
    const dialog = page.getByRole('dialog', { name: 'Save this view' });
    await hand.press(dialog.getByRole('button', { name: 'Save' }));
    await expect(dialog.getByText('Give the view a name')).toBeVisible();
    await hand.write(dialog.getByRole('textbox', { name: 'Name' }), view);
    await hand.press(dialog.getByRole('button', { name: 'Save' }));
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('button', { name: `View: ${view}` })).toBeVisible();

    await visit(page, '/messages/');
    await hand.press(page.getByRole('button', { name: 'Views' }));
    expect(await faults(page), 'the open menu').toEqual([]);
    await hand.press(page.getByRole('menuitem', { name: view }));
    await expect(page).toHaveURL(/q=month&sort=subject/);
    await expect(page.getByRole('searchbox')).toHaveValue('month');

    await hand.press(page.getByRole('button', { name: `View: ${view}` }));
    await hand.press(page.getByRole('menuitem', { name: 'Edit views…' }));
    const edit = page.getByRole('dialog', { name: 'Your views' });
    const name = edit.getByRole('textbox', { name: `Name of the view ${view}` });
    await hand.write(name, `Each month, ${hand.mark}`);
    await name.press('Tab');
    await expect(page.getByText(`Renamed to “Each month, ${hand.mark}”`)).toBeVisible();
    await expect.poll(() => faults(page), 'the dialog').toEqual([]);
    await hand.press(edit.getByRole('button', { name: `Delete the view Each month, ${hand.mark}` }));
    await expect(edit).toBeHidden();
    await expect(page.getByRole('button', { name: 'Views' })).toBeVisible();
  });

  test('filters stand where there is room, and else fold into one button that counts them', async ({
    anna: page,
    hand,
  }) => {
    await visit(page, '/deliveries/');
    const state = page.getByRole('combobox', { name: 'Status' });
    await hand.unfoldFilters(page);
    await hand.select(state, 'Sent');
    await expect(page).toHaveURL(/state=SENT/);
    expect(await faults(page)).toEqual([]);
    const folded = page.getByRole('button', { name: 'Filters (1)' });
    await expect(folded).toBeVisible({ visible: hand.mark === 'phone' });
    if (hand.mark !== 'phone') return;
    await hand.press(folded);
    await expect(state).toBeHidden();
  });
});
