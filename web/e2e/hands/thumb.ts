import type { Hand } from './hand.ts';
import { answerWith, faceOf } from './hand.ts';

/** A thumb on a phone. */
export const thumb: Hand = {
  mark: 'phone',
  press: async (target) => (await faceOf(target)).tap(),
  async write(field, text) {
    await field.tap();
    await field.fill(text);
  },
  async enter(field) {
    await field.tap();
    await field.press('Control+End');
  },
  select: async (field, label) => void (await field.selectOption({ label })),
  async pick(field, text, option) {
    await field.tap();
    await field.fill(text);
    await field.page().getByRole('option', { name: option }).first().tap();
  },
  upload: (button, file) => answerWith(button, file, () => button.tap()),
  async go(page, name) {
    const bar = page.getByRole('navigation', { name: 'Quick navigation' });
    const link = bar.getByRole('link', { name, exact: true });
    if (await link.isVisible()) return link.tap();
    await bar.getByRole('button', { name: 'More', exact: true }).tap();
    await page.getByRole('dialog').getByRole('link', { name, exact: true }).tap();
  },
  openPalette: (page) => page.getByRole('button', { name: 'Search or jump to…' }).tap(),
  turnTo: async (page, side) => (await faceOf(page.getByRole('radio', { name: side }))).tap(),
  unfoldFilters: (page) => page.getByRole('button', { name: 'Filters' }).tap(),
};
