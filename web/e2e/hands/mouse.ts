import type { Hand } from './hand.ts';
import { answerWith, faceOf } from './hand.ts';

/** A mouse at a desk. */
export const mouse: Hand = {
  mark: 'desk',
  press: async (target) => (await faceOf(target)).click(),
  write: (field, text) => field.fill(text),
  async enter(field) {
    await field.click();
    await field.press('Control+End');
  },
  select: async (field, label) => void (await field.selectOption({ label })),
  async pick(field, text, option) {
    await field.fill(text);
    await field.page().getByRole('option', { name: option }).first().click();
  },
  upload: (button, file) => answerWith(button, file, () => button.click()),
  go: (page, name) =>
    page
      .getByRole('navigation', { name: 'Main navigation' })
      .getByRole('link', { name, exact: true })
      .click(),
  openPalette: (page) => page.getByRole('button', { name: 'Search or jump to…' }).click(),
  turnTo: async () => {},
  unfoldFilters: async () => {},
};
